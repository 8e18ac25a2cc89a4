package reports

import (
	"strings"
	"testing"

	"bulkhead/audit/result"
)

func TestGate(t *testing.T) {
	two, three := 2, 3
	known := func(*result.Finding) bool { return true }
	report := func(status string, change func(*builder)) *result.Report {
		b := newBuilder()
		b.target("t", "kubernetes", "", status, map[string]int{"kubernetes/pod": 1})
		b.sampleControls()
		b.add(result.Pass, "kubernetes/host-pid", "t n/Deployment/d", "")
		if change != nil {
			change(b)
		}
		return b.build()
	}
	medium := func(b *builder) { b.add(result.Fail, "kubernetes/host-path", "t n/Deployment/d v", "") }
	unknown := func(b *builder) {
		for range three {
			b.add(result.Unknown, "kubernetes/host-pid", "t n/Deployment/d", "").Reason = "not-in-input"
		}
	}
	waived := func(b *builder) { b.add(result.Waived, "kubernetes/host-path", "t n/Deployment/d v", "") }
	for _, test := range []struct {
		name   string
		gate   Gate
		report *result.Report
		code   int
		reason string
	}{
		{"nothing failed", Gate{Threshold: result.High}, report("complete", nil), 0, "no failure at or above the threshold, high"},
		{"a failure below", Gate{Threshold: result.High}, report("complete", medium), 0, "no failure at or above the threshold, high"},
		{"a failure at the threshold", Gate{Threshold: result.Medium}, report("complete", medium), 1, "1 failure at or above the threshold, medium"},
		{"a failure above", Gate{Threshold: result.Low}, report("complete", medium), 1, "1 failure at or above the threshold, low"},
		{"no threshold", Gate{}, report("complete", medium), 0, "no threshold is set"},
		{"a known failure", Gate{Threshold: result.Low, Known: known}, report("complete", medium), 0, "no new failure at or above the threshold, low"},
		{"waived", Gate{Threshold: result.Low}, report("complete", waived), 0, "no failure at or above the threshold, low"},
		{"unknown", Gate{Threshold: result.Low}, report("complete", unknown), 0, "no failure at or above the threshold, low"},
		{"as many unknown as accepted", Gate{MaxUnknown: &three}, report("complete", unknown), 0, "no threshold is set"},
		{"more unknown than accepted", Gate{MaxUnknown: &two}, report("complete", unknown), 3, "3 unknown verdicts, more than the 2 accepted"},
		{"a partial target", Gate{Threshold: result.High}, report("partial", medium), 3, "target t is partial"},
		{"a failed target", Gate{Threshold: result.High}, report("failed", nil), 3, "target t failed"},
		{"a target of no known status", Gate{Threshold: result.High}, report("", nil), 3, "target t is of unknown status"},
		{"a failure of a failed target", Gate{Threshold: result.Low}, report("failed", medium), 1, "1 failure at or above the threshold, low"},
		{"nothing to audit", Gate{}, nothing(), 3, "target kubernetes:gone failed; target ./empty has nothing to audit"},
		{"no target", Gate{}, &result.Report{}, 3, "no target was audited"},
		{
			"no verdict", Gate{}, &result.Report{Targets: report("complete", nil).Targets}, 3, "no control applied to any subject",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := test.gate.Decide(test.report)
			if got.Code != test.code || strings.Join(got.Reasons, "; ") != test.reason {
				t.Errorf("got %d, %q; want %d, %q", got.Code, got.Reasons, test.code, test.reason)
			}
			text := render(t, FormatTable, test.report, Options{Gate: &test.gate, Width: 200})
			if calm := strings.Contains(text, "Nothing failed."); calm && got.Code != 0 {
				t.Errorf("reads like success:\n%s", text)
			}
		})
	}
}
