package isolation

import (
	"cmp"
	"slices"

	"bulkhead/audit/result"
)

// maxPaths bounds how many ways between two vertices are shown.
const maxPaths = 3

// Ask answers what lies between one vertex and the nearest of others, or how far all others lie where to is empty.
func Ask(i *result.Isolation, from int32, to []int32) *result.Query {
	q := &result.Query{From: from, To: to}
	g := NewGraph(i)
	if len(to) == 0 {
		q.Reach = g.reach(from)
		return q
	}
	rest := g
	for range maxPaths {
		reach := rest.From(from)
		nearest, ok := reach.nearest(to)
		if !ok {
			break
		}
		path := reach.Path(nearest)
		q.Paths = append(q.Paths, result.Path{Distance: path.Distance, Unproven: g.Unproven(path), Connections: rest.original(path.Connections, i)})
		used := map[*result.Edge]bool{}
		for _, at := range path.Connections {
			if e := rest.Connections[at].Edge; e != nil {
				used[e] = true
			}
		}
		if len(used) == 0 {
			break
		}
		rest = rest.Without(func(e *result.Edge) bool { return used[e] })
	}
	if len(q.Paths) > 0 {
		cut := g.CutAll([]int32{from}, to)
		q.Cut, q.NoCut = cut.Connections, cut.Impossible
	}
	return q
}

// original finds the positions that connections of a part of the graph have in the whole.
func (g *Graph) original(positions []int32, whole *result.Isolation) []int32 {
	found := make([]int32, len(positions))
	for i, at := range positions {
		c := g.Connections[at]
		first, _ := slices.BinarySearchFunc(whole.Connections, c, func(a, b result.Connection) int {
			return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
		})
		for whole.Connections[first] != c {
			first++
		}
		found[i] = int32(first)
	}
	return found
}

// nearest is the one of several vertices that lies nearest; of those as near the first by name.
func (r *Reach) nearest(to []int32) (nearest int32, ok bool) {
	for _, v := range to {
		if !r.reached[v] {
			continue
		}
		if !ok || r.costs[v].less(r.costs[nearest]) || (!r.costs[nearest].less(r.costs[v]) && r.graph.before(v, nearest)) {
			nearest, ok = v, true
		}
	}
	return nearest, ok
}

// reach lists what can be reached from a vertex, without what merely stands for others.
func (g *Graph) reach(from int32) []result.Reached {
	all, proven := g.From(from), g.Proven().From(from)
	var list []result.Reached
	for v := range g.Vertices {
		kind := g.Vertices[v].Kind
		if !all.reached[v] || int32(v) == from || IsHub(kind) || kind == KindContents {
			continue
		}
		one := result.Reached{Vertex: int32(v), Distance: int(all.costs[v].distance), Proven: -1}
		at := int32(v)
		if inside, ok := all.inside(at); ok {
			at, one.Distance = inside, int(all.costs[inside].distance)
		}
		if proven.reached[at] {
			one.Proven = int(proven.costs[at].distance)
		}
		one.Last = all.last(at)
		list = append(list, one)
	}
	for v := range g.Vertices { // contents whose pods nothing else leads to
		if g.Vertices[v].Kind != KindContents || !all.reached[v] {
			continue
		}
		whole := g.Vertices[v]
		whole.Kind = KindWorkload
		if at, ok := g.find(&whole); ok && !all.reached[at] {
			one := result.Reached{Vertex: at, Distance: int(all.costs[v].distance), Proven: -1, Last: all.last(int32(v))}
			if proven.reached[v] {
				one.Proven = int(proven.costs[v].distance)
			}
			list = append(list, one)
		}
	}
	slices.SortFunc(list, func(a, b result.Reached) int {
		return cmp.Or(cmp.Compare(a.Distance, b.Distance), compareNames(&g.Vertices[a.Vertex], &g.Vertices[b.Vertex]))
	})
	return list
}

// inside is what is in a workload's pods, where that lies nearer: it is what there is to take.
func (r *Reach) inside(workload int32) (contents int32, nearer bool) {
	if r.graph.Vertices[workload].Kind != KindWorkload {
		return 0, false
	}
	contents, ok := r.graph.contents(workload)
	nearer = ok && !slices.Contains(r.starts, contents) && r.reached[contents] && (!r.reached[workload] || r.costs[contents].less(r.costs[workload]))
	return contents, nearer
}

// contents is the vertex of what is in a workload's pods.
func (g *Graph) contents(workload int32) (at int32, ok bool) {
	for _, a := range g.out[workload] {
		if g.Vertices[a.to].Kind == KindContents {
			return a.to, true
		}
	}
	return 0, false
}

func (g *Graph) find(v *result.Vertex) (at int32, ok bool) {
	if g.positions == nil {
		g.positions = make(map[result.Vertex]int32, len(g.Vertices))
		for i := range g.Vertices {
			g.positions[g.Vertices[i]] = int32(i)
		}
	}
	at, ok = g.positions[*v]
	return at, ok
}

// last is the last connection with an edge on a shortest way, -1 where there is none.
func (r *Reach) last(v int32) int32 {
	for {
		before, ok := r.arrival(v)
		if !ok {
			return -1
		}
		if before.cost.steps > 0 {
			return before.at
		}
		v = before.to
	}
}

// arrival is the connection by which a shortest way arrives at a vertex, of those the one from the first by name; not ok where it begins.
func (r *Reach) arrival(v int32) (from arc, ok bool) {
	from.to = -1
	for _, a := range r.graph.in[v] {
		if r.tight(a.to, v, a.cost) && (from.to < 0 || a.to != from.to && r.graph.before(a.to, from.to)) {
			from = a
		}
	}
	return from, from.to >= 0
}

// CutAll returns a smallest set of connections whose removal separates all of to from all of starts.
func (g *Graph) CutAll(starts, to []int32) Cut {
	if len(to) == 1 {
		return g.Cut(starts, to[0])
	}
	joined := *g.Isolation
	end := int32(len(joined.Vertices))
	joined.Vertices = append(slices.Clip(joined.Vertices), result.Vertex{})
	joined.Connections = slices.Clip(joined.Connections)
	for _, v := range to {
		joined.Connections = append(joined.Connections, result.Connection{From: v, To: end})
	}
	return NewGraph(&joined).Cut(starts, end)
}
