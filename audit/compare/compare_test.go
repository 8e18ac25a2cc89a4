package compare

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"bulkhead/audit/estate"
	"bulkhead/audit/result"
)

// report makes one of controls, targets (with "!" behind those that are not complete) and findings: TARGET CONTROL NAME STATUS[ SEVERITY[ PATH]].
func report(controls, targets string, findings ...string) *result.Report {
	r := &result.Report{Tool: result.Tool{Policies: controls}}
	for _, id := range strings.Fields(controls) {
		id, severity, changed := strings.Cut(id, "=")
		if !changed {
			severity = "high"
		}
		r.Controls = append(r.Controls, result.Control{ID: id, Severity: result.Severity(severity)})
	}
	for _, id := range strings.Fields(targets) {
		id, partial := strings.CutSuffix(id, "!")
		status := "complete"
		if partial {
			status = "partial"
		}
		r.Targets = append(r.Targets, result.Target{ID: id, Status: status})
	}
	var all []result.Finding
	for _, text := range findings {
		words := append(strings.Fields(text), "high", "path")
		if n := len(strings.Fields(text)); n > 4 {
			words = append(words[:n], "path")
		}
		f := result.Finding{
			Control: words[1], Status: result.Status(words[3]), Severity: result.Severity(words[4]), Fingerprint: words[1] + words[2] + words[5],
			Subject: result.Subject{Target: words[0], Name: words[2]},
		}
		for i := range r.Controls {
			if r.Controls[i].ID == f.Control && f.Status == result.Fail {
				r.Controls[i].Fail++
			}
		}
		all = append(all, f)
	}
	r.Findings = func(yield func(*result.Finding) bool) {
		for i := range all {
			if !yield(&all[i]) {
				return
			}
		}
	}
	return r
}

func TestReports(t *testing.T) {
	for name, test := range map[string]struct {
		old, new *result.Report
		want     string
	}{
		"nothing":             {report("c", "t"), report("c", "t"), ""},
		"the same":            {report("c", "t", "t c a fail"), report("c", "t", "t c a fail"), "unchanged  high a"},
		"new":                 {report("c", "t", "t c a fail"), report("c", "t", "t c a fail", "t c b fail"), "unchanged  high a; new configuration  b"},
		"fixed":               {report("c", "t", "t c a fail", "t c b fail"), report("c", "t", "t c b fail"), "unchanged  high b; fixed configuration high a"},
		"worse":               {report("c", "t", "t c a fail medium"), report("c", "t", "t c a fail critical"), "severity configuration medium a"},
		"a control is worse":  {report("c=low", "t", "t c a fail low"), report("c", "t", "t c a fail"), "severity control-changed low a"},
		"another control":     {report("c", "t", "t c a fail"), report("d", "t", "t d a fail"), "new control-added  a; open control-removed high a"},
		"another target":      {report("c", "t", "t c a fail"), report("c", "u", "u c a fail"), "new target-added  a; open target-removed high a"},
		"another path":        {report("c", "t", "t c a fail high x"), report("c", "t", "t c a fail high y"), "new configuration  a; fixed configuration high a"},
		"not read now":        {report("c", "t", "t c a fail"), report("c", "t!"), "open target-incomplete high a"},
		"not read before":     {report("c", "t!"), report("c", "t", "t c a fail"), "new target-incomplete  a"},
		"unknown now":         {report("c", "t", "t c a fail"), report("c", "t", "t c a unknown"), "open is-unknown high a"},
		"unknown elsewhere":   {report("c", "t", "t c a fail high x"), report("c", "t", "t c a unknown high y"), "unknown configuration  a; open is-unknown high a"},
		"unknown before":      {report("c", "t", "t c a unknown high x"), report("c", "t", "t c a fail high y"), "new was-unknown  a"},
		"newly unknown":       {report("c", "t"), report("c", "t", "t c a unknown"), "unknown configuration  a"},
		"unknown as ever":     {report("c", "t", "t c a unknown high x"), report("c", "t", "t c a unknown high y"), ""},
		"waived now":          {report("c", "t", "t c a fail"), report("c", "t", "t c a waived"), "waived is-waived high a"},
		"waived before":       {report("c", "t", "t c a waived"), report("c", "t", "t c a fail"), "new was-waived  a"},
		"waived and gone":     {report("c", "t", "t c a waived", "t c b unknown"), report("c", "t"), ""},
		"two of one identity": {report("c", "t", "t c a fail low", "t c a fail high"), report("c", "t", "t c a fail high"), "unchanged  high a; fixed configuration low a"},
		"one of two is worse": {report("c", "t", "t c a fail low", "t c a fail low"), report("c", "t", "t c a fail low", "t c a fail high"), "unchanged  low a; severity configuration low a"},
	} {
		c, err := Reports(test.old, test.new)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range c.Differences {
			got = append(got, fmt.Sprintf("%s %s %s %s", d.Change, d.Cause, d.Was, d.Finding.Subject.Name))
		}
		if strings.Join(got, "; ") != test.want {
			t.Errorf("%s: got %s, want %s", name, strings.Join(got, "; "), test.want)
		}
	}
}

