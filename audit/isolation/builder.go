package isolation

import (
	"cmp"
	"slices"

	"bulkhead/audit/result"
)

// Builder makes a graph. It is used from one goroutine.
type Builder struct {
	vertices    []result.Vertex
	positions   map[result.Vertex]int32
	connections []result.Connection
	problems    []string
}

// NewBuilder makes one without vertices.
func NewBuilder() *Builder { return &Builder{positions: map[result.Vertex]int32{}} }

// Vertex returns the position of a vertex, the same one for the same vertex.
func (b *Builder) Vertex(v result.Vertex) int32 {
	if at, ok := b.positions[v]; ok {
		return at
	}
	at := int32(len(b.vertices))
	b.positions[v] = at
	b.vertices = append(b.vertices, v)
	return at
}

// Has says whether a vertex was asked for.
func (b *Builder) Has(v result.Vertex) bool {
	_, ok := b.positions[v]
	return ok
}

// Belong says that whoever holds one vertex holds the other, as it is a part of it or one of those that it stands for.
func (b *Builder) Belong(from, to result.Vertex) { b.Connect(from, to, nil) }

// Connect leads from one vertex to another.
func (b *Builder) Connect(from, to result.Vertex, e *result.Edge) {
	b.connections = append(b.connections, result.Connection{From: b.Vertex(from), To: b.Vertex(to), Edge: e})
}

// Problem says what makes the graph less certain than its edges say.
func (b *Builder) Problem(text string) { b.problems = append(b.problems, text) }

// Put writes the graph into a result: vertices by name, without hubs that lead nowhere or that nothing leads to.
func (b *Builder) Put(into *result.Isolation) {
	kept := b.keep()
	order := make([]int32, 0, len(b.vertices))
	names := make([]string, len(b.vertices))
	for i := range b.vertices {
		names[i] = Describe(&b.vertices[i])
		if kept[i] {
			order = append(order, int32(i))
		}
	}
	slices.SortFunc(order, func(i, j int32) int {
		return cmp.Or(cmp.Compare(b.vertices[i].Target, b.vertices[j].Target), cmp.Compare(names[i], names[j]),
			cmp.Compare(b.vertices[i].Kind, b.vertices[j].Kind))
	})
	positions := make([]int32, len(b.vertices))
	into.Vertices = make([]result.Vertex, len(order))
	for at, i := range order {
		positions[i] = int32(at)
		into.Vertices[at] = b.vertices[i]
	}
	into.Connections = make([]result.Connection, 0, len(b.connections))
	for _, c := range b.connections {
		if kept[c.From] && kept[c.To] {
			into.Connections = append(into.Connections, result.Connection{From: positions[c.From], To: positions[c.To], Edge: c.Edge})
		}
	}
	slices.SortStableFunc(into.Connections, func(a, b result.Connection) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), compareEdges(a.Edge, b.Edge))
	})
	into.Connections = slices.CompactFunc(into.Connections, func(a, b result.Connection) bool {
		return a.From == b.From && a.To == b.To && (a.Edge == nil) == (b.Edge == nil) && compareEdges(a.Edge, b.Edge) == 0
	})
	slices.Sort(b.problems)
	into.Problems = slices.Compact(b.problems)
}

// compareEdges orders edges between the same vertices, belonging first.
func compareEdges(a, b *result.Edge) int {
	switch {
	case a == b:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	unproven := 0
	if a.Unproven != b.Unproven {
		unproven = 1
		if b.Unproven {
			unproven = -1
		}
	}
	return cmp.Or(cmp.Compare(a.Weight, b.Weight), unproven, cmp.Compare(a.ID, b.ID), cmp.Compare(a.Part, b.Part), cmp.Compare(a.Message, b.Message))
}

// keep says which vertices are more than hubs that connect nothing.
func (b *Builder) keep() []bool {
	kept := make([]bool, len(b.vertices))
	in, out := make([]int, len(b.vertices)), make([]int, len(b.vertices))
	into, from := make([][]int32, len(b.vertices)), make([][]int32, len(b.vertices))
	for _, c := range b.connections {
		in[c.To]++
		out[c.From]++
		into[c.To] = append(into[c.To], c.From)
		from[c.From] = append(from[c.From], c.To)
	}
	var idle []int32
	means := func(i int32) bool { // something by itself, or by what it connects
		kind := b.vertices[i].Kind
		return (in[i] > 0 && out[i] > 0) || (!IsHub(kind) && (kind != KindGroup || out[i] > 0))
	}
	for i := range b.vertices {
		kept[i] = true
		if !means(int32(i)) {
			kept[i] = false
			idle = append(idle, int32(i))
		}
	}
	for len(idle) > 0 { // without them others may connect nothing
		i := idle[len(idle)-1]
		idle = idle[:len(idle)-1]
		drop := func(other int32, count []int) {
			count[other]--
			if kept[other] && !means(other) {
				kept[other] = false
				idle = append(idle, other)
			}
		}
		for _, other := range from[i] {
			drop(other, in)
		}
		for _, other := range into[i] {
			drop(other, out)
		}
	}
	return kept
}
