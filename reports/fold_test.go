package reports

import (
	"strings"
	"testing"

	"bulkhead/audit/result"
)

func TestFold(t *testing.T) {
	type verdict struct {
		status           result.Status
		control, subject string
	}
	for _, test := range []struct {
		name     string
		weaker   map[string]string
		severity map[string]result.Severity
		verdicts []verdict
		least    result.Severity
		want     string // the controls that each failure is told under
	}{
		{
			name: "the same subject fails both", weaker: map[string]string{"weak": "true"},
			verdicts: []verdict{{result.Fail, "true", "t n/D/a p"}, {result.Fail, "weak", "t n/D/a p"}}, want: "true: weak:true",
		},
		{
			name: "another subject", weaker: map[string]string{"weak": "true"},
			verdicts: []verdict{{result.Fail, "true", "t n/D/a p"}, {result.Fail, "weak", "t n/D/b p"}}, want: "true: weak:",
		},
		{
			name: "another part", weaker: map[string]string{"weak": "true"},
			verdicts: []verdict{{result.Fail, "true", "t n/D/a p"}, {result.Fail, "weak", "t n/D/a q"}}, want: "true: weak:",
		},
		{
			name: "another target", weaker: map[string]string{"weak": "true"},
			verdicts: []verdict{{result.Fail, "true", "t n/D/a p"}, {result.Fail, "weak", "u n/D/a p"}}, want: "true: weak:",
		},
		{
			name: "the truer is waived", weaker: map[string]string{"weak": "true"},
			verdicts: []verdict{{result.Waived, "true", "t n/D/a p"}, {result.Fail, "weak", "t n/D/a p"}}, want: "true: weak:",
		},
		{
			name: "the weaker is waived", weaker: map[string]string{"weak": "true"},
			verdicts: []verdict{{result.Fail, "true", "t n/D/a p"}, {result.Waived, "weak", "t n/D/a p"}}, want: "true: weak:",
		},
		{
			name: "the truer is not shown", weaker: map[string]string{"weak": "true"}, least: result.High,
			severity: map[string]result.Severity{"true": result.Low},
			verdicts: []verdict{{result.Fail, "true", "t n/D/a p"}, {result.Fail, "weak", "t n/D/a p"}}, want: "true: weak:",
		},
		{
			name: "a chain is told under the truest that fails", weaker: map[string]string{"weakest": "weak", "weak": "true"},
			verdicts: []verdict{
				{result.Fail, "true", "t n/D/a p"},
				{result.Fail, "weak", "t n/D/a p"},
				{result.Fail, "weakest", "t n/D/a p"},
				{result.Fail, "weakest", "t n/D/b p"},
			}, want: "true: weak:true weakest:true weakest:",
		},
		{
			name: "a circle hides nothing", weaker: map[string]string{"weak": "true", "true": "weak"},
			verdicts: []verdict{{result.Fail, "true", "t n/D/a p"}, {result.Fail, "weak", "t n/D/a p"}}, want: "true: weak:",
		},
		{
			name: "weaker than itself", weaker: map[string]string{"weak": "weak"},
			verdicts: []verdict{{result.Fail, "weak", "t n/D/a p"}}, want: "weak:",
		},
		{
			name: "weaker than nothing that was asked", weaker: map[string]string{"weak": "gone"},
			verdicts: []verdict{{result.Fail, "weak", "t n/D/a p"}}, want: "weak:",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := newBuilder()
			for _, id := range []string{"true", "weak", "weakest"} {
				severity := result.High
				if s, ok := test.severity[id]; ok {
					severity = s
				}
				b.control(result.Control{ID: id, Severity: severity, WeakerThan: test.weaker[id], Subject: "kubernetes/container"})
			}
			for _, v := range test.verdicts {
				b.add(v.status, v.control, v.subject, "")
			}
			r := b.build()
			d := newDigest(r, Options{MinSeverity: test.least})
			var got []string
			for f := range r.Findings {
				got = append(got, f.Control+":"+d.fold.under(f))
			}
			sortByControl := strings.Join(got, " ")
			if test.severity != nil { // sorted last there
				sortByControl = got[1] + " " + got[0]
			}
			if sortByControl != test.want {
				t.Errorf("got %s, want %s", sortByControl, test.want)
			}
		})
	}
}
