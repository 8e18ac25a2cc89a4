package reports

import (
	"bufio"
	"strings"

	"bulkhead/audit/compare"
)

// compareMarkdown is for pull requests.
func compareMarkdown(w *bufio.Writer, c *compare.Comparison, o Options) {
	m := markdown{w}
	m.line("# What changed between two audits")
	m.line("")
	m.line("- Old: %s", prose(when(c.Old)))
	m.line("- New: %s", prose(when(c.New)))
	m.line("")
	m.line("| change | findings | by severity |")
	m.line("|---|---:|---|")
	for _, change := range compare.Changes() {
		total, text := countText(c, change)
		m.line("| %s | %s | %s |", changeTitle(change), thousands(total), text)
	}
	if o.Gate != nil {
		outcome := o.Gate.DecideComparison(c)
		m.line("")
		m.line("**Exit code %d**: %s.", outcome.Code, prose(joined(outcome.Reasons)))
	}
	if changes := auditChanges(c); len(changes) > 0 {
		m.line("")
		m.line("## How it was audited")
		m.line("")
		for _, text := range changes {
			m.line("- %s", prose(clip(text, maxText)))
		}
	}
	controls := controlsOf(c)
	known := byID(controls)
	for _, change := range compare.Changes() {
		some := differences(c, change, o)
		if change == compare.Unchanged || len(some) == 0 {
			continue
		}
		m.line("")
		m.line("## %s", changeTitle(change))
		last := ""
		for _, d := range some {
			cause := causeText(d)
			if at := d.Finding.Control + "\x00" + string(d.Finding.Severity) + cause; at != last {
				last = at
				m.heading(d.Finding, known[d.Finding.Control])
				if cause != "" {
					m.line("%s:", prose(strings.ToUpper(cause[:1])+cause[1:]))
					m.line("")
				}
			}
			m.finding(d.Finding)
		}
	}
}

func joined(reasons []string) string { return strings.Join(reasons, "; ") }
