package reports

import (
	"bufio"
	"fmt"

	"bulkhead/audit/compare"
	"bulkhead/audit/result"
)

// compareTable is for people: what is new first, what is unchanged only counted.
func compareTable(w *bufio.Writer, c *compare.Comparison, o Options) {
	p := newPage(w, o)
	p.para(0, 2, span{strong, "Old"}, gap(2), span{"", clip(when(c.Old), maxText)})
	p.para(0, 2, span{strong, "New"}, gap(2), span{"", clip(when(c.New), maxText)})
	p.blank()
	for _, change := range compare.Changes() {
		total, text := countText(c, change)
		look := faint
		if total > 0 {
			look = changeStyle(change)
		}
		p.cells(0, []int{len("Not known to be fixed"), 6}, span{strong, changeTitle(change)}, span{look, fmt.Sprintf("%6s", thousands(total))}, span{"", text})
	}
	for _, change := range compare.Changes() {
		if change != compare.Unchanged {
			compareSection(p, c, change, o)
		}
	}
	if changes := auditChanges(c); len(changes) > 0 {
		p.blank()
		p.para(0, 2, span{strong, "HOW IT WAS AUDITED"})
		for _, text := range changes {
			p.para(2, 4, span{doubt, clip(text, maxText)})
		}
	}
	if o.Gate != nil {
		outcome := o.Gate.DecideComparison(c)
		look := bad
		if outcome.Code == exitPassed {
			look = good
		}
		p.blank()
		p.para(0, 2, span{look, fmt.Sprintf("Exit code %d: ", outcome.Code)}, span{"", clip(joined(outcome.Reasons), maxText) + "."})
	}
}

func changeStyle(change compare.Change) style {
	switch change {
	case compare.New:
		return bad
	case compare.Fixed:
		return good
	}
	return doubt
}

// compareSection lists one change by control and cause, as the table of an audit lists failures.
func compareSection(p *page, c *compare.Comparison, change compare.Change, o Options) {
	some := differences(c, change, o)
	if len(some) == 0 {
		return
	}
	// The digest groups findings: one report of each section's, with both reports' controls.
	causes := make(map[*result.Finding]string, len(some))
	part := *c.New
	part.Controls = controlsOf(c)
	part.Findings = func(yield func(*result.Finding) bool) {
		for _, d := range some {
			if !yield(d.Finding) {
				return
			}
		}
	}
	for _, d := range some {
		causes[d.Finding] = causeText(d)
	}
	t := table{page: p, digest: newDigest(&part, o), margin: 2}
	t.fold = newFold(nil) // what is told under another control would seem not to have changed
	p.blank()
	p.para(0, 2, span{changeStyle(change), changeTitle(change)})
	further := false
	for _, status := range []result.Status{result.Fail, result.Unknown, result.Waived} { // what is open may be any
		for _, g := range t.groups(status, func(f *result.Finding) string { return causes[f] }) {
			if further {
				p.blank()
			}
			further = true
			t.para(2, 4, append(label(g.severity), span{strong, clip(orID(g.control), maxText)})...)
			t.note(spaced([]span{{"", clip(g.control.ID, maxText)}, {doubt, clip(g.key, maxText)}})...)
			t.blocks(g, "absent", "-f json shows all")
			if change == compare.New {
				t.advice(g.control)
			}
		}
	}
}

func orID(c *result.Control) string {
	if c.Title != "" {
		return c.Title
	}
	return c.ID
}
