package reports

import (
	"fmt"
	"iter"
	"slices"

	"bulkhead/audit/isolation"
	"bulkhead/audit/result"
)

// drawing is what a format for programs that draw graphs is told: the whole map, or what was asked of it. It holds no copy of the map.
type drawing struct {
	nodes iter.Seq[drawnNode] // those of a target one after the other
	lines iter.Seq[drawnLine]
}

type drawnNode struct {
	id, kind, target, label string
	hub                     bool // stands for others
}

type drawnLine struct {
	from, to string
	edge     *result.Edge // nil where the one belongs to the other
	label    string       // where it is not the edge's cost
}

// drawn is what the report was asked for. Programs that compute with it want it exact; for people, lines that say the same are joined.
func drawn(r *result.Report, exact bool) drawing {
	i := r.Isolation
	switch {
	case i.Zoning != nil:
		return drawnZones(r, exact)
	case i.Query != nil:
		return drawnQuery(i)
	}
	return drawing{
		nodes: func(yield func(drawnNode) bool) {
			for at := range i.Vertices {
				if !yield(drawnVertex(i, int32(at))) {
					return
				}
			}
		},
		lines: func(yield func(drawnLine) bool) {
			for at := range i.Connections {
				if !yield(drawnConnection(i, int32(at))) {
					return
				}
			}
		},
	}
}

func vertexID(at int32) string { return fmt.Sprintf("v%d", at) }

func drawnVertex(i *result.Isolation, at int32) drawnNode {
	v := &i.Vertices[at]
	return drawnNode{id: vertexID(at), kind: v.Kind, target: v.Target, label: isolation.Describe(v), hub: isolation.IsHub(v.Kind)}
}

func drawnConnection(i *result.Isolation, at int32) drawnLine {
	c := i.Connections[at]
	return drawnLine{from: vertexID(c.From), to: vertexID(c.To), edge: c.Edge}
}

// maxDrawn bounds how much of a blast radius is drawn, the nearest first.
const maxDrawn = 100

// drawnQuery is where an attacker begins, and the ways from there.
func drawnQuery(i *result.Isolation) drawing {
	q := i.Query
	ways, left := isolation.Ways(i, maxDrawn)
	vertices := []int32{q.From}
	for _, at := range ways {
		vertices = append(vertices, i.Connections[at].From, i.Connections[at].To)
	}
	slices.Sort(vertices)
	vertices = slices.Compact(vertices)
	return drawing{
		nodes: func(yield func(drawnNode) bool) {
			for _, at := range vertices {
				if !yield(drawnVertex(i, at)) {
					return
				}
			}
			if left > 0 {
				yield(drawnNode{id: "more", kind: "folded", label: "and " + thousands(left) + " more that lie no nearer"})
			}
		},
		lines: func(yield func(drawnLine) bool) {
			for _, at := range ways {
				if !yield(drawnConnection(i, at)) {
					return
				}
			}
		},
	}
}
