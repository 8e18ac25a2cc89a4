package isolation

import (
	"math/rand/v2"
	"testing"

	"bulkhead/audit/result"
	"bulkhead/testdata/generated"
)

// What one search finds for many sets of starts is what a search for each finds.
func TestSpreadAgainstSearches(t *testing.T) {
	graphs, seed := 300, generated.Seed(t)
	if generated.Long() {
		graphs = 3000
	}
	random := rand.New(rand.NewPCG(seed, 5))
	apart := 0
	for range graphs {
		i := &result.Isolation{Vertices: make([]result.Vertex, 2+random.IntN(60))}
		anywhere := func() int32 { return int32(random.IntN(len(i.Vertices))) }
		weights := []int{0, 0, 1, 3, 4, 10}
		for range random.IntN(4 * len(i.Vertices)) {
			c := result.Connection{From: anywhere(), To: anywhere()}
			if random.IntN(4) > 0 {
				c.Edge = &result.Edge{Weight: weights[random.IntN(len(weights))]}
			}
			i.Connections = append(i.Connections, c)
		}
		g := NewGraph(i)
		sets := make([][]int32, 1+random.IntN(together))
		for set := range sets {
			for range random.IntN(4) {
				sets[set] = append(sets[set], anywhere())
			}
		}
		places := 1 + random.IntN(5)
		in := make([][]int32, len(i.Vertices))
		for v := range in {
			for range random.IntN(3) {
				in[v] = append(in[v], int32(random.IntN(places)))
			}
		}
		got := g.nearest(sets, in, places)
		for set, starts := range sets {
			reach := g.From(starts...)
			for place := range places {
				want := int32(-1)
				for v := range in {
					for _, at := range in[v] {
						if d, ok := reach.Distance(int32(v)); ok && int(at) == place && (want < 0 || int32(d) < want) {
							want = int32(d)
						}
					}
				}
				if want < 0 {
					apart++
				}
				if got[set][place] != want {
					t.Fatalf("set %d lies %d from place %d, want %d, BULKHEAD_SEED=%d", set, got[set][place], place, want, seed)
				}
			}
		}
	}
	if apart == 0 {
		t.Error("every set reaches every place")
	}
}
