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
		t.blocks(g, "absent", "--view resource and -f json show all")
		t.advice(g.control)
	}
}

// title says what failed and how often.
func (t *table) title(g *group) {
	c := g.control
	id := clip(c.ID, maxText)
	name := clip(c.Title, maxText)
	if name == "" {
		name = id
	}
	t.para(0, underLabel, append(label(g.severity), span{strong, name})...)
	spans := []span{{"", id}}
	if c.Wall != "" {
		spans = append(spans, span{"", inside(clip(c.Wall, maxText) + " wall")})
	}
	if n := asked(c); n > 0 {
		spans = append(spans, span{severityText(g.severity), fmt.Sprintf("failed %s of %s", thousands(c.Fail), plural(n, noun(c.Subject)))})
	}
	t.note(spaced(spans)...)
	for _, truer := range slices.Sorted(maps.Keys(g.folded)) {
		t.note(span{faint, fmt.Sprintf("%s of them told under %s, the truer question", thousands(g.folded[truer]), clip(truer, maxText))})
	}
	if len(g.includes) > 0 {
		t.note(span{faint, "includes " + g.weaker()})
	}
}

// maxWeaker is how many weaker controls are named: full rights include some two dozen.
const maxWeaker = 4

// weaker counts the failures of weaker controls that are told here.
func (g *group) weaker() string {
	var named []string
	failures := 0
	for _, id := range slices.Sorted(maps.Keys(g.includes)) {
		named = append(named, fmt.Sprintf("%s of %s", thousands(g.includes[id]), clip(id, maxText)))
		failures += g.includes[id]
	}
	if len(named) > maxWeaker {
		return fmt.Sprintf("%s of %s (--view resource names them)", plural(failures, "failure"), plural(len(named), "weaker control"))
	}
	return "failures of weaker controls: " + strings.Join(named, ", ")
}

// blocks shows what a group's findings say, and where. What has no value is absent, or not known where nothing is.
func (t *table) blocks(g *group, none, hint string) {
	var last *block
	for _, b := range g.blocks {
		if last == nil || b.message != last.message || b.target != last.target || b.severity != last.severity {
			t.saying(g, b)
		}
		last = b
		t.rows(t.margin+2, b.rows, false)
		if more := b.total - len(b.rows); more > 0 {
			t.para(t.margin+2, t.margin+4, span{faint, "and " + thousands(more) + " more that say the same"})
		}
		for i := range b.evidence {
			t.para(t.margin+4, t.margin+6, evidenceText(&b.evidence[i], none)...)
		}
	}
	if g.beyond > 0 {
		t.note(span{faint, "and " + thousands(g.beyond) + " more that say something else"})
	}
	if g.rows < g.total {
		t.note(span{faint, "(" + hint + ")"})
	}
}

// saying shows what a block says, with what sets it apart from its group and, where there are several, its target.
func (t *table) saying(g *group, b *block) {
	spans := []span{{"", clip(b.message, maxText)}}
	if b.severity != g.severity {
		spans = append(spans, span{severityText(b.severity), " [" + string(b.severity) + "]"})
	}
	if len(t.report.Targets) > 1 {
		spans = append(spans, span{faint, "  " + inside("in "+clip(b.target, maxText))})
	}
	t.note(spans...)
}

// note writes a paragraph at the margin.
func (t *table) note(spans ...span) { t.para(t.margin, t.margin+2, spans...) }

// rows lists places, in columns where they fit.
func (t *table) rows(indent int, rows []row, targets bool) {
	where := make([]string, len(rows))
	widths := []int{0, 0}
	for i := range rows {
		s := &rows[i].subject
		where[i] = object(s) + element(s)
		if targets {
			where[i] = t.inTarget(where[i], s.Target)
		}
		widths[0] = max(widths[0], textWidth(clean(where[i])))
	}
	for i := range rows {
		cells := []span{{strong, where[i]}}
		if n := rows[i].instances; n > 1 {
			cells = append(cells, span{faint, inside(thousands(n) + " running")})
		}
		if places := rows[i].places; len(places) > 0 {
			cells = append(cells, span{place, clip(strings.Join(places, ", "), maxText)})
		}
		t.cells(indent, widths, cells...)
	}
}

// inTarget adds the target to a name where there are several.
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

// maxValue bounds how much of a value is shown, in characters.
const maxValue = 200

// evidenceText shows what decided, with what was expected; none is said where there is no value.
func evidenceText(e *result.Evidence, none string) []span {
	found := inside("= " + none)
	if len(e.Value) > 0 {
		found = "=" + keep + clip(string(e.Value), maxValue)
	}
	var spans []span
	if e.Object != "" {
		spans = append(spans, span{place, clip(e.Object, maxText) + " "})
	}
	spans = append(spans, span{place, clip(e.Path, maxText)}, span{value, " " + found})
	if len(e.Expected) > 0 {
		spans = append(spans, span{faint, "  expected" + keep + clip(string(e.Expected), maxValue)})
	}
	return spans
}

// advice says what to change, and where to read more.
func (t *table) advice(c *result.Control) {
	if c.Remediation != "" {
		t.note(span{good, "Change:"}, span{"", " " + clip(c.Remediation, maxText)})
	}
	if len(c.References) > 0 {
		t.note(span{faint, "See " + clip(c.References[0], maxText)})
	}
}
