package reports

import (
	"bufio"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"bulkhead/audit/result"
)

// The format prometheus is a file for the node exporter's textfile collector, or for a gateway.

// series are the labels by which findings are counted.
type series struct{ target, control, severity, status string }

func writePrometheus(w *bufio.Writer, r *result.Report, o Options) error {
	p := metrics{w}
	p.family("bulkhead_info", "What made the report; always 1.")
	p.sample("bulkhead_info", 1, "version", r.Tool.Version, "policies", r.Tool.Policies)
	p.family("bulkhead_audit_finished_timestamp_seconds", "When the audit ended.")
	p.sample("bulkhead_audit_finished_timestamp_seconds", float64(r.Finished.UnixMilli())/1000)
	p.targets(r)
	p.family("bulkhead_verdicts", "Subjects by control and verdict, of the whole audit.")
	for i := range r.Controls {
		c := &r.Controls[i]
		for _, of := range []struct {
			verdict string
			n       int
		}{{"pass", c.Pass}, {"fail", c.Fail}, {"unknown", c.Unknown}, {"waived", c.Waived}, {"notapplicable", c.NotApplicable}} {
			p.sample("bulkhead_verdicts", float64(of.n), "control", c.ID, "severity", string(c.Severity), "verdict", of.verdict)
		}
	}
	p.findings(r, o)
	return nil
}

// metrics writes the text exposition format. The first error of a bufio.Writer stays, and flushing returns it.
type metrics struct{ w *bufio.Writer }

func (p metrics) targets(r *result.Report) {
	p.family("bulkhead_target_complete", "1 if all of the target could be read, else 0.")
	for i := range r.Targets {
		t := &r.Targets[i]
		complete := 0.0
		if t.Status == statusComplete && subjects(t) > 0 {
			complete = 1
		}
		p.sample("bulkhead_target_complete", complete, "target", t.ID, "kind", t.Kind)
	}
	p.family("bulkhead_target_problems", "What could not be read of the target.")
	for i := range r.Targets {
		p.sample("bulkhead_target_problems", float64(len(r.Targets[i].Problems)), "target", r.Targets[i].ID)
	}
	p.family("bulkhead_target_subjects", "What there was to audit in the target, by kind.")
	for i := range r.Targets {
		for _, kind := range slices.Sorted(maps.Keys(r.Targets[i].Subjects)) {
			p.sample("bulkhead_target_subjects", float64(r.Targets[i].Subjects[kind]), "target", r.Targets[i].ID, "subject", kind)
		}
	}
}

// findings counts them: single ones would be a series each, and gone as soon as they are fixed.
func (p metrics) findings(r *result.Report, o Options) {
	counts := map[series]int{}
	for f := range o.everything(r) {
		counts[series{clean(f.Subject.Target), clean(f.Control), string(f.Severity), string(f.Status)}]++
	}
	p.family("bulkhead_findings", "Findings by target, control, severity and status.")
	order := func(a, b series) int {
		return cmp.Or(strings.Compare(a.target, b.target), strings.Compare(a.control, b.control), strings.Compare(a.severity, b.severity),
			strings.Compare(a.status, b.status))
	}
	for _, s := range slices.SortedFunc(maps.Keys(counts), order) {
		p.sample("bulkhead_findings", float64(counts[s]), "target", s.target, "control", s.control, "severity", s.severity, "status", s.status)
	}
}

func (p metrics) family(name, help string) {
	fmt.Fprintf(p.w, "# HELP %s %s\n# TYPE %s gauge\n", name, help, name)
}

// sample writes a value with labels, given as name and text in turns.
func (p metrics) sample(name string, value float64, labels ...string) {
	var pairs []string
	for i := 0; i < len(labels); i += 2 {
		pairs = append(pairs, labels[i]+`="`+labelEscapes.Replace(clean(labels[i+1]))+`"`)
	}
	braces := ""
	if len(pairs) > 0 {
		braces = "{" + strings.Join(pairs, ",") + "}"
	}
	fmt.Fprintf(p.w, "%s%s %s\n", name, braces, formatValue(value))
}

var labelEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

func formatValue(value float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.3f", value), "0"), ".")
}
