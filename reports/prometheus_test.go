package reports

import (
	"strings"
	"testing"

	"bulkhead/audit/result"
)

// Prometheus takes a series once. Targets and controls whose names differ only in what no label may hold are one series.
func TestPrometheusHasEachSeriesOnce(t *testing.T) {
	r := sample()
	r.Targets = append(r.Targets, r.Targets[1], r.Targets[1])
	r.Targets[len(r.Targets)-1].ID = "a\x00"
	twin := r.Targets[0]
	twin.ID = "a\x01"
	r.Targets = append(r.Targets, twin)
	r.Controls = append(r.Controls, r.Controls[0])
	findings := r.Findings
	r.Findings = func(yield func(*result.Finding) bool) {
		for f := range findings {
			for _, target := range []string{f.Subject.Target, "a\x00", "a\x01"} {
				copied := *f
				copied.Subject.Target = target
				if !yield(&copied) {
					return
				}
			}
		}
	}
	text := render(t, FormatPrometheus, r, Options{})
	if err := validator(t, text, "promtool", "check", "metrics"); err != nil {
		t.Error(err)
	}
	seen := map[string]bool{}
	for line := range strings.Lines(text) {
		name := line[:strings.LastIndexByte(line, ' ')]
		if line[0] != '#' && seen[name] {
			t.Errorf("%s is there twice", name)
		}
		seen[name] = true
	}
	for _, want := range []string{
		`bulkhead_target_complete{target="a` + "\ufffd" + `",kind="libvirt"} 0`, `bulkhead_target_problems{target="qemu:///system"} 4`,
		`bulkhead_findings{target="a` + "\ufffd" + `",control="kubernetes/privileged-container",severity="critical",status="fail"} 4`,
		`bulkhead_verdicts{control="kubernetes/privileged-container",severity="critical",verdict="fail"} 4`,
	} {
		if !strings.Contains(text, want+"\n") {
			t.Errorf("lacks %s", want)
		}
	}
}
