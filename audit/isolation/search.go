package isolation

import (
	"slices"

	"bulkhead/audit/result"
)

// Graph answers what lies how far from what. It is used from one goroutine.
type Graph struct {
	*result.Isolation
	out, in [][]arc
	names   []string

	positions map[result.Vertex]int32 // made when the first is looked for
}

// arc is a connection seen from one of its ends.
type arc struct {
	to   int32 // the other end
	at   int32 // the connection's position
	cost cost
}

// cost is what a path adds up to: the edges' weights, then how many steps, then how many connections, belonging included. The last makes
// every path longer than its parts.
type cost struct{ distance, steps, hops int32 }

func (c cost) plus(d cost) cost {
	return cost{c.distance + d.distance, c.steps + d.steps, c.hops + d.hops}
}

func (c cost) less(d cost) bool {
	switch {
	case c.distance != d.distance:
		return c.distance < d.distance
	case c.steps != d.steps:
		return c.steps < d.steps
	}
	return c.hops < d.hops
}

// NewGraph prepares to search what is in i, which must not change any more.
func NewGraph(i *result.Isolation) *Graph {
	g := &Graph{Isolation: i, out: make([][]arc, len(i.Vertices)), in: make([][]arc, len(i.Vertices)), names: make([]string, len(i.Vertices))}
	for at := range i.Vertices {
		g.names[at] = Describe(&i.Vertices[at])
	}
	into, from := make([]int32, len(i.Vertices)), make([]int32, len(i.Vertices))
	for _, c := range i.Connections {
		from[c.From]++
		into[c.To]++
	}
	outs, ins := make([]arc, len(i.Connections)), make([]arc, len(i.Connections))
	for v := range i.Vertices {
		g.out[v], outs = outs[:0:from[v]], outs[from[v]:]
		g.in[v], ins = ins[:0:into[v]], ins[into[v]:]
	}
	for at, c := range i.Connections {
		one := cost{hops: 1}
		if c.Edge != nil {
			one.distance, one.steps = int32(c.Edge.Weight), 1
		}
		g.out[c.From] = append(g.out[c.From], arc{c.To, int32(at), one})
		g.in[c.To] = append(g.in[c.To], arc{c.From, int32(at), one})
	}
	return g
}

// Reach is how far everything lies from where an attacker starts.
type Reach struct {
	graph   *Graph
	starts  []int32
	costs   []cost
	reached []bool
}

// From measures how far everything lies from the nearest of starts.
func (g *Graph) From(starts ...int32) *Reach {
	r := &Reach{graph: g, starts: starts, costs: make([]cost, len(g.out)), reached: make([]bool, len(g.out))}
	done := make([]bool, len(g.out))
	q := &queue{}
	for _, start := range starts {
		r.reached[start] = true
		q.push(item{start, cost{}})
	}
	for len(*q) > 0 {
		next := q.pop()
		if done[next.vertex] {
			continue
		}
		done[next.vertex] = true
		for _, a := range g.out[next.vertex] {
			through := next.cost.plus(a.cost)
			if !r.reached[a.to] || through.less(r.costs[a.to]) {
				r.reached[a.to], r.costs[a.to] = true, through
				q.push(item{a.to, through})
			}
		}
	}
	return r
}

// Distance is the smallest sum of weights on a path to a vertex; not ok where there is none.
func (r *Reach) Distance(to int32) (distance int, ok bool) {
	return int(r.costs[to].distance), r.reached[to]
}

// Path is one way through the graph, as positions of connections.
type Path struct {
	Distance    int
	Connections []int32
}

// Path returns the path of the smallest distance, of those the one of the fewest steps, and of those the first by its vertices' names;
// nil where there is none.
func (r *Reach) Path(to int32) *Path {
	if !r.reached[to] {
		return nil
	}
	g := r.graph
	// Connections on some shortest path to it are tight; following tight ones forward by name finds the first.
	on := map[int32]bool{to: true}
	ahead := []int32{to}
	for len(ahead) > 0 {
		v := ahead[len(ahead)-1]
		ahead = ahead[:len(ahead)-1]
		for _, a := range g.in[v] {
			if r.tight(a.to, v, a.cost) && !on[a.to] {
				on[a.to] = true
				ahead = append(ahead, a.to)
			}
		}
	}
	at := int32(-1)
	for _, start := range r.starts {
		if on[start] && r.costs[start] == (cost{}) && (at < 0 || g.before(start, at)) {
			at = start
		}
	}
	path := &Path{Distance: int(r.costs[to].distance)}
	for at != to {
		best := arc{to: -1}
		for _, a := range g.out[at] {
			if on[a.to] && r.tight(at, a.to, a.cost) && (best.to < 0 || a.to != best.to && g.before(a.to, best.to)) {
				best = a
			}
		}
		path.Connections = append(path.Connections, best.at)
		at = best.to
	}
	return path
}

func (r *Reach) tight(from, to int32, c cost) bool {
	return r.reached[from] && r.costs[from].plus(c) == r.costs[to]
}

func (g *Graph) before(a, b int32) bool {
	if g.names[a] != g.names[b] {
		return g.names[a] < g.names[b]
	}
	return a < b
}

// Unproven says whether the path rests on an edge that is not proven.
func (g *Graph) Unproven(p *Path) bool {
	return slices.ContainsFunc(p.Connections, func(at int32) bool {
		e := g.Connections[at].Edge
		return e != nil && e.Unproven
	})
}

// Proven is the graph without what is not proven.
func (g *Graph) Proven() *Graph { return g.Without(func(e *result.Edge) bool { return e.Unproven }) }

// Without is the graph without the edges that gone names.
func (g *Graph) Without(gone func(*result.Edge) bool) *Graph {
	rest := *g.Isolation
	rest.Connections = nil
	for _, c := range g.Connections {
		if c.Edge == nil || !gone(c.Edge) {
			rest.Connections = append(rest.Connections, c)
		}
	}
	return NewGraph(&rest)
}

type item struct {
	vertex int32
	cost   cost
}

// queue is a heap by cost. That of container/heap would allocate each item.
type queue []item

func (q *queue) push(one item) {
	*q = append(*q, one)
	h, at := *q, len(*q)-1
	for at > 0 {
		above := (at - 1) / 2
		if !h[at].cost.less(h[above].cost) {
			return
		}
		h[at], h[above] = h[above], h[at]
		at = above
	}
}

func (q *queue) pop() item {
	h := *q
	first, last := h[0], len(h)-1
	h[0] = h[last]
	h = h[:last]
	*q = h
	for at := 0; ; {
		least := at
		for _, below := range [...]int{2*at + 1, 2*at + 2} {
			if below < last && h[below].cost.less(h[least].cost) {
				least = below
			}
		}
		if least == at {
			return first
		}
		h[at], h[least] = h[least], h[at]
		at = least
	}
}
