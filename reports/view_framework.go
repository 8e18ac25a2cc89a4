package reports

import (
	"fmt"
	"slices"
	"strings"

	"bulkhead/audit/result"
)

// byFramework shows which requirements are satisfied. Its statuses are of the whole audit, whatever is shown of it.
func (t *table) byFramework() {
	frameworks := t.frameworks()
	for _, framework := range frameworks {
		t.framework(t.options.frameworkTitle(framework), t.options.requirements(t.report.Controls, framework))
	}
	t.blank()
	if len(frameworks) == 0 {
		t.para(0, 2, span{"", "No control maps to a framework."})
		return
	}
	t.para(0, 2, span{faint, "--view control shows where each control fails."})
	if len(incomplete(t.report)) > 0 {
		t.para(0, 2, span{doubt, "The audit is incomplete: what is satisfied is so only for what was read."})
	}
}

func (t *table) framework(name string, requirements []*requirement) {
	by, without := map[string]int{}, []string{}
	for _, r := range requirements {
		status, reason := r.status()
		by[status]++
		if reason == noControl {
			without = append(without, r.id)
		}
	}
	t.blank()
	t.para(0, 2, span{strong, clip(name, maxText)}, gap(2), span{bad, fmt.Sprintf("%d not satisfied", by[notSatisfied])},
		gap(2), span{good, fmt.Sprintf("%d satisfied", by[satisfied])},
		gap(2), span{doubt, fmt.Sprintf("%d not evaluated", by[notEvaluated])},
		gap(2), span{doubt, fmt.Sprintf("%d manual", by[manual])})
	for _, r := range requirements {
		t.requirement(r)
	}
	if len(without) > 0 {
		t.para(2, 4, span{doubt, fmt.Sprintf("%s not evaluated, as no control maps to them: ", thousands(len(without)))}, span{faint, clip(strings.Join(without, ", "), maxText)})
	}
}

func (t *table) requirement(r *requirement) {
	status, reason := r.status()
	if reason == noControl {
		return // told together
	}
	look := map[string]style{satisfied: good, notSatisfied: bad, notEvaluated: doubt, manual: doubt}[status]
	heading := []span{{strong, clip(r.id, maxText)}, gap(2), {look, status}}
	if r.title != "" {
		heading = append(heading, gap(2), span{"", clip(r.title, maxText)})
	}
	t.para(2, 4, heading...)
	if reason != "" && status != notSatisfied { // the controls tell of failures
		t.para(4, 6, span{doubt, clip(reason, maxText)})
	}
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
