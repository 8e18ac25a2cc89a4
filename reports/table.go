package reports

import (
	"bufio"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"bulkhead/audit/result"
)

// The table is blocks of wrapped text rather than a grid: paths and messages are longer than any column, and a grid would
// either cut them or outgrow the terminal.

// table writes one report for people.
type table struct {
	*page
	*digest
	margin int // where text begins below the severities' names
}

// underLabel is where text begins beside a severity's name.
const underLabel = len("CRITICAL  ")

func writeTable(w *bufio.Writer, r *result.Report, o Options) error {
	t := table{page: newPage(w, o), digest: newDigest(r, o), margin: underLabel}
	if t.width < 90 {
		t.margin = 2
	}
	t.header()
	t.counts()
	switch o.View {
	case ViewResource:
		t.byResource()
	case ViewFramework:
		t.byFramework()
	default:
		t.byControl()
	}
	t.unknownVerdicts()
	t.waivedFindings()
	if o.ShowPassed {
		t.passes()
	}
	t.problems()
	t.summary()
	return nil
}

// header says what was audited: a line a target, with how much of it there was.
func (t *table) header() {
	r := t.report
	at := ""
	if !r.Finished.IsZero() {
		at = ", " + r.Finished.UTC().Format("2006-01-02 15:04 UTC")
	}
	t.para(0, 2, span{strong, clip(r.Tool.Name+" "+r.Tool.Version, maxText)}, span{faint, at + controlCount(r)})
	t.blank()
	rows := make([][]span, len(r.Targets))
	widths := make([]int, 4)
	for i := range r.Targets {
		target := &r.Targets[i]
		what := clip(target.Kind, maxText)
		if target.Version != "" && target.Version != target.Kind {
			what += " " + clip(target.Version, maxText)
		}
		rows[i] = []span{{strong, clip(target.ID, maxText)}, {"", what}, targetStatus(target), {"", subjectCounts(target)}}
		for column, c := range rows[i] {
			widths[column] = max(widths[column], textWidth(clean(c.text)))
		}
	}
	t.targets(rows, widths)
	if len(rows) == 0 {
		t.para(0, 2, span{bad, "No target was audited."})
	}
}

func controlCount(r *result.Report) string {
	if r.Isolation != nil && len(r.Controls) == 0 {
		return "" // none was to be asked
	}
	return ", " + plural(len(r.Controls), "control")
}

// targets writes the targets' rows, and where one is too wide, what each holds on a line below.
func (t *table) targets(rows [][]span, widths []int) {
	fits := widths[0]+widths[1]+widths[2]+widths[3]+3*2 <= t.width
	for _, cells := range rows {
		if fits {
			t.cells(0, widths, cells...)
			continue
		}
		t.cells(0, widths, cells[:3]...)
		t.para(2, 2, cells[3])
	}
}

func targetStatus(target *result.Target) span {
	text := target.Status
	if n := len(target.Problems); n > 0 {
		text += ", " + plural(n, "problem")
	}
	switch {
	case target.Status == statusComplete && subjects(target) > 0:
		return span{good, text}
	case target.Status == "partial":
		return span{doubt, text}
	}
	return span{bad, text}
}

// subjectCounts lists what there is of each kind, the most first.
func subjectCounts(target *result.Target) string {
	if subjects(target) == 0 {
		return "nothing to audit"
	}
	kinds := slices.SortedFunc(maps.Keys(target.Subjects), func(a, b string) int {
		return cmp.Or(target.Subjects[b]-target.Subjects[a], strings.Compare(a, b))
	})
	var counts []string
	for _, kind := range kinds {
		if n := target.Subjects[kind]; n > 0 {
			counts = append(counts, inside(plural(n, noun(kind))))
		}
	}
	return clip(strings.Join(counts, ", "), maxText)
}

// counts tells how many findings of which weight there are, before any is shown.
func (t *table) counts() {
	t.blank()
	spans := []span{{strong, "Failures"}}
	for _, s := range result.Severities() {
		look := faint
		if t.failed[s] > 0 {
			look = severityText(s)
		}
		spans = append(spans, span{look, inside(thousands(t.failed[s]) + " " + string(s))})
	}
	t.para(0, 2, spaced(spans)...)
	if t.unknowns() > 0 {
		t.para(0, 2, span{strong, "Unknown"}, span{doubt, "   " + thousands(t.unknowns())}, span{"", ": " + t.reasons()})
	}
	if t.waived > 0 {
		t.para(0, 2, span{strong, "Waived"}, span{"", "    " + thousands(t.waived)})
	}
	if t.hidden > 0 {
		t.para(0, 2, span{faint, fmt.Sprintf("Not shown: %s below %s.", plural(t.hidden, "finding"), t.options.MinSeverity)})
	}
}