func TestWhatWasLeftOut(t *testing.T) {
	in := func(r *result.Report, n estate.Namespaces) *result.Report {
		if !n.All() {
			r.Targets[0].Namespaces = []estate.Namespaces{n}
		}
		for f := range r.Findings {
			if f.Subject.Name == "shop" {
				f.Subject.Kind = "kubernetes/namespace"
			} else if f.Subject.Name != "cluster-wide" {
				f.Subject.Namespace = "shop"
			}
		}
		return r
	}
	limited := func(r *result.Report) *result.Report {
		r.Limited = true
		return r
	}
	all, failures := estate.Namespaces{}, []string{"t c cart fail", "t c shop fail", "t c cluster-wide fail"}
	for name, test := range map[string]struct {
		old, new *result.Report
		want     string
	}{
		"excluded now": {
			in(report("c", "t", failures...), all), in(report("c", "t"), estate.Namespaces{Exclude: []string{"sh*"}}),
			"open namespace-removed cart; open namespace-removed shop; fixed configuration cluster-wide",
		},
		"excluded before": {
			in(report("c", "t"), estate.Namespaces{Include: []string{"other"}}), in(report("c", "t", failures...), all),
			"new namespace-added cart; new namespace-added shop; new configuration cluster-wide",
		},
		"another excluded": {
			in(report("c", "t", failures...), all), in(report("c", "t"), estate.Namespaces{Include: []string{"shop"}, Exclude: []string{"s"}}),
			"fixed configuration cart; fixed configuration shop; fixed configuration cluster-wide",
		},
		"a part now":    {report("c", "t", "t c a fail"), limited(report("c", "t")), "open limited a"},
		"a part before": {limited(report("c", "t")), report("c", "t", "t c a fail"), "new limited a"},
	} {
		c, err := Reports(test.old, test.new)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range c.Differences {
			got = append(got, fmt.Sprintf("%s %s %s", d.Change, d.Cause, d.Finding.Subject.Name))
		}
		if strings.Join(got, "; ") != test.want {
			t.Errorf("%s: got %s, want %s", name, strings.Join(got, "; "), test.want)
		}
	}
}

func TestControlsAndTargetsThatDiffer(t *testing.T) {
	c, err := Reports(report("a b", "t u"), report("c b", "v u"))
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Added) != 1 || c.Added[0].ID != "c" || len(c.Removed) != 1 || c.Removed[0].ID != "a" || c.SamePolicies() {
		t.Errorf("controls: %v, %v", c.Added, c.Removed)
	}
	if !slices.Equal(c.TargetsAdded, []string{"v"}) || !slices.Equal(c.TargetsRemoved, []string{"t"}) {
		t.Errorf("targets: %v, %v", c.TargetsAdded, c.TargetsRemoved)
	}
}

func TestReportsThatLackFindings(t *testing.T) {
	filtered := report("c", "t", "t c a fail")
	filtered.Findings = func(func(*result.Finding) bool) {}
	for want, pair := range map[string][2]*result.Report{
		"the old report lacks failures of c (1 of 1 subjects): write it without --min-severity": {filtered, report("c", "t")},
		"the new report lacks": {report("c", "t"), filtered},
	} {
		if _, err := Reports(pair[0], pair[1]); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}
