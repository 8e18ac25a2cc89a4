package reports

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"bulkhead/audit/compare"
	"bulkhead/audit/result"
)

// ComparisonSchema names the version of a comparison's JSON.
const ComparisonSchema = "bulkhead.comparison/v1"

// ComparisonFormats lists the formats that [WriteComparison] takes, the default first.
func ComparisonFormats() []string { return []string{FormatTable, FormatJSON, FormatMarkdown} }

// WriteComparison renders c to w. Of the options the page's, MinSeverity and Gate count.
func WriteComparison(w io.Writer, format string, c *compare.Comparison, o Options) error {
	if err := o.check(); err != nil {
		return err
	}
	buffered := bufio.NewWriterSize(w, 1<<16)
	var err error
	switch format {
	case FormatTable:
		compareTable(buffered, c, o)
	case FormatJSON:
		err = compareJSON(buffered, c, o)
	case FormatMarkdown:
		compareMarkdown(buffered, c, o)
	default:
		return fmt.Errorf("format %q is none of %s", format, strings.Join(ComparisonFormats(), ", "))
	}
	if err == nil {
		err = buffered.Flush()
	}
	if err != nil {
		return fmt.Errorf("write %s comparison: %w", format, err)
	}
	return nil
}

// DecideComparison holds a comparison to the gate: a failure that is new, or more severe than it was, counts as it does against a baseline.
func (g *Gate) DecideComparison(c *compare.Comparison) Outcome {
	counted := 0
	for d := range c.Worse {
		if g.Threshold != "" && d.Finding.Severity.Rank() <= g.Threshold.Rank() {
			counted++
		}
	}
	if counted > 0 {
		return Outcome{exitFailed, []string{fmt.Sprintf("%s at or above the threshold, %s, that the old report does not have", plural(counted, "failure"), g.Threshold)}}
	}
	if reasons := incomplete(c.New); len(reasons) > 0 {
		return Outcome{exitIncomplete, append([]string{"the new audit is not whole"}, reasons...)}
	}
	if g.Threshold == "" {
		return Outcome{exitPassed, []string{"no threshold is set"}}
	}
	return Outcome{exitPassed, []string{fmt.Sprintf("no new failure at or above the threshold, %s", g.Threshold)}}
}

// differences are those of one change that o shows.
func differences(c *compare.Comparison, change compare.Change, o Options) []*compare.Difference {
	var some []*compare.Difference
	for i := range c.Differences {
		if d := &c.Differences[i]; d.Change == change && o.shows(d.Finding.Severity) {
			some = append(some, d)
		}
	}
	return some
}

// changeTitle heads what became the same.
func changeTitle(change compare.Change) string {
	switch change {
	case compare.New:
		return "New"
	case compare.Severity:
		return "Changed severity"
	case compare.Fixed:
		return "Fixed"
	case compare.Open:
		return "Not known to be fixed"
	case compare.Waived:
		return "Waived now"
	case compare.Unknown:
		return "Unknown now"
	}
	return "Unchanged"
}

// causeText says a cause in words, for all changes but the plain one.
func causeText(d *compare.Difference) string {
	switch d.Cause {
	case compare.ControlAdded:
		return "the control was not asked before"
	case compare.ControlRemoved:
		return "the control was not asked any more"
	case compare.TargetAdded:
		return "the target was not audited before"
	case compare.TargetRemoved:
		return "the target was not audited any more"
	case compare.TargetIncomplete:
		if d.Change == compare.Open {
			return "not all of the target could be read"
		}
		return "not all of the target could be read before"
	case compare.NamespaceAdded:
		return "its namespace was left out before"
	case compare.NamespaceRemoved:
		return "its namespace is left out"
	case compare.Limited:
		if d.Change == compare.Open {
			return "was not judged: only a part was"
		}
		return "was not judged before: only a part was"
	case compare.WasUnknown:
		return "could not be told before"
	case compare.WasWaived:
		return "was waived before"
	case compare.IsUnknown:
		return "cannot be told any more"
	}
	if d.Change == compare.Severity && d.Cause == compare.ControlChanged {
		return "was " + string(d.Was) + ", as was the control"
	}
	if d.Change == compare.Severity {
		return "was " + string(d.Was)
	}
	return ""
}

// countText is "2 critical, 3 high", of all differences of a change.
func countText(c *compare.Comparison, change compare.Change) (total int, text string) {
	counts := map[result.Severity]int{}
	for i := range c.Differences {
		if d := &c.Differences[i]; d.Change == change {
			counts[d.Finding.Severity]++
			total++
		}
	}
	var parts []string
	for _, s := range result.Severities() {
		if counts[s] > 0 {
			parts = append(parts, thousands(counts[s])+" "+string(s))
		}
	}
	return total, strings.Join(parts, ", ")
}

// controlsOf are the controls of both reports, the new one's first.
func controlsOf(c *compare.Comparison) []result.Control {
	return append(slices.Clone(c.New.Controls), c.Removed...)
}

// when says when a report was made, and by what.
func when(r *result.Report) string {
	return r.Finished.UTC().Format("2006-01-02 15:04 UTC") + ", " + r.Tool.Name + " " + r.Tool.Version
}

// auditChanges say what differs in how it was audited, which no configuration explains.
func auditChanges(c *compare.Comparison) []string {
	var all []string
	add := func(noun, what string, ids []string) {
		if len(ids) == 0 {
			return
		}
		text := fmt.Sprintf("%s %s: %s", plural(len(ids), noun), what, strings.Join(ids[:min(len(ids), maxRows)], ", "))
		if len(ids) > maxRows {
			text += fmt.Sprintf(" and %s more (-f json has all)", thousands(len(ids)-maxRows))
		}
		all = append(all, text)
	}
	ids := func(controls []result.Control) []string {
		var ids []string
		for i := range controls {
			ids = append(ids, controls[i].ID)
		}
		return ids
	}
	add("control", "asked only in the new audit", ids(c.Added))
	add("control", "asked only in the old audit", ids(c.Removed))
	add("target", "audited only in the new audit", c.TargetsAdded)
	add("target", "audited only in the old audit", c.TargetsRemoved)
	for _, one := range []struct {
		name   string
		report *result.Report
	}{{"old", c.Old}, {"new", c.New}} {
		for _, reason := range incomplete(one.report) {
			all = append(all, "the "+one.name+" audit is incomplete: "+reason)
		}
	}
	if !c.SamePolicies() {
		all = append(all, "the policies differ: a control may ask for more, or less, than it did")
	}
	return all
}
