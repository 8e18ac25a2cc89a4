package reports

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/result"
)

// Statuses of a requirement, as OSCAL has the first two.
const (
	satisfied    = "satisfied"
	notSatisfied = "not satisfied"
	notEvaluated = "not evaluated"
)

// requirement is one requirement of a framework, with the controls that map to it.
type requirement struct {
	id       string
	title    string // empty where the catalogue does not know it
	controls []*result.Control
}

// status is what the controls say together. A waived failure is still one, and what is unknown satisfies nothing.
func (r *requirement) status() string {
	var all result.Control
	for _, c := range r.controls {
		all.Pass, all.Fail, all.Unknown, all.Waived = all.Pass+c.Pass, all.Fail+c.Fail, all.Unknown+c.Unknown, all.Waived+c.Waived
	}
	switch {
	case all.Fail > 0 || all.Waived > 0:
		return notSatisfied
	case all.Unknown > 0 || all.Pass == 0:
		return notEvaluated
	}
	return satisfied
}

// requirements gathers the controls of a framework by requirement, in the order in which people number
// them. A requirement also has the controls of those that it includes.
func requirements(controls []result.Control, framework string, known *catalogue.Framework) []*requirement {
	index := map[string]*requirement{}
	add := func(id string, c *result.Control) {
		if index[id] == nil {
			index[id] = &requirement{id: id}
		}
		if r := index[id]; !slices.Contains(r.controls, c) {
			r.controls = append(r.controls, c)
		}
	}
	including := includedBy(known)
	for i := range controls {
		for _, id := range controls[i].Frameworks[framework] {
			add(id, &controls[i])
			for _, other := range including[id] {
				add(other, &controls[i])
			}
		}
	}
	if known != nil {
		for _, one := range known.Requirements {
			if r := index[one.ID]; r != nil {
				r.title = one.Title
			}
		}
	}
	return slices.SortedFunc(maps.Values(index), func(a, b *requirement) int { return compareNumbers(a.id, b.id) })
}

// includedBy lists the requirements that include each one: who maps to the second maps to the first.
func includedBy(known *catalogue.Framework) map[string][]string {
	including := map[string][]string{}
	if known == nil {
		return including
	}
	for _, r := range known.Requirements {
		for _, id := range known.With(r.ID)[1:] {
			including[id] = append(including[id], r.ID)
		}
	}
	return including
}

// frameworkTitle is a framework's ID with its title and version, as far as they are known.
func (o *Options) frameworkTitle(id string) string {
	known := o.Catalogue[id]
	if known == nil {
		return id
	}
	return id + ": " + known.Title + ", " + known.Version
}

// frameworks are those of the report that o shows.
func (d *digest) frameworks() []string {
	found := map[string]bool{}
	for i := range d.report.Controls {
		for framework := range d.report.Controls[i].Frameworks {
			if len(d.options.Frameworks) == 0 || slices.Contains(d.options.Frameworks, framework) {
				found[framework] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// byFramework shows which requirements are satisfied. Its statuses are of the whole audit, whatever is shown of it.
func (t *table) byFramework() {
	frameworks := t.frameworks()
	for _, framework := range frameworks {
		t.framework(t.options.frameworkTitle(framework), requirements(t.report.Controls, framework, t.options.Catalogue[framework]))
	}
	t.blank()
	if len(frameworks) == 0 {
		t.para(0, 2, span{"", "No control maps to a framework."})
		return
	}
	t.para(0, 2, span{faint, "Only requirements that controls map to are listed. --view control shows where each control fails."})
	if len(incomplete(t.report)) > 0 {
		t.para(0, 2, span{doubt, "The audit is incomplete: what is satisfied is so only for what was read."})
	}
}

func (t *table) framework(name string, requirements []*requirement) {
	by := map[string][]*requirement{}
	for _, r := range requirements {
		by[r.status()] = append(by[r.status()], r)
	}
	t.blank()
	t.para(0, 2, span{strong, clip(name, maxText)}, gap(2), span{bad, fmt.Sprintf("%d not satisfied", len(by[notSatisfied]))},
		gap(2), span{good, fmt.Sprintf("%d satisfied", len(by[satisfied]))},
		gap(2), span{doubt, fmt.Sprintf("%d not evaluated", len(by[notEvaluated]))})
	for _, r := range requirements {
		t.requirement(r)
	}
}

func (t *table) requirement(r *requirement) {
	status := r.status()
	look := map[string]style{satisfied: good, notSatisfied: bad, notEvaluated: doubt}[status]
	heading := []span{{strong, clip(r.id, maxText)}, gap(2), {look, status}}
	if r.title != "" {
		heading = append(heading, gap(2), span{"", clip(r.title, maxText)})
	}
	t.para(2, 4, heading...)
	for _, c := range r.controls {
		text, look := verdictCounts(c)
		t.para(4, 6, spaced([]span{{"", clip(c.ID, maxText)}, {look, text}})...)
	}
}

// verdictCounts says how a control went.
func verdictCounts(c *result.Control) (string, style) {
	var counts []string
	look := good
	add := func(n int, what string, s style) {
		if n > 0 {
			counts = append(counts, what+" "+thousands(n))
			look = s
		}
	}
	add(c.Pass, "passed", good)
	add(c.Unknown, "unknown", doubt)
	add(c.Waived, "waived", doubt)
	add(c.Fail, "failed", bad)
	if len(counts) == 0 {
		return "applied to nothing", faint
	}
	slices.Reverse(counts)
	return strings.Join(counts, ", ") + " of " + plural(asked(c), noun(c.Subject)), look
}

// compareNumbers orders 5.2.9 before 5.2.10: digits by their number, all else as text.
func compareNumbers(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		m, n := leading(x), leading(y)
		p, q := x[:m], y[:n]
		if digit(p[0]) && digit(q[0]) {
			p, q = strings.TrimLeft(p, "0"), strings.TrimLeft(q, "0")
			if by := cmp.Or(len(p)-len(q), strings.Compare(p, q)); by != 0 {
				return by
			}
		} else if by := strings.Compare(p, q); by != 0 {
			return by
		}
		x, y = x[m:], y[n:]
	}
	return cmp.Or(len(x)-len(y), strings.Compare(a, b))
}

// leading is how long the run of digits, or of all else, is at the start of s.
func leading(s string) int {
	n := 1
	for n < len(s) && digit(s[n]) == digit(s[0]) {
		n++
	}
	return n
}

func digit(b byte) bool { return b >= '0' && b <= '9' }
