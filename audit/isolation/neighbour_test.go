package isolation_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"bulkhead/audit/isolation"
	"bulkhead/audit/result"
	"bulkhead/testdata/generated"
)

// On random graphs the nearest neighbour lies as far as the nearest of all workloads of other zones, each asked for by itself.
func TestNeighboursAgainstSearch(t *testing.T) {
	graphs, seed := 1000, generated.Seed(t)
	if generated.Long() {
		graphs = 10_000
	}
	random := rand.New(rand.NewPCG(seed, 5))
	near, far := 0, 0
	for range graphs {
		i := randomGraph(random)
		zones := []string{"", "a", "b", "c"}
		for v := range i.Vertices {
			i.Vertices[v] = result.Vertex{Kind: isolation.KindWorkload, Resource: "Pod", Name: fmt.Sprint(v)}
			i.Workloads = append(i.Workloads, result.Workload{
				Platform: "kubernetes", Resource: "Pod", Name: fmt.Sprint(v), Zone: zones[random.IntN(4)],
			})
		}
		for _, c := range i.Connections {
			if c.Edge != nil {
				c.Edge.Unproven = random.IntN(4) == 0
			}
		}
		isolation.Neighbours(i)
		g := isolation.NewGraph(i)
		for from := range i.Workloads {
			w := &i.Workloads[from]
			want, ok := nearestOther(i, g, from)
			sure, proven := nearestOther(i, g.Proven(), from)
			switch n := w.Neighbour; {
			case n == nil && ok || n != nil && (!ok || n.Distance != want):
				t.Fatalf("neighbour of %d %+v, want %d %v in %s", from, n, want, ok, show(i))
			case n == nil:
				far++
			case (n.Proven != nil) != proven || proven && *n.Proven != sure:
				t.Fatalf("proven neighbour of %d %+v, want %d %v in %s", from, n, sure, proven, show(i))
			default:
				near++
			}
		}
	}
	t.Logf("%d graphs, %d with neighbours, %d without, BULKHEAD_SEED=%d", graphs, near, far, seed)
	if min(near, far) < graphs/10 {
		t.Error("one kind of answer is too rare")
	}
}

// nearestOther asks for each workload of another zone.
func nearestOther(i *result.Isolation, g *isolation.Graph, from int) (distance int, ok bool) {
	reach := g.From(int32(from))
	for to := range i.Workloads {
		zone := i.Workloads[to].Zone
		if to == from || zone == "" || zone == i.Workloads[from].Zone {
			continue
		}
		if d, reached := reach.Distance(int32(to)); reached && (!ok || d < distance) {
			distance, ok = d, true
		}
	}
	return distance, ok
}
