package isolation_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"bulkhead/audit/isolation"
	"bulkhead/audit/result"
)

// BenchmarkAsk asks for a blast radius, and for paths with a cut, in a graph of the size that 100,000 pods of 10,000 workloads on 1,000
// nodes make.
func BenchmarkAsk(b *testing.B) {
	i := largeGraph()
	b.Run("blast radius", func(b *testing.B) {
		for b.Loop() {
			isolation.Ask(i, 0, nil)
		}
	})
	b.Run("paths and cut", func(b *testing.B) {
		for b.Loop() {
			isolation.Ask(i, 0, []int32{int32(len(i.Vertices)) - 1})
		}
	})
}

func largeGraph() *result.Isolation {
	random := rand.New(rand.NewPCG(1, 1))
	build := isolation.NewBuilder()
	vertex := func(kind string, n int) result.Vertex { return result.Vertex{Kind: kind, Name: fmt.Sprintf("%06d", n)} }
	for w := range 10_000 {
		workload, machines, placed, contents := vertex("workload", w), vertex("machines", w), vertex("placed", w), vertex("contents", w)
		cost := isolation.KernelNarrow
		if w%10 == 0 {
			cost = isolation.None
		}
		build.Connect(workload, machines, &result.Edge{ID: "out", Weight: cost.Weight()})
		build.Belong(workload, contents)
		build.Connect(placed, contents, &result.Edge{ID: "in"})
		build.Connect(contents, vertex("account", w%5_000), &result.Edge{ID: "token", Weight: 1})
		for range 10 {
			node := vertex("node", random.IntN(1_000))
			build.Belong(machines, node)
			build.Belong(node, placed)
		}
	}
	for g := range 5_000 {
		build.Connect(vertex("account", g), vertex("workload", random.IntN(10_000)), &result.Edge{ID: "exec"})
	}
	i := &result.Isolation{}
	build.Put(i)
	return i
}
