package reports

import (
	"slices"
	"strings"

	"bulkhead/audit/result"
)

// resource is one top-level object with all that failed on it.
type resource struct {
	object, target string
	failed         []failedFinding
	counts         [4]int // by the rank of the severity
}

type failedFinding struct {
	control  string
	severity result.Severity
	subject  result.Subject
	message  string
	evidence []result.Evidence
	row      row
}

// byResource shows every failure, by the object that has it; the object with the worst first.
func (t *table) byResource() {
	var remedies []*group
	for _, r := range t.resources() {
		t.blank()
		t.para(0, 2, span{strong, t.inTarget(r.object, r.target)}, span{"", "  "}, span{faint, r.weight()})
		for i := range r.failed {
			t.failedFinding(&r.failed[i])
		}
	}
	remedies = t.groups(result.Fail, noKey)
	if len(remedies) == 0 {
		return
	}
	t.blank()
	t.para(0, 2, span{good, "WHAT TO CHANGE"})
	for _, g := range remedies {
		if g.control.Remediation != "" {
			t.para(2, 4, span{strong, clip(g.control.ID, maxText) + ": "}, span{"", clip(g.control.Remediation, maxText)})
		}
	}
}

func (t *table) failedFinding(f *failedFinding) {
	under := len("  CRITICAL  ")
	spans := []span{label(f.severity), {"", strings.Repeat(" ", 2)}, {strong, clip(f.control, maxText)}}
	if part := element(&f.subject); part != "" {
		spans = append(spans, span{"", " " + part})
	}
	t.para(2, under, spans...)
	body := t.margin + 2
	t.para(body, body+2, span{"", clip(f.message, maxText)})
	for i := range f.evidence {
		e := &f.evidence[i]
		spans := evidenceText(e)
		if at := position(e.File, e.Line, e.Column); at != "" {
			spans = append(spans, span{place, "  " + clip(at, maxText)})
		}
		t.para(body, body+2, spans...)
	}
	if truer := t.fold.under(&result.Finding{Status: result.Fail, Control: f.control, Subject: f.subject}); truer != "" {
		t.para(body, body+2, span{faint, "asks less than " + clip(truer, maxText) + ", which fails here too"})
	}
}

// resources gathers the failures that are shown by object. They are copied, as they are only valid while ranged over.
func (t *table) resources() []*resource {
	type id struct{ target, kind, namespace, name string }
	var resources []*resource
	index := map[id]*resource{}
	for f := range t.options.shown(t.report.Findings) {
		if f.Status != result.Fail {
			continue
		}
		s := &f.Subject
		at := id{s.Target, s.Resource, s.Namespace, s.Name}
		r := index[at]
		if r == nil {
			r = &resource{object: object(s), target: s.Target}
			index[at] = r
			resources = append(resources, r)
		}
		if rank := f.Severity.Rank(); rank < len(r.counts) {
			r.counts[rank]++
		}
		r.failed = append(r.failed, copyFailed(f))
	}
	slices.SortStableFunc(resources, func(a, b *resource) int { return slices.Compare(b.counts[:], a.counts[:]) })
	return resources
}

func copyFailed(f *result.Finding) failedFinding {
	failed := failedFinding{control: f.Control, severity: f.Severity, subject: f.Subject, message: f.Message}
	failed.evidence = slices.Clone(f.Evidence)
	for i := range failed.evidence {
		e := &failed.evidence[i]
		e.Value, e.Expected = slices.Clone(e.Value), slices.Clone(e.Expected)
	}
	return failed
}

// weight counts a resource's failures by severity.
func (r *resource) weight() string {
	var counts []string
	for i, s := range result.Severities() {
		if n := r.counts[i]; n > 0 {
			counts = append(counts, thousands(n)+" "+string(s))
		}
	}
	return strings.Join(counts, ", ")
}
