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
	for range 10_000 {
		w := randomWorkload(random)
		isolation.Place(&w)

		want, possible := 4, 4
		if len(w.Edges) == 0 {
			want, possible = 1, 1
		}
		for _, e := range w.Edges {
			want = min(want, rungOf(&e))
			if !e.Unproven {
				possible = min(possible, rungOf(&e))
			}
		}
		if w.Rung != want || w.Possible != possible {
			t.Fatalf("on rung %d, at best %d; want %d and %d: %+v", w.Rung, w.Possible, want, possible, w.Edges)
		}
		checkLift(t, &w)
	}
}

// rungOf is where an edge holds a workload, as docs/isolation.md lists it; 4 is nowhere.
func rungOf(e *result.Edge) int {
	rung, ok := map[string]int{
		" host none": 0, " host kernel-wide": 1, " host kernel-narrow": 2, " host vmm": 3, "vmm host none": 3,
	}[e.From+" "+e.To+" "+e.Cost]
	if !ok {
		return 4
	}
	return rung
}

func randomWorkload(random *rand.Rand) result.Workload {
	w := result.Workload{Name: "w"}
	for range random.IntN(6) {
		kind := [][3]string{
			{"", "host", "none"},
			{"", "host", "kernel-wide"},
			{"", "host", "kernel-narrow"},
			{"", "host", "vmm"},
			{"", "vmm", "vmm"},
			{"vmm", "host", "none"},
			{"vmm", "host", "confinement"},
		}[random.IntN(7)]
		w.Edges = append(w.Edges, result.Edge{
			ID: "edges/x", From: kind[0], To: kind[1], Cost: kind[2], Weight: isolation.Cost(kind[2]).Weight(), Unproven: random.IntN(3) == 0,
		})
	}
	return w
}

func checkLift(t *testing.T, w *result.Workload) {
	t.Helper()
	higher := slices.ContainsFunc(w.Edges, func(e result.Edge) bool { return rungOf(&e) > w.Rung })
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