// reasons counts the unknown verdicts by reason.
func (t *table) reasons() string {
	var counts []string
	for _, reason := range slices.Sorted(maps.Keys(t.unknown)) {
		counts = append(counts, thousands(t.unknown[reason])+" "+reasonName(reason))
	}
	return strings.Join(counts, ", ")
}

// reasonName is a reason in people's words.
func reasonName(reason string) string {
	switch reason {
	case "unread":
		return "could not be read"
	case "not-in-input":
		return "not in the input"
	case "error":
		return "failed to evaluate"
	case "":
		return "for no reason given"
	}
	return reason
}

// problems lists what could not be read.
func (t *table) problems() {
	const shown = 20
	for i := range t.report.Targets {
		target := &t.report.Targets[i]
		if len(target.Problems) == 0 {
			continue
		}
		t.blank()
		t.para(0, 2, span{bad, "PROBLEMS"}, span{strong, "  " + clip(target.ID, maxText)})
		for i, p := range target.Problems {
			if i == shown {
				t.para(t.margin, t.margin+2, span{faint, "and " + plural(len(target.Problems)-shown, "more problem") + " (-f json has all)"})
				break
			}
			spans := []span{{"", clip(p.What, maxText) + ": " + clip(p.Error, maxText)}}
			if at := position(p.File, p.Line, p.Column); at != "" {
				spans = append([]span{{place, clip(at, maxText) + ": "}}, spans...)
			}
			t.para(t.margin, t.margin+2, spans...)
		}
	}
}

// summary ends the table with what decides: the totals, and the exit code where there is a gate.
func (t *table) summary() {
	t.blank()
	total := 0
	for i := range t.report.Targets {
		total += subjects(&t.report.Targets[i])
	}
	totals := []string{plural(t.failures(), "failure")}
	if n := t.unknowns(); n > 0 {
		totals = append(totals, thousands(n)+" unknown")
	}
	if t.waived > 0 {
		totals = append(totals, thousands(t.waived)+" waived")
	}
	t.para(0, 2, span{strong, strings.Join(totals, ", ")}, span{"", fmt.Sprintf(" among %s of %s on %s.",
		plural(verdicts(t.report), "verdict"), plural(len(t.report.Controls), "control"), plural(total, "subject"))})
	t.controlCounts()
	t.verdict()
}

// controlCounts says how many controls went which way.
func (t *table) controlCounts() {
	var failed, passed, unsure, idle int
	for i := range t.report.Controls {
		switch c := &t.report.Controls[i]; {
		case c.Fail > 0 || c.Waived > 0:
			failed++
		case c.Unknown > 0:
			unsure++
		case c.Pass > 0:
			passed++
		default:
			idle++
		}
	}
	var counts []string
	for _, count := range []struct {
		n    int
		what string
	}{{failed, "failed somewhere"}, {unsure, "could not be told everywhere"}, {passed, "passed everywhere"}, {idle, "applied to nothing"}} {
		if count.n > 0 {
			counts = append(counts, thousands(count.n)+" "+count.what)
		}
	}
	if len(counts) > 0 {
		t.para(0, 2, span{"", "Of the controls, " + strings.Join(counts, ", ") + "."})
	}
}

// verdict is the last word. What is incomplete never reads like success.
func (t *table) verdict() {
	outcome := Outcome{Code: exitPassed}
	if t.options.Gate != nil {
		outcome = t.options.Gate.Decide(t.report)
	}
	missing := incomplete(t.report)
	switch {
	case outcome.Code == exitIncomplete && len(missing) > 0: // the outcome says why
	case len(missing) > 0:
		t.para(0, 2, span{bad, "The audit is incomplete: "}, span{"", clip(strings.Join(missing, "; "), maxText) + "."})
	case t.failures() == 0 && t.unknowns() > 0:
		t.para(0, 2, span{doubt, "Nothing failed of what could be told."})
	case t.failures() == 0:
		t.para(0, 2, span{good, "Nothing failed."})
	}
	if t.options.Gate == nil {
		return
	}
	look, code := bad, fmt.Sprintf("Exit code %d: ", outcome.Code)
	switch outcome.Code {
	case exitPassed:
		look = good
	case exitIncomplete:
		code = fmt.Sprintf("Exit code %d, incomplete: ", outcome.Code)
	}
	t.para(0, 2, span{look, code}, span{"", clip(strings.Join(outcome.Reasons, "; "), maxText) + "."})
}

// daysLeft says how long a waiver holds.
func (t *table) daysLeft(expires string) string {
	day, err := time.Parse(time.DateOnly, expires)
	if err != nil || t.options.Now.IsZero() {
		return ""
	}
	switch days := int(day.Sub(t.options.Now.UTC().Truncate(24*time.Hour)).Hours() / 24); {
	case days < 0:
		return " (expired)"
	case days == 0:
		return " (today)"
	default:
		return " (" + plural(days, "day") + ")"
	}
}
