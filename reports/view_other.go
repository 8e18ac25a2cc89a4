package reports

import (
	"fmt"

	"bulkhead/audit/result"
)

// unknownVerdicts shows what can't be told, by reason and control.
func (t *table) unknownVerdicts() {
	groups := t.groups(result.Unknown, func(f *result.Finding) string { return f.Reason })
	for _, reason := range keys(groups) {
		t.blank()
		t.para(0, 2, span{doubt, "UNKNOWN"}, span{strong, "   " + clip(reasonName(reason), maxText)})
		for _, g := range groups {
			if g.key == reason {
				t.heading(g, fmt.Sprintf("unknown for %s of %s", thousands(g.total), plural(asked(g.control), noun(g.control.Subject))))
				t.blocks(g, "not known", "-f json has all")
			}
		}
	}
}

// keys lists what groups were made by, in order of appearance.
func keys(groups []*group) []string {
	var keys []string
	seen := map[string]bool{}
	for _, g := range groups {
		if !seen[g.key] {
			seen[g.key] = true
			keys = append(keys, g.key)
		}
	}
	return keys
}

// heading names the control of findings that are no failures.
func (t *table) heading(g *group, count string) {
	t.note(spaced([]span{
		{strong, clip(g.control.ID, maxText)}, {severityText(g.severity), string(g.severity)}, {"", count},
	})...)
}

// waivedFindings shows what is accepted, by whom and until when.
func (t *table) waivedFindings() {
	groups := t.groups(result.Waived, func(f *result.Finding) string {
		if f.Waiver == nil {
			return "by no waiver that the report tells"
		}
		return fmt.Sprintf("until %s%s, owner %s: %s", f.Waiver.Expires, t.daysLeft(f.Waiver.Expires), f.Waiver.Owner, f.Waiver.Reason)
	})
	if len(groups) == 0 {
		return
	}
	t.blank()
	t.para(0, 2, span{faint, "WAIVED"})
	for _, g := range groups {
		t.heading(g, plural(g.total, "finding"))
		t.para(t.margin+2, t.margin+4, span{faint, clip(g.key, maxText)})
		t.places(g)
	}
}

// passes shows what passed, where the report has it.
func (t *table) passes() {
	t.blank()
	if t.report.Passed == nil {
		t.para(0, 2, span{faint, "The report holds no passes."})
		return
	}
	groups := t.groups(result.Pass, noKey)
	t.para(0, 2, span{good, "PASSED"})
	if len(groups) == 0 {
		t.note(span{faint, "none"})
	}
	for _, g := range groups {
		t.heading(g, fmt.Sprintf("passed %s of %s", thousands(g.total), plural(asked(g.control), noun(g.control.Subject))))
		t.places(g)
	}
}

// places lists only where the findings of a group are.
func (t *table) places(g *group) {
	for _, b := range g.blocks {
		t.rows(t.margin+2, b.rows, true)
	}
	if more := g.total - g.rows; more > 0 {
		t.para(t.margin+2, t.margin+4, span{faint, "and " + thousands(more) + " more (-f json has all)"})
	}
}
