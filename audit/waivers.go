package audit

import (
	"slices"

	"bulkhead/audit/result"
)

// reportWaivers adds what is wrong with waivers to the problems of the target that they are for, or else of the first. They make no
// target partial: all of it was read.
func (r *run) reportWaivers(report *result.Report) {
	if r.Waivers == nil || len(report.Targets) == 0 {
		return
	}
	asked := map[string]bool{}
	for i := range report.Controls {
		c := &report.Controls[i]
		asked[c.ID] = !r.Limited && c.Pass+c.Fail+c.Unknown+c.Waived+c.NotApplicable > 0
	}
	asked[""] = !r.Limited
	target := func(id string) int {
		return slices.IndexFunc(report.Targets, func(t result.Target) bool { return t.ID == id })
	}
	faults := r.Waivers.Faults(func(id string) bool { return asked[id] }, func(id string) bool { return target(id) >= 0 })
	for _, f := range faults {
		t := &report.Targets[max(0, target(f.Target))]
		t.Problems = append(t.Problems, result.Problem{What: f.What, Error: f.Error, File: f.File, Line: f.Line, Column: f.Column})
		slices.SortFunc(t.Problems, compareProblems)
	}
}
