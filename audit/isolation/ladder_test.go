package isolation_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"bulkhead/audit/isolation"
	"bulkhead/audit/result"
)

// Random workloads against the ladder's definition, read off plainly: the rung of the nearest edge, and a lift that is as small as
// can be, which is asked again without what it removes.
func TestPlace(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	rungs := map[string]int{"none": 0, "kernel-wide": 1, "kernel-narrow": 2, "vmm": 3}
	for range 10_000 {
		w := randomWorkload(random)
		isolation.Place(&w)

		want, possible := 3, 3
		for _, e := range w.Edges {
			want = min(want, rungs[e.Cost])
			if !e.Unproven {
				possible = min(possible, rungs[e.Cost])
			}
		}
		if w.Rung != want || w.Possible != possible {
			t.Fatalf("on rung %d, at best %d; want %d and %d: %+v", w.Rung, w.Possible, want, possible, w.Edges)
		}
		checkLift(t, &w, rungs)
	}
}

func randomWorkload(random *rand.Rand) result.Workload {
	w := result.Workload{Name: "w"}
	for range random.IntN(6) {
		cost := isolation.Costs()[random.IntN(4)]
		w.Edges = append(w.Edges, result.Edge{
			ID: "edges/x", To: "host", Cost: string(cost), Weight: cost.Weight(), Unproven: random.IntN(3) == 0,
		})
	}
	return w
}

func checkLift(t *testing.T, w *result.Workload, rungs map[string]int) {
	t.Helper()
	higher := slices.ContainsFunc(w.Edges, func(e result.Edge) bool { return rungs[e.Cost] > w.Rung })
	if w.Lift == nil {
		if higher {
			t.Fatalf("no lift although other edges lie farther: %+v", w)
		}
		return
	}
	without := func(leave int) result.Workload {
		var kept []result.Edge
		for i, e := range w.Edges {
			if i == leave || !slices.Contains(w.Lift.Remove, i) {
				kept = append(kept, e)
			}
		}
		again := result.Workload{Edges: kept}
		isolation.Place(&again)
		return again
	}
	if again := without(-1); again.Rung != w.Lift.Rung || again.Rung <= w.Rung {
		t.Fatalf("stands on %d after the lift to %d from %d", again.Rung, w.Lift.Rung, w.Rung)
	}
	for _, i := range w.Lift.Remove {
		if again := without(i); again.Rung != w.Rung {
			t.Fatalf("the lift removes edge %d for nothing: %+v", i, w)
		}
	}
}
