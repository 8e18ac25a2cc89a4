package isolation

import "slices"

// Cut is a smallest set of edges without which nothing leads from one vertex to another.
type Cut struct {
	// Connections are one for each edge that has to go, by their positions. All connections that share an edge go with it.
	Connections []int32
	// Impossible says that what belongs to the other connects them, so that no change of configuration separates them.
	Impossible bool
}

// never is the capacity of what cannot be removed.
const never = int32(1) << 30

// Cut returns a smallest set of connections whose removal separates to from all of starts; of several sets the one that lies nearest to
// the starts. What merely belongs together cannot be removed.
func (g *Graph) Cut(starts []int32, to int32) Cut {
	if slices.Contains(starts, to) {
		return Cut{Impossible: true}
	}
	f := newFlow(g, starts, to)
	for f.level(starts, to) {
		f.next = make([]int32, len(f.arcs))
		for _, start := range starts {
			for {
				pushed := f.push(start, to, never)
				if pushed > never/2 {
					return Cut{Impossible: true}
				}
				if pushed == 0 {
					break
				}
			}
		}
	}
	var cut Cut
	for at, c := range g.Connections {
		if f.between[c.From] && f.between[c.To] && f.levels[c.From] >= 0 && f.levels[c.To] < 0 {
			cut.Connections = append(cut.Connections, int32(at))
		}
	}
	return cut
}

// flow is Dinic's algorithm on what lies between the starts and the end.
type flow struct {
	between []bool
	arcs    [][]flowArc
	levels  []int32 // steps from the starts through what has room, -1 where there is no way
	next    []int32
}

type flowArc struct {
	to, back int32 // back is the position of the opposite arc at the other end
	room     int32
}

func newFlow(g *Graph, starts []int32, to int32) *flow {
	f := &flow{arcs: make([][]flowArc, len(g.out)), levels: make([]int32, len(g.out)), between: make([]bool, len(g.out))}
	forward, backward := spread(g.out, starts), spread(g.in, []int32{to})
	for v := range f.between {
		f.between[v] = forward[v] && backward[v]
	}
	for _, c := range g.Connections {
		if !f.between[c.From] || !f.between[c.To] || c.From == c.To {
			continue
		}
		room := never
		if c.Edge != nil {
			room = 1
		}
		f.arcs[c.From] = append(f.arcs[c.From], flowArc{c.To, int32(len(f.arcs[c.To])), room})
		f.arcs[c.To] = append(f.arcs[c.To], flowArc{c.From, int32(len(f.arcs[c.From])) - 1, 0})
	}
	return f
}

// spread says what can be reached.
func spread(arcs [][]arc, from []int32) []bool {
	reached := make([]bool, len(arcs))
	ahead := slices.Clone(from)
	for _, v := range from {
		reached[v] = true
	}
	for len(ahead) > 0 {
		v := ahead[len(ahead)-1]
		ahead = ahead[:len(ahead)-1]
		for _, a := range arcs[v] {
			if !reached[a.to] {
				reached[a.to] = true
				ahead = append(ahead, a.to)
			}
		}
	}
	return reached
}

func (f *flow) level(starts []int32, to int32) bool {
	for v := range f.levels {
		f.levels[v] = -1
	}
	ahead := slices.Clone(starts)
	for _, v := range starts {
		f.levels[v] = 0
	}
	for len(ahead) > 0 {
		v := ahead[0]
		ahead = ahead[1:]
		for _, a := range f.arcs[v] {
			if a.room > 0 && f.levels[a.to] < 0 {
				f.levels[a.to] = f.levels[v] + 1
				ahead = append(ahead, a.to)
			}
		}
	}
	return f.levels[to] >= 0
}

// push sends one more along a shortest way, and returns how much; it walks with a stack of its own, since ways may be long.
func (f *flow) push(start, to, most int32) int32 {
	type step struct{ at, arc int32 }
	var way []step
	at := start
	for at != to {
		arcs := f.arcs[at]
		for f.next[at] < int32(len(arcs)) {
			a := arcs[f.next[at]]
			if a.room > 0 && f.levels[a.to] == f.levels[at]+1 {
				break
			}
			f.next[at]++
		}
		if f.next[at] < int32(len(arcs)) {
			way = append(way, step{at, f.next[at]})
			at = arcs[f.next[at]].to
			continue
		}
		if len(way) == 0 {
			return 0
		}
		at = way[len(way)-1].at
		way = way[:len(way)-1]
		f.next[at]++
	}
	for _, s := range way {
		most = min(most, f.arcs[s.at][s.arc].room)
	}
	if most > never/2 { // nothing on the way can be removed
		return most
	}
	for _, s := range way {
		a := &f.arcs[s.at][s.arc]
		a.room -= most
		f.arcs[a.to][a.back].room += most
	}
	return most
}
