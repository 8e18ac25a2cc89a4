package isolation

import (
	"maps"
	"math/bits"
	"slices"
)

// together is how many sets of starts one search measures: a bit of a word each.
const together = 64

// spread measures how far everything lies from each of at most [together] sets of starts, in one search for all of them: vertices are
// visited by distance, with those sets, as bits, that lie so far from them. It tells distances only, of which [Graph.From] also tells the
// paths.
func (g *Graph) spread(sets [][]int32, visit func(v int32, newly uint64, distance int32)) {
	arrived := make([]uint64, len(g.out))
	open := map[int32]*front{}
	var spare []*front
	reach := func(v int32, set uint64, distance int32) {
		f := open[distance]
		if f == nil {
			if last := len(spare) - 1; last >= 0 {
				f, spare = spare[last], spare[:last]
			} else {
				f = &front{sets: make([]uint64, len(g.out))}
			}
			open[distance] = f
		}
		f.add(v, set)
	}
	for set, starts := range sets {
		for _, v := range starts {
			reach(v, 1<<set, 0)
		}
	}
	for len(open) > 0 {
		distance := slices.Min(slices.Collect(maps.Keys(open)))
		f := open[distance]
		for n := 0; n < len(f.vertices); n++ { // it grows by what costs nothing
			v := f.vertices[n]
			newly := f.sets[v] &^ arrived[v]
			f.sets[v] = 0
			if newly == 0 {
				continue
			}
			arrived[v] |= newly
			visit(v, newly, distance)
			for _, a := range g.out[v] {
				further := newly &^ arrived[a.to]
				switch {
				case further == 0:
				case a.cost.distance == 0:
					f.add(a.to, further)
				default:
					reach(a.to, further, distance+a.cost.distance)
				}
			}
		}
		delete(open, distance)
		f.vertices = f.vertices[:0]
		spare = append(spare, f)
	}
}

// front is what is to be visited at one distance.
type front struct {
	vertices []int32
	sets     []uint64 // by vertex
}

func (f *front) add(v int32, sets uint64) {
	if f.sets[v] == 0 {
		f.vertices = append(f.vertices, v)
	}
	f.sets[v] |= sets
}

// nearest returns how far, at the least, each place lies from each of at most [together] sets of starts, -1 where no way leads there. The
// places that a vertex is in are given by vertex.
func (g *Graph) nearest(sets [][]int32, in [][]int32, places int) [][]int32 {
	distances := make([][]int32, len(sets))
	for set := range distances {
		distances[set] = slices.Repeat([]int32{-1}, places)
	}
	reached := make([]uint64, places)
	g.spread(sets, func(v int32, newly uint64, distance int32) {
		for _, place := range in[v] {
			for rest := newly &^ reached[place]; rest != 0; rest &= rest - 1 {
				distances[bits.TrailingZeros64(rest)][place] = distance
			}
			reached[place] |= newly
		}
	})
	return distances
}
