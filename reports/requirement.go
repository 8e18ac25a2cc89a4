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
	manual       = "manual"
)

// requirement is one requirement of a framework, with the controls that map to it.
type requirement struct {
	id       string
	title    string // empty where the catalogue does not know it
	controls []*result.Control
	// unasked are controls that map to it and were not asked.
	unasked []string
	// byHand is what no configuration can show; empty where there is nothing such.
	byHand string
}

// status is what the controls say together, and why it is no more. A waived failure is still one, what is unknown or was not asked
// satisfies nothing, and no control satisfies what has to be looked at by hand.
func (r *requirement) status() (status, reason string) {
	var all result.Control
	for _, c := range r.controls {
		all.Pass, all.Fail, all.Unknown, all.Waived = all.Pass+c.Pass, all.Fail+c.Fail, all.Unknown+c.Unknown, all.Waived+c.Waived
	}
	switch {
	case all.Fail > 0 && all.Waived > 0:
		return notSatisfied, plural(all.Fail, "failure") + ", " + thousands(all.Waived) + " waived"
	case all.Fail > 0:
		return notSatisfied, plural(all.Fail, "failure")
	case all.Waived > 0:
		return notSatisfied, plural(all.Waived, "waived failure")
	case len(r.unasked) > 0:
		return notEvaluated, fmt.Sprintf("not asked: %s", strings.Join(r.unasked, ", "))
	case all.Unknown > 0:
		return notEvaluated, plural(all.Unknown, "unknown verdict")
	case r.byHand != "":
		return manual, r.byHand
	case len(r.controls) == 0:
		return notEvaluated, noControl
	case all.Pass == 0:
		return notEvaluated, "its controls applied to nothing"
	}
	return satisfied, ""
}

const noControl = "no control maps to it"

// requirements gathers the controls of a framework by requirement, in the order in which people number them: those that o asks for, or
// all, also those without controls where the catalogue knows them. A requirement also has the controls of those that it includes.
func (o *Options) requirements(controls []result.Control, framework string) []*requirement {
	known := o.Catalogue[framework]
	index := map[string]*requirement{}
	get := func(id string) *requirement {
		if index[id] == nil {
			index[id] = &requirement{id: id}
		}
		return index[id]
	}
	if known != nil {
		for _, one := range known.Requirements {
			r := get(one.ID)
			r.title, r.byHand = one.Title, one.Manual
		}
	}
	including := includedBy(known)
	each := func(c *result.Control, add func(*requirement)) {
		for _, id := range c.Frameworks[framework] {
			add(get(id))
			for _, other := range including[id] {
				add(get(other))
			}
		}
	}
	asked := byID(controls)
	for i := range controls {
		each(&controls[i], func(r *requirement) {
			if !slices.Contains(r.controls, &controls[i]) {
				r.controls = append(r.controls, &controls[i])
			}
		})
	}
	for i := range o.Controls {
		if c := &o.Controls[i]; asked[c.ID] == nil {
			each(c, func(r *requirement) {
				if !slices.Contains(r.unasked, c.ID) {
					r.unasked = append(r.unasked, c.ID)
				}
			})
		}
	}
	maps.DeleteFunc(index, func(id string, _ *requirement) bool { return !o.wants(framework, id) })
	return slices.SortedFunc(maps.Values(index), func(a, b *requirement) int { return compareNumbers(a.id, b.id) })
}

// wants says that o asks for a requirement, or with "" for any of the framework.
func (o *Options) wants(framework, requirement string) bool {
	if len(o.Frameworks) == 0 {
		return true
	}
	for _, name := range o.Frameworks {
		id, only, narrow := strings.Cut(name, ":")
		if id == framework && (requirement == "" || !narrow || only == requirement) {
			return true
		}
	}
	return false
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
			if d.options.wants(framework, "") {
				found[framework] = true
			}
		}
	}
	for _, name := range d.options.Frameworks { // also one that no control maps to
		if id, _, _ := strings.Cut(name, ":"); d.options.Catalogue[id] != nil {
			found[id] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
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
