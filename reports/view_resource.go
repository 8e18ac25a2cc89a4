package reports

import (
	"slices"
	"strings"

	"bulkhead/audit/result"
)

// resource is one top-level object with all that failed on it.
type resource struct {
	object, target string
	failed         []result.Finding
	counts         [4]int // by the rank of the severity
	instances      int
	// weaker lists the controls that are told under a truer one, by what fails that.
	weaker map[failure][]string
}

// byResource shows every failure, by the object that has it; the object with the worst first.
func (t *table) byResource() {
	for _, r := range t.resources() {
		t.blank()
		spans := []span{{strong, t.inTarget(r.object, r.target)}, gap(2), {faint, r.weight()}}
		if r.instances > 1 {
			spans = append(spans, span{faint, ", " + inside(thousands(r.instances)+" running")})
		}
		t.para(0, 2, spans...)
		for i := range r.failed {
			f := &r.failed[i]
			t.failure(f, r.weaker[failure{f.Control, f.Subject}])
		}
	}
	groups := t.groups(result.Fail, noKey)
	if len(groups) == 0 {
		return
	}
	t.blank()
	t.para(0, 2, span{good, "WHAT TO CHANGE"})
	for _, g := range groups {
		if g.control.Remediation != "" {
			t.para(2, 4, span{strong, clip(g.control.ID, maxText) + ": "}, span{"", clip(g.control.Remediation, maxText)})
		}
	}
}

func (t *table) failure(f *result.Finding, weaker []string) {
	spans := append(label(f.Severity), span{strong, clip(f.Control, maxText)}, span{"", " " + element(&f.Subject)})
	t.para(2, 2+underLabel, spans...)
	body := t.margin + 2
	t.para(body, body+2, span{"", clip(f.Message, maxText)})
	for i := range f.Evidence {
		e := &f.Evidence[i]
		spans := evidenceText(e, "absent")
		if at := position(e.File, e.Line, e.Column); at != "" {
			spans = append(spans, span{place, "  " + clip(at, maxText)})
		}
		t.para(body, body+2, spans...)
	}
	for _, id := range weaker {
		t.para(body, body+2, span{faint, "fails the weaker " + clip(id, maxText) + " too"})
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
			r = &resource{object: object(s), target: s.Target, weaker: map[failure][]string{}}
			index[at] = r
			resources = append(resources, r)
		}
		if rank := f.Severity.Rank(); rank < len(r.counts) {
			r.counts[rank]++
		}
		r.instances = max(r.instances, f.Instances)
		if truer := t.fold.under(f); truer != "" {
			told := failure{truer, f.Subject}
			r.weaker[told] = append(r.weaker[told], f.Control)
			continue
		}
		r.failed = append(r.failed, copyFinding(f))
	}
	slices.SortStableFunc(resources, func(a, b *resource) int { return slices.Compare(b.counts[:], a.counts[:]) })
	return resources
}

func copyFinding(f *result.Finding) result.Finding {
	kept := *f
	kept.Evidence = slices.Clone(f.Evidence)
	for i := range kept.Evidence {
		e := &kept.Evidence[i]
		e.Value, e.Expected = slices.Clone(e.Value), slices.Clone(e.Expected)
	}
	return kept
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
