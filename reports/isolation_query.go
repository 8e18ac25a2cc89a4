package reports

import (
	"fmt"
	"strings"

	"bulkhead/audit/isolation"
	"bulkhead/audit/result"
)

// Bounds of what is shown of an answer; JSON has all.
const (
	maxReached = 60
	maxCut     = 20
)

// query shows what was asked of the graph.
func (t *ladderTable) query() {
	q := t.report.Isolation.Query
	t.blank()
	if len(q.To) == 0 {
		t.reach(q)
		return
	}
	t.paths(q)
}

// vertex names a vertex; in a run over several targets with its own, where that tells something.
func (t *ladderTable) vertex(at int32) string {
	v := &t.report.Isolation.Vertices[at]
	name := isolation.Describe(v)
	if len(t.report.Targets) > 1 && v.Target != "" && v.Kind != isolation.KindHost {
		name += " of " + v.Target
	}
	return clip(name, maxText)
}

func distanceStyle(distance int) style {
	switch {
	case distance == 0:
		return bad
	case distance < isolation.KernelWide.Weight():
		return doubt
	}
	return good
}

func (t *ladderTable) reach(q *result.Query) {
	near, unproven := 0, 0
	for i := range q.Reach {
		if q.Reach[i].Distance == 0 {
			near++
		}
		if q.Reach[i].Proven != q.Reach[i].Distance {
			unproven++
		}
	}
	t.para(0, 2, span{strong, "BLAST RADIUS"}, span{"", " of "}, span{strong, t.vertex(q.From)},
		span{faint, "  the nearest first; 0 is what configuration alone gives away"})
	if len(q.Reach) == 0 {
		t.para(2, 4, span{good, "Nothing: no edge leads out of it."})
		return
	}
	for i := range q.Reach {
		if i == maxReached {
			t.para(2, 4, span{faint, "and " + thousands(len(q.Reach)-maxReached) + " more that lie farther (-f json has all)"})
			break
		}
		r := &q.Reach[i]
		spans := []span{{distanceStyle(r.Distance), fmt.Sprintf("%3d", r.Distance)}, gap(2), {strong, t.vertex(r.Vertex)}}
		if r.Last >= 0 {
			c := &t.report.Isolation.Connections[r.Last]
			spans = append(spans, gap(2), span{faint, c.Edge.Cost + " by " + strings.TrimPrefix(c.Edge.ID, "edges/")})
		}
		switch {
		case r.Proven < 0:
			spans = append(spans, span{doubt, " (unproven)"})
		case r.Proven != r.Distance:
			spans = append(spans, span{doubt, inside(fmt.Sprintf(" (unproven; proven at %d)", r.Proven))})
		}
		t.para(2, 7, spans...)
	}
	t.blank()
	summary := fmt.Sprintf("%s in reach, %s at distance 0.", plural(len(q.Reach), "thing"), thousands(near))
	t.para(0, 2, span{"", summary})
	if unproven > 0 {
		t.para(0, 2, span{doubt, fmt.Sprintf("Unproven: %s of these distances rest on what could not be read or is not in the input, which counts as open.", thousands(unproven))})
	}
}

func (t *ladderTable) paths(q *result.Query) {
	t.para(0, 2, span{strong, "BETWEEN "}, span{strong, t.vertex(q.From)}, span{"", " and "}, span{strong, t.ends(q)})
	if len(q.Paths) == 0 {
		t.para(2, 4, span{good, "No way leads there."})
		return
	}
	for i := range q.Paths {
		t.path(i, &q.Paths[i])
	}
	t.blank()
	t.para(0, 2, span{strong, "MINIMUM CUT"}, span{faint, "  the fewest edges without which no way leads there"})
	if q.NoCut {
		t.para(2, 4, span{bad, "None: what an attacker holds there belongs to the other end."})
		return
	}
	for i, at := range q.Cut {
		if i == maxCut {
			t.para(2, 4, span{faint, "and " + plural(len(q.Cut)-maxCut, "more edge") + " (-f json has all)"})
			break
		}
		t.step(-1, at, t.report.Isolation.Connections[at].From, t.report.Isolation.Connections[at].To)
	}
	t.restsOn(q)
}

