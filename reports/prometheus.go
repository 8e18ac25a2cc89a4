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
	info := p.family("bulkhead_info", "What made the report; always 1.")
	info.sample(1, "version", r.Tool.Version, "policies", r.Tool.Policies)
	info.write()
	finished := p.family("bulkhead_audit_finished_timestamp_seconds", "When the audit ended.")
	finished.sample(float64(r.Finished.UnixMilli()) / 1000)
	finished.write()
	p.targets(r)
	verdicts := p.family("bulkhead_verdicts", "Subjects by control and verdict, of the whole audit.")
	for i := range r.Controls {
		c := &r.Controls[i]
		for _, of := range []struct {
			verdict string
			n       int
		}{{"pass", c.Pass}, {"fail", c.Fail}, {"unknown", c.Unknown}, {"waived", c.Waived}, {"notapplicable", c.NotApplicable}} {
			verdicts.sample(float64(of.n), "control", c.ID, "severity", string(c.Severity), "verdict", of.verdict)
		}
	}
	verdicts.write()
	p.findings(r, o)
	return nil
}

// metrics writes the text exposition format. The first error of a bufio.Writer stays, and flushing returns it.
type metrics struct{ w *bufio.Writer }

func (p metrics) targets(r *result.Report) {
	complete := p.family("bulkhead_target_complete", "1 if all of the target could be read, else 0.")
	complete.combine = func(a, b float64) float64 { return min(a, b) }
	problems := p.family("bulkhead_target_problems", "What could not be read of the target.")
	counts := p.family("bulkhead_target_subjects", "What there was to audit in the target, by kind.")
	for i := range r.Targets {
		t := &r.Targets[i]
		whole := 0.0
		if t.Status == statusComplete && subjects(t) > 0 {
			whole = 1
		}
		complete.sample(whole, "target", t.ID, "kind", t.Kind)
		problems.sample(float64(len(t.Problems)), "target", t.ID)
		for _, kind := range slices.Sorted(maps.Keys(t.Subjects)) {
			counts.sample(float64(t.Subjects[kind]), "target", t.ID, "subject", kind)
		}
	}
	complete.write()
	problems.write()
	counts.write()
}

// findings counts them: single ones would be a series each, and gone as soon as they are fixed.
func (p metrics) findings(r *result.Report, o Options) {
	counts := map[series]int{}
	for f := range o.everything(r) {
		s := series{f.Subject.Target, f.Control, string(f.Severity), string(f.Status)}
		if _, known := counts[s]; !known {
			s.target, s.control = strings.Clone(s.target), strings.Clone(s.control)
		}
		counts[s]++
	}
	order := func(a, b series) int {
		return cmp.Or(strings.Compare(a.target, b.target), strings.Compare(a.control, b.control), strings.Compare(a.severity, b.severity),
			strings.Compare(a.status, b.status))
	}
	findings := p.family("bulkhead_findings", "Findings by target, control, severity and status.")
	for _, s := range slices.SortedFunc(maps.Keys(counts), order) {
		findings.sample(float64(counts[s]), "target", s.target, "control", s.control, "severity", s.severity, "status", s.status)
	}
	findings.write()
}

// family is the samples of one name, in the order of their labels' first use. Names that differ only in what no label may hold have the
// same labels, which Prometheus takes once only: their values are combined.
type family struct {
	w          *bufio.Writer
	name, help string
	combine    func(a, b float64) float64
	labels     []string
	values     map[string]float64
}

// family makes one whose values are added up.
func (p metrics) family(name, help string) *family {
	return &family{w: p.w, name: name, help: help, values: map[string]float64{}, combine: func(a, b float64) float64 { return a + b }}
}

// sample adds a value with labels, given as name and text in turns.
func (f *family) sample(value float64, labels ...string) {
	var pairs []string
	for i := 0; i < len(labels); i += 2 {
		pairs = append(pairs, labels[i]+`="`+labelEscapes.Replace(clean(labels[i+1]))+`"`)
	}
	braces := ""
	if len(pairs) > 0 {
		braces = "{" + strings.Join(pairs, ",") + "}"
	}
	if before, twice := f.values[braces]; twice {
		value = f.combine(before, value)
	} else {
		f.labels = append(f.labels, braces)
	}
	f.values[braces] = value
}

func (f *family) write() {
	fmt.Fprintf(f.w, "# HELP %s %s\n# TYPE %[1]s gauge\n", f.name, f.help)
	for _, labels := range f.labels {
		fmt.Fprintf(f.w, "%s%s %s\n", f.name, labels, formatValue(f.values[labels]))
	}
}

var labelEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

func formatValue(value float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.3f", value), "0"), ".")
}
