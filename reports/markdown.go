package reports

import (
	"bufio"
	"fmt"
	"strings"

	"bulkhead/audit/result"
)

// Markdown is for pull requests, job summaries and wikis: lists rather than tables, since paths and names are long and a name with
// a bar in it would break a row. Names from outside stand in code spans, where nothing is markup.

func writeMarkdown(w *bufio.Writer, r *result.Report, o Options) error {
	m := markdown{w}
	m.line("# Audit of %s", plural(len(r.Targets), "target"))
	m.line("")
	m.line("%s, %s, %s.", prose(r.Tool.Name+" "+r.Tool.Version), r.Finished.UTC().Format("2006-01-02 15:04 UTC"), plural(len(r.Controls), "control"))
	m.line("")
	for i := range r.Targets {
		m.target(&r.Targets[i])
	}
	m.counts(r)
	if o.Gate != nil {
		outcome := o.Gate.Decide(r)
		m.line("")
		m.line("**Exit code %d**: %s.", outcome.Code, prose(strings.Join(outcome.Reasons, "; ")))
	}
	controls := byID(r.Controls)
	for _, section := range []struct {
		title  string
		status result.Status
	}{{"Failures", result.Fail}, {"Unknown", result.Unknown}, {"Waived", result.Waived}} {
		m.findings(section.title, func(yield func(*result.Finding) bool) {
			for f := range o.shown(r.Findings) {
				if f.Status == section.status && !yield(f) {
					return
				}
			}
		}, controls)
	}
	m.findings("Passed", o.passes(r), controls)
	return nil
}

// markdown writes lines. The first error of a bufio.Writer stays, and flushing returns it.
type markdown struct{ w *bufio.Writer }

func (m markdown) line(format string, args ...any) { fmt.Fprintf(m.w, format+"\n", args...) }

func (m markdown) target(t *result.Target) {
	m.line("- %s %s: **%s**, %s", code(t.ID), prose(t.Kind+" "+t.Version), prose(t.Status), prose(subjectCounts(t)))
	for i := range t.Problems {
		p := &t.Problems[i]
		where := ""
		if p.File != "" {
			where = fmt.Sprintf(" %s:%d", code(p.File), p.Line)
		}
		m.line("  - not read: %s%s: %s", prose(p.What), where, prose(p.Error))
	}
}

// counts are of the whole audit, whatever is shown of it.
func (m markdown) counts(r *result.Report) {
	failed, unknown, waived := map[result.Severity]int{}, 0, 0
	for f := range all(r.Findings) {
		switch f.Status {
		case result.Fail:
			failed[f.Severity]++
		case result.Unknown:
			unknown++
		case result.Waived:
			waived++
		}
	}
	m.line("")
	m.line("| critical | high | medium | low | unknown | waived | verdicts |")
	m.line("|---:|---:|---:|---:|---:|---:|---:|")
	m.line("| %d | %d | %d | %d | %d | %d | %d |", failed[result.Critical], failed[result.High], failed[result.Medium], failed[result.Low],
		unknown, waived, verdicts(r))
}

// findings writes a section, and in it a heading for each run of one control and severity.
func (m markdown) findings(title string, findings func(func(*result.Finding) bool), controls map[string]*result.Control) {
	control, severity := "", result.Severity("")
	first := true
	for f := range findings {
		if first {
			m.line("")
			m.line("## %s", title)
		}
		if first || f.Control != control || f.Severity != severity {
			control, severity = strings.Clone(f.Control), f.Severity
			m.heading(f, controls[control])
		}
		first = false
		m.finding(f)
	}
}

func (m markdown) heading(f *result.Finding, c *result.Control) {
	m.line("")
	m.line("### %s %s", strings.ToUpper(prose(string(f.Severity))), code(f.Control))
	m.line("")
	if c == nil {
		return
	}
	m.line("%s. %s", prose(c.Title), prose(c.Description))
	m.line("")
	if f.Status == result.Fail {
		m.line("Change: %s", prose(c.Remediation))
		m.line("")
	}
}

func (m markdown) finding(f *result.Finding) {
	text := prose(f.Message)
	if f.Status == result.Unknown || f.Status == result.Waived {
		text = strings.TrimSuffix(prose(standing(f))+": "+text, ": ")
	}
	running := ""
	if f.Instances > 0 {
		running = fmt.Sprintf(", %s running", thousands(f.Instances))
	}
	m.line("- %s %s%s: %s", code(f.Subject.Target), code(subjectName(&f.Subject)), running, text)
	for i := range f.Evidence {
		e := &f.Evidence[i]
		where := ""
		if e.File != "" {
			where = fmt.Sprintf(", at %s:%d", code(e.File), e.Line)
		}
		m.line("  - %s%s", code(said(e)), where)
	}
}

// code is a code span on one line. Its fence is longer than any run of backticks within.
func code(text string) string {
	text = clean(text)
	if strings.TrimSpace(text) == "" {
		return "(none)"
	}
	longest, run := 0, 0
	for _, r := range text {
		if r != '`' {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	fence := strings.Repeat("`", longest+1)
	if text[0] == '`' || text[len(text)-1] == '`' {
		text = " " + text + " "
	}
	return fence + text + fence
}

// prose is text in which nothing is markup, a mention, or a link.
func prose(text string) string { return proseEscapes.Replace(clean(text)) }

var proseEscapes = func() *strings.Replacer {
	escapes := []string{"@", "@&#8203;", "#", `\#&#8203;`, "www.", `www\.`, "://", `\://`}
	for _, mark := range "\\`*_[]<>|&~$!{}" {
		escapes = append(escapes, string(mark), `\`+string(mark))
	}
	return strings.NewReplacer(escapes...)
}()
