package reports

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"bulkhead/audit/result"
)

// ListControls writes a line for each control, or two where the widest does not fit. Of the options only those of the page count.
func ListControls(w io.Writer, controls []result.Control, o Options) error {
	p := newPage(bufio.NewWriter(w), o)
	const severity = len("critical")
	id, title := 0, 0
	for i := range controls {
		id, title = max(id, textWidth(controls[i].ID)), max(title, textWidth(controls[i].Title))
	}
	oneLine := severity+2+id+2+title <= p.width
	for i := range controls {
		c := &controls[i]
		cells := []span{{severityText(c.Severity), string(c.Severity)}, {strong, c.ID}}
		if oneLine {
			p.cells(0, []int{severity, id}, append(cells, span{"", c.Title})...)
			continue
		}
		p.cells(0, []int{severity}, cells...)
		p.para(severity+2, severity+2, span{"", c.Title})
	}
	p.para(0, 0, span{faint, plural(len(controls), "control")})
	return p.w.Flush()
}

// ExplainControl writes all that is known of a control. Reads are the paths that it may look at.
func ExplainControl[P fmt.Stringer](w io.Writer, c result.Control, reads []P, o Options) error {
	p := newPage(bufio.NewWriter(w), o)
	p.para(0, 0, append(label(c.Severity), span{strong, c.ID})...)
	p.para(0, 0, span{"", c.Title})
	p.blank()
	for _, field := range [][2]string{
		{"Subject", c.Subject}, {"Wall", c.Wall}, {"Dimension", c.Dimension}, {"Weaker than", c.WeakerThan},
	} {
		if field[1] != "" {
			p.cells(0, []int{len("Weaker than")}, span{faint, field[0]}, span{"", field[1]})
		}
	}
	section := func(title string, lines ...string) {
		if len(lines) == 0 || lines[0] == "" {
			return
		}
		p.blank()
		p.para(0, 0, span{strong, title})
		for _, line := range lines {
			p.para(2, 2, span{"", line})
		}
	}
	section("Why it matters", c.Description)
	section("What to change", c.Remediation)
	var paths, frameworks []string
	for _, path := range reads {
		paths = append(paths, path.String())
	}
	section("What it looks at", paths...)
	for _, id := range slices.Sorted(maps.Keys(c.Frameworks)) {
		frameworks = append(frameworks, id+": "+strings.Join(c.Frameworks[id], ", "))
	}
	var parameters []string
	for _, one := range c.Parameters {
		line := fmt.Sprintf("%s (%s): %s", one.Name, one.Type, one.Value)
		if string(one.Value) != string(one.Default) {
			line += fmt.Sprintf(", by default %s", one.Default)
		}
		parameters = append(parameters, line+". "+one.Description)
	}
	section("Parameters, set in bulkhead.yaml", parameters...)
	section("Frameworks", frameworks...)
	section("References", c.References...)
	return p.w.Flush()
}
