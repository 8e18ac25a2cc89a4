package reports

import (
	"fmt"

	"bulkhead/audit/result"
)

// Exit codes that a finished audit can have.
const (
	exitPassed     = 0
	exitFailed     = 1
	exitIncomplete = 3
)

// Gate is what an audit is held to.
type Gate struct {
	// Threshold is the severity from which on a failure counts; empty means that none does.
	Threshold result.Severity
	// MaxUnknown is how many unknown verdicts are accepted; nil means any number.
	MaxUnknown *int
	// Known tells failures of the baseline, which do not count; nil means that there is no baseline.
	Known func(*result.Finding) bool
}

// Outcome is what a gate says of a report.
type Outcome struct {
	// Code is the exit code: 0, 1 where a failure counts, 3 where none does and the audit is incomplete.
	Code int
	// Reasons are what led to it, in words and without names of subjects.
	Reasons []string
}

// Decide holds a report to the gate. It looks at the whole report, whatever is shown of it.
func (g *Gate) Decide(r *result.Report) Outcome {
	failed, unknown := 0, 0
	for f := range all(r.Findings) {
		switch {
		case f.Status == result.Unknown:
			unknown++
		case f.Status == result.Fail && g.counts(f):
			failed++
		}
	}
	if failed > 0 {
		reason := fmt.Sprintf("%s at or above the threshold, %s", plural(failed, "failure"), g.Threshold)
		if g.Known != nil {
			reason += " that the baseline does not have"
		}
		return Outcome{exitFailed, []string{reason}}
	}
	reasons := incomplete(r)
	if g.MaxUnknown != nil && unknown > *g.MaxUnknown {
		reasons = append(reasons, fmt.Sprintf("%s, more than the %s accepted", plural(unknown, "unknown verdict"),
			thousands(*g.MaxUnknown)))
	}
	if len(reasons) > 0 {
		return Outcome{exitIncomplete, reasons}
	}
	switch {
	case g.Threshold == "":
		return Outcome{exitPassed, []string{"no threshold is set"}}
	case g.Known != nil:
		return Outcome{exitPassed, []string{fmt.Sprintf("no new failure at or above the threshold, %s", g.Threshold)}}
	}
	return Outcome{exitPassed, []string{fmt.Sprintf("no failure at or above the threshold, %s", g.Threshold)}}
}

func (g *Gate) counts(f *result.Finding) bool {
	return g.Threshold != "" && f.Severity.Rank() <= g.Threshold.Rank() && (g.Known == nil || !g.Known(f))
}

// Incomplete says whether a target was not read whole.
func Incomplete(r *result.Report) bool { return len(unreadTargets(r)) > 0 }

// incomplete says why a report does not tell everything it was asked for; empty where it does.
func incomplete(r *result.Report) []string {
	reasons := unreadTargets(r)
	if len(reasons) == 0 && verdicts(r) == 0 && !r.Limited {
		reasons = append(reasons, "no control applied to any subject")
	}
	return reasons
}

func unreadTargets(r *result.Report) []string {
	var reasons []string
	if len(r.Targets) == 0 {
		reasons = append(reasons, "no target was audited")
	}
	for i := range r.Targets {
		t := &r.Targets[i]
		switch {
		case t.Status == "failed":
			reasons = append(reasons, fmt.Sprintf("target %s failed", t.ID))
		case t.Status == "":
			reasons = append(reasons, fmt.Sprintf("target %s is of unknown status", t.ID))
		case t.Status != statusComplete:
			reasons = append(reasons, fmt.Sprintf("target %s is %s", t.ID, t.Status))
		case subjects(t) == 0 && !r.Limited:
			reasons = append(reasons, fmt.Sprintf("target %s has nothing to audit", t.ID))
		}
	}
	return reasons
}

// statusComplete is the one status of a target that promises that all of it was read.
const statusComplete = "complete"

// subjects counts a target's subjects.
func subjects(t *result.Target) int {
	n := 0
	for _, count := range t.Subjects {
		n += count
	}
	return n
}

// verdicts counts what was really judged, or should have been.
func verdicts(r *result.Report) int {
	n := 0
	for i := range r.Controls {
		n += asked(&r.Controls[i])
	}
	return n
}

// asked counts the subjects that a control applies to.
func asked(c *result.Control) int { return c.Pass + c.Fail + c.Unknown + c.Waived }
