package isolation

import (
	"container/heap"
	"slices"

	"bulkhead/audit/result"
)

// Neighbours says of each workload how far the nearest workload of another trust zone lies, whoever that is. What is in no zone is nobody's
// neighbour, and has all zones for neighbours. Nor is a guest that is a cluster's node anybody's.
func Neighbours(i *result.Isolation) {
	g := NewGraph(i)
	targets := make(map[int32]string)
	at := make([]int32, len(i.Workloads))
	for n := range i.Workloads {
		w := &i.Workloads[n]
		v, ok := g.find(workloadVertex(w))
		if at[n] = v; !ok {
			at[n] = -1
		} else if w.Zone != "" && !g.isNode(v) {
			targets[v] = w.Zone
		}
	}
	all, proven := g.nearestZones(targets), g.Proven().nearestZones(targets)
	for n := range i.Workloads {
		w := &i.Workloads[n]
		if at[n] < 0 {
			continue
		}
		found := all[at[n]].other(w.Zone)
		if found == nil {
			continue
		}
		w.Neighbour = &result.Neighbour{Vertex: found.target, Distance: int(found.cost.distance)}
		if sure := proven[at[n]].other(w.Zone); sure != nil {
			distance := int(sure.cost.distance)
			w.Neighbour.Proven = &distance
		}
	}
}

// isNode says that a guest is a cluster's node: what runs there are its pods, and itself it is nobody's neighbour.
func (g *Graph) isNode(guest int32) bool {
	return g.Vertices[guest].Kind == KindDomain && slices.ContainsFunc(g.out[guest], func(a arc) bool { return g.Vertices[a.to].Kind == KindNode })
}

// nearestZones finds for each vertex the two nearest zones of targets: if the one is a workload's own, the other is not. It searches from
// all targets at once, against the connections.
func (g *Graph) nearestZones(targets map[int32]string) []nearby {
	found := make([]nearby, len(g.out))
	q := &approaches{}
	for v, zone := range targets {
		heap.Push(q, approach{vertex: v, zone: zone, target: v})
		if contents, ok := g.contents(v); ok { // what is in its pods is what there is to take
			heap.Push(q, approach{vertex: contents, zone: zone, target: v})
		}
	}
	for q.Len() > 0 {
		next, _ := heap.Pop(q).(approach)
		if !found[next.vertex].add(next) {
			continue
		}
		for _, a := range g.in[next.vertex] {
			further := next
			further.vertex, further.cost = a.to, next.cost.plus(a.cost)
			if found[a.to].wants(next.zone) {
				heap.Push(q, further)
			}
		}
	}
	return found
}

// approach is a way from a vertex to a target.
type approach struct {
	vertex, target int32
	cost           cost
	zone           string
}

// nearby are the nearest targets of two zones.
type nearby struct {
	n   int
	two [2]approach
}

func (f *nearby) wants(zone string) bool { return f.n < 2 && (f.n == 0 || f.two[0].zone != zone) }

func (f *nearby) add(a approach) bool {
	if !f.wants(a.zone) {
		return false
	}
	f.two[f.n] = a
	f.n++
	return true
}

// other is the nearest of another zone, nil where there is none.
func (f *nearby) other(zone string) *approach {
	for n := range f.n {
		if f.two[n].zone != zone {
			return &f.two[n]
		}
	}
	return nil
}

// approaches is a heap, the nearest first, of those as near the first by name.
type approaches []approach

func (q approaches) Len() int { return len(q) }

func (q approaches) Less(i, j int) bool {
	switch a, b := &q[i], &q[j]; {
	case a.cost != b.cost:
		return a.cost.less(b.cost)
	case a.target != b.target:
		return a.target < b.target
	default:
		return a.vertex < b.vertex
	}
}

func (q approaches) Swap(i, j int) { q[i], q[j] = q[j], q[i] }

// Push and Pop are for package heap.
func (q *approaches) Push(one any) {
	a, _ := one.(approach)
	*q = append(*q, a)
}

// Pop takes the last.
func (q *approaches) Pop() any {
	last := len(*q) - 1
	a := (*q)[last]
	*q = (*q)[:last]
	return a
}