// ends names where the paths lead.
func (t *ladderTable) ends(q *result.Query) string {
	if len(q.To) == 1 {
		return t.vertex(q.To[0])
	}
	if end := &t.report.Isolation.Vertices[q.To[0]]; end.Kind == isolation.KindClusterAdmin {
		return "cluster-admin of any cluster"
	}
	return "any node or host"
}

func (t *ladderTable) restsOn(q *result.Query) {
	unproven := 0
	for i := range q.Paths {
		if q.Paths[i].Unproven {
			unproven++
		}
	}
	if unproven > 0 {
		t.blank()
		t.para(0, 2, span{doubt, fmt.Sprintf("Unproven: %s of %s rest on what could not be read or is not in the input, which counts as open.",
			thousands(unproven), plural(len(q.Paths), "path"))})
	}
}

func (t *ladderTable) path(i int, p *result.Path) {
	var classes []string
	for _, at := range p.Connections {
		if e := t.report.Isolation.Connections[at].Edge; e != nil {
			classes = append(classes, e.Cost)
		}
	}
	what := "cheapest path"
	if i > 0 {
		what = "without its edges, the next"
	}
	t.blank()
	head := []span{{distanceStyle(p.Distance), fmt.Sprintf("distance %d", p.Distance)}, gap(2), {strong, what}, {faint, "  " + strings.Join(classes, ", ")}}
	if p.Unproven {
		head = append(head, span{doubt, " (unproven)"})
	}
	t.para(2, 4, head...)
	step, from := 0, t.report.Isolation.Query.From
	for _, at := range p.Connections {
		if t.report.Isolation.Connections[at].Edge == nil {
			continue
		}
		step++
		to := t.report.Isolation.Connections[t.after(p, at)].To
		t.step(step, at, from, to)
		from = to
	}
}

// after is the connection at whose end something stands that is more than a part or a number of others.
func (t *ladderTable) after(p *result.Path, at int32) int32 {
	i := t.report.Isolation
	passed, last := false, at
	for _, next := range p.Connections {
		if next == at {
			passed = true
		} else if passed {
			if i.Connections[next].Edge != nil {
				break
			}
			last = next
		}
		if passed && !isolation.IsHub(i.Vertices[i.Connections[last].To].Kind) {
			break
		}
	}
	return last
}

// step shows an edge: what it leads to, what an attacker breaks, and why it is there.
func (t *ladderTable) step(n int, at, from, to int32) {
	c := &t.report.Isolation.Connections[at]
	lead := "-"
	if n > 0 {
		lead = fmt.Sprintf("%d.", n)
	}
	spans := []span{{"", lead + " "}, {strong, t.vertex(from)}, {"", " to "}, {strong, t.vertex(to)}}
	spans = append(spans, gap(2), span{distanceStyle(c.Edge.Weight), c.Edge.Cost}, span{faint, " by " + strings.TrimPrefix(c.Edge.ID, "edges/") + ": "})
	if c.Edge.Part != "" {
		spans = append(spans, span{strong, clip(c.Edge.Part, maxText) + " "})
	}
	spans = append(spans, span{"", clip(c.Edge.Message, maxText)})
	if c.Edge.Unproven {
		spans = append(spans, span{doubt, " (unproven)"})
	}
	if where := whereOf(c.Edge); where != "" {
		spans = append(spans, span{"", "  "}, span{place, clip(where, maxText)})
	}
	t.para(4, 7, spans...)
}

// whereOf is the place of an edge's first evidence, and its value where the place alone says little.
func whereOf(e *result.Edge) string {
	if len(e.Evidence) == 0 {
		return ""
	}
	first := &e.Evidence[0]
	where := first.Path
	if at := position(first.File, first.Line, first.Column); at != "" {
		where = at
	}
	if first.Object != "" {
		where = first.Object + " " + where
	}
	if strings.HasPrefix(first.Path, "grant.") && len(first.Value) > 0 {
		where = "bindings " + string(first.Value)
	}
	return where
}

// doubts are what makes the whole map less certain.
func (t *ladderTable) doubts() {
	for _, problem := range t.report.Isolation.Problems {
		t.para(0, 2, span{doubt, "Uncertain: " + clip(problem, maxText)})
	}
}
