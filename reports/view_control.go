package reports

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"bulkhead/audit/result"
)

func noKey(*result.Finding) string { return "" }

// byControl shows failures by control, the worst first, with what to change.
func (t *table) byControl() {
	for _, g := range t.groups(result.Fail, noKey) {
		if g.total == 0 && len(g.includes) == 0 {
			continue // all is told under truer controls, which say so
		}
		t.blank()
		t.title(g)
		t.blocks(g)
		t.advice(g.control)
	}
}

// title says what failed and how often.
func (t *table) title(g *group) {
	c := g.control
	id := clip(c.ID, maxText)
	name := span{strong, clip(c.Title, maxText)}
	if c.Title == "" {
		name.text = id
	}
	under := len("CRITICAL  ")
	t.para(0, under, label(g.severity), span{"", strings.Repeat(" ", 2)}, name)
	spans := []span{{"", id}}
	if c.Wall != "" {
		spans = append(spans, span{"", clip(c.Wall, maxText) + " wall"})
	}
	if asked(c) > 0 {
		spans = append(spans, span{severityStyle2(g.severity), fmt.Sprintf("failed %s of %s", thousands(c.Fail),
			plural(asked(c), noun(c.Subject)))})
	}
	t.para(t.margin, t.margin+2, spaced(spans)...)
	for _, truer := range slices.Sorted(maps.Keys(g.folded)) {
		t.para(t.margin, t.margin+2, span{faint, fmt.Sprintf("%s of them told under %s, the truer question",
			thousands(g.folded[truer]), clip(truer, maxText))})
	}
	for _, weaker := range slices.Sorted(maps.Keys(g.includes)) {
		t.para(t.margin, t.margin+2, span{faint, fmt.Sprintf("includes %s of the weaker %s",
			plural(g.includes[weaker], "failure"), clip(weaker, maxText))})
	}
}

// blocks shows what a group's findings say, and where.
func (t *table) blocks(g *group) {
	message := ""
	for i, b := range g.blocks {
		if i == 0 || b.message != message {
			message = b.message
			spans := []span{{"", clip(b.message, maxText)}}
			if b.severity != g.severity {
				spans = append(spans, span{severityStyle(b.severity), " [" + string(b.severity) + "]"})
			}
			t.para(t.margin, t.margin+2, spans...)
		}
		t.rows(t.margin+2, b.rows)
		if more := b.total - len(b.rows); more > 0 {
			t.para(t.margin+2, t.margin+4, span{faint, "and " + thousands(more) + " more that say the same"})
		}
		t.evidence(t.margin+4, b.evidence)
	}
	if g.beyond > 0 {
		t.para(t.margin, t.margin+2, span{faint, "and " + thousands(g.beyond) + " more that say something else"})
	}
	if g.rows < g.total {
		t.para(t.margin, t.margin+2, span{faint, "(--view resource and -f json show all)"})
	}
}

// rows lists places, in columns where they fit.
func (t *table) rows(indent int, rows []row) {
	widths := []int{0, 0}
	for i := range rows {
		widths[0] = max(widths[0], textWidth(clean(t.where(&rows[i].subject))))
	}
	for i := range rows {
		r := &rows[i]
		cells := []span{{strong, t.where(&r.subject)}}
		if r.instances > 1 {
			cells = append(cells, span{faint, thousands(r.instances) + " running"})
		}
		if len(r.places) > 0 {
			cells = append(cells, span{place, clip(strings.Join(r.places, ", "), maxText)})
		}
		t.cells(indent, widths, cells...)
	}
}

// where names a subject: namespace/Kind/name, the element in it, and the target where there are several.
func (t *table) where(s *result.Subject) string {
	return t.inTarget(object(s)+element(s), s.Target)
}

func (t *table) inTarget(what, target string) string {
	if len(t.report.Targets) > 1 {
		what += " in " + clip(target, maxText)
	}
	return what
}

// object names a subject's top-level object.
func object(s *result.Subject) string {
	name := clip(s.Resource, maxText) + "/" + clip(s.Name, maxText)
	if s.Namespace != "" {
		name = clip(s.Namespace, maxText) + "/" + name
	}
	return name
}

// element names the part of an object with its kind: " container app".
func element(s *result.Subject) string {
	if s.Part == "" {
		return ""
	}
	return " " + clip(noun(s.Kind), maxText) + " " + clip(s.Part, maxText)
}

// evidence shows the values that decided, each with what was expected.
func (t *table) evidence(indent int, evidence []result.Evidence) {
	for i := range evidence {
		t.para(indent, indent+2, evidenceText(&evidence[i])...)
	}
}

// maxValue bounds how much of a value is shown, in characters.
const maxValue = 200

func evidenceText(e *result.Evidence) []span {
	spans := []span{{place, clip(e.Path, maxText)}, {"", " = "}}
	if len(e.Value) == 0 {
		spans = append(spans, span{value, "absent"})
	} else {
		spans = append(spans, span{value, clip(string(e.Value), maxValue)})
	}
	if len(e.Expected) > 0 {
		spans = append(spans, span{faint, "  expected " + clip(string(e.Expected), maxValue)})
	}
	return spans
}

// advice says what to change, and where to read more.
func (t *table) advice(c *result.Control) {
	if c.Remediation != "" {
		t.para(t.margin, t.margin+2, span{good, "Change:"}, span{"", " " + clip(c.Remediation, maxText)})
	}
	if len(c.References) > 0 {
		t.para(t.margin, t.margin+2, span{faint, "See " + clip(c.References[0], maxText)})
	}
}
