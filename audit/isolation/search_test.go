package isolation_test

import (
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/graph/path"
	"gonum.org/v1/gonum/graph/simple"

	"bulkhead/audit/isolation"
	"bulkhead/audit/result"
	"bulkhead/testdata/generated"
)

// Distances on random graphs are those of gonum; paths are those of a search through all of them, ties included; and no set of edges
// smaller than a cut separates its ends, while the cut does.
func TestSearchAgainstReferences(t *testing.T) {
	graphs, seed := 1000, generated.Seed(t)
	if generated.Long() {
		graphs = 10_000
	}
	random := rand.New(rand.NewPCG(seed, 3))
	reached, cuts, impossible := 0, 0, 0
	for range graphs {
		i := randomGraph(random)
		g := isolation.NewGraph(i)
		from := int32(random.IntN(len(i.Vertices)))
		reach := g.From(from)
		shortest := path.DijkstraFrom(simple.Node(from), weighted(i))
		for to := range int32(len(i.Vertices)) {
			distance, ok := reach.Distance(to)
			want := shortest.WeightTo(int64(to))
			if ok == math.IsInf(want, 1) || (ok && float64(distance) != want) {
				t.Fatalf("distance %d %v, want %v: from %d to %d in %s", distance, ok, want, from, to, show(i))
			}
			if !ok || to == from {
				continue
			}
			reached++
			got, best := reach.Path(to), exhaustive(i, from, to)
			if namesOn(i, from, got.Connections) != best {
				t.Fatalf("path %s, want %s: from %d to %d in %s", namesOn(i, from, got.Connections), best, from, to, show(i))
			}
			cut := g.Cut([]int32{from}, to)
			if smallest := smallestCut(i, from, to); cut.Impossible != (smallest < 0) || (smallest >= 0 && len(cut.Connections) != smallest) {
				t.Fatalf("cut %+v, want %d edges: from %d to %d in %s", cut, smallest, from, to, show(i))
			}
			if cut.Impossible {
				impossible++
				continue
			}
			cuts++
			if connected(i, from, to, func(at int) bool { return slices.Contains(cut.Connections, int32(at)) }) {
				t.Fatalf("cut %+v separates nothing: from %d to %d in %s", cut, from, to, show(i))
			}
		}
	}
	t.Logf("%d graphs, %d paths, %d cuts, %d pairs that none separates, BULKHEAD_SEED=%d", graphs, reached, cuts, impossible, seed)
	if min(cuts, impossible) < graphs/10 {
		t.Error("one kind of answer is too rare")
	}
}

// randomGraph has few vertices and edges, so that all paths and all sets of edges can be looked at. Weights are often equal.
func randomGraph(random *rand.Rand) *result.Isolation {
	i := &result.Isolation{}
	for v := range 2 + random.IntN(6) {
		i.Vertices = append(i.Vertices, result.Vertex{Kind: isolation.KindNode, Name: fmt.Sprint(v)})
	}
	weights := []int{0, 1, 1, 3}
	for range random.IntN(12) {
		c := result.Connection{From: int32(random.IntN(len(i.Vertices))), To: int32(random.IntN(len(i.Vertices)))}
		if random.IntN(4) > 0 {
			c.Edge = &result.Edge{ID: "e", Weight: weights[random.IntN(4)]}
		}
		if c.From != c.To {
			i.Connections = append(i.Connections, c)
		}
	}
	return i
}

// weighted is the graph for gonum, of parallel edges the lightest.
func weighted(i *result.Isolation) *simple.WeightedDirectedGraph {
	g := simple.NewWeightedDirectedGraph(0, math.Inf(1))
	for v := range i.Vertices {
		g.AddNode(simple.Node(v))
	}
	for _, c := range i.Connections {
		from, to, w := simple.Node(c.From), simple.Node(c.To), weight(c)
		if old := g.WeightedEdge(int64(c.From), int64(c.To)); old == nil || old.Weight() > w {
			g.SetWeightedEdge(g.NewWeightedEdge(from, to, w))
		}
	}
	return g
}

func weight(c result.Connection) float64 {
	if c.Edge == nil {
		return 0
	}
	return float64(c.Edge.Weight)
}

// exhaustive looks at all simple paths for the least by distance, steps, length and names.
func exhaustive(i *result.Isolation, from, to int32) string {
	type found struct {
		distance, steps, hops int
		names                 string
	}
	var best *found
	on := map[int32]bool{from: true}
	var walk func(at int32, so found)
	walk = func(at int32, so found) {
		if at == to {
			if best == nil || so.distance < best.distance ||
				(so.distance == best.distance && (so.steps < best.steps || (so.steps == best.steps && (so.hops < best.hops ||
					(so.hops == best.hops && so.names < best.names))))) {
				best = &so
			}
			return
		}
		for _, c := range i.Connections {
			if c.From != at || on[c.To] {
				continue
			}
			next := found{so.distance, so.steps, so.hops + 1, so.names + " " + i.Vertices[c.To].Name}
			if c.Edge != nil {
				next.distance += c.Edge.Weight
				next.steps++
			}
			on[c.To] = true
			walk(c.To, next)
			on[c.To] = false
		}
	}
	walk(from, found{names: i.Vertices[from].Name})
	return best.names
}

func namesOn(i *result.Isolation, from int32, connections []int32) string {
	names := i.Vertices[from].Name
	for _, at := range connections {
		names += " " + i.Vertices[i.Connections[at].To].Name
	}
	return names
}

// smallestCut tries all sets of edges, and returns -1 where none separates.
func smallestCut(i *result.Isolation, from, to int32) int {
	smallest := -1
	for set := range uint(1) << len(i.Connections) {
		if n := bits.OnesCount(set); smallest >= 0 && n >= smallest {
			continue
		}
		removable := true
		for at, c := range i.Connections {
			removable = removable && (set&(1<<at) == 0 || c.Edge != nil)
		}
		if removable && !connected(i, from, to, func(at int) bool { return set&(1<<at) != 0 }) {
			smallest = bits.OnesCount(set)
		}
	}
	return smallest
}

func connected(i *result.Isolation, from, to int32, gone func(at int) bool) bool {
	reached := map[int32]bool{from: true}
	for range i.Vertices {
		for at, c := range i.Connections {
			if reached[c.From] && !gone(at) {
				reached[c.To] = true
			}
		}
	}
	return reached[to]
}

func show(i *result.Isolation) string {
	text := fmt.Sprintf("%d vertices", len(i.Vertices))
	for _, c := range i.Connections {
		text += fmt.Sprintf(", %d-%d", c.From, c.To)
		if c.Edge != nil {
			text += fmt.Sprintf(" (%d)", c.Edge.Weight)
		}
	}
	return text
}
