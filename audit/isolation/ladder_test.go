package isolation_test

import (
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	"bulkhead/audit/isolation"
	"bulkhead/audit/result"
)

// Random workloads against the ladder's definition, read off plainly: the rung of the nearest edge, and the smallest lift that an
// exhaustive search finds, which is asked again without what it removes.
func TestPlace(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 10_000 {
		w := randomWorkload(random)
		isolation.Place(&w)

		want, possible := 5, 5
		if len(w.Edges) == 0 {
			want, possible = 1, 1
		}
		for _, e := range w.Edges {
			want = min(want, rungOf(&e, w.Alone))
			if !e.Unproven {
				possible = min(possible, rungOf(&e, w.Alone))
			}
		}
		if w.Rung != want || w.Possible != possible {
			t.Fatalf("on rung %d, at best %d; want %d and %d: %+v", w.Rung, w.Possible, want, possible, w)
		}
		checkLift(t, &w)
	}
}

// rungOf is where an edge holds a workload, as docs/isolation.md lists it; 5 is nowhere.
func rungOf(e *result.Edge, alone bool) int {
	rung, ok := map[string]int{
		" host none": 0, " host kernel-wide": 1, " host kernel-narrow": 2, " host vmm": 3, "vmm host none": 3, "vmm host kernel-narrow": 3,
	}[e.From+" "+e.To+" "+e.Cost]
	switch {
	case ok:
	case e.Caps > 0:
		rung = e.Caps
	case !alone && (e.Cost == "hardware" || e.To == "shared"):
		rung = 4
	default:
		rung = 5
	}
	return rung
}

func randomWorkload(random *rand.Rand) result.Workload {
	w := result.Workload{Name: "w", Alone: random.IntN(2) == 0}
	for range random.IntN(6) {
		kind := [][3]string{
			{"", "host", "none"},
			{"", "host", "kernel-wide"},
			{"", "host", "kernel-narrow"},
			{"", "host", "vmm"},
			{"", "host", "hardware"},
			{"", "vmm", "vmm"},
			{"", "cores", "hardware"},
			{"", "shared", "service"},
			{"vmm", "host", "none"},
			{"vmm", "host", "kernel-narrow"},
			{"vmm", "host", "confinement"},
		}[random.IntN(11)]
		e := result.Edge{
			ID: "edges/x", From: kind[0], To: kind[1], Cost: kind[2], Weight: isolation.Cost(kind[2]).Weight(), Unproven: random.IntN(3) == 0,
		}
		if kind[1] == "shared" && random.IntN(2) == 0 {
			e.Caps = 3 + random.IntN(2)
		}
		w.Edges = append(w.Edges, e)
	}
	return w
}

// checkLift removes every set of edges but all of them, and asks again.
func checkLift(t *testing.T, w *result.Workload) {
	t.Helper()
	best, rung := len(w.Edges), -1
	for removed := range 1<<len(w.Edges) - 1 {
		again := result.Workload{Alone: w.Alone}
		for i, e := range w.Edges {
			if removed>>i&1 == 0 {
				again.Edges = append(again.Edges, e)
			}
		}
		if isolation.Place(&again); again.Rung > w.Rung && bits.OnesCount(uint(removed)) < best {
			best, rung = bits.OnesCount(uint(removed)), again.Rung
		}
	}
	switch {
	case w.Lift == nil && rung >= 0:
		t.Fatalf("no lift although without %d edges it stands on rung %d: %+v", best, rung, w)
	case w.Lift != nil && (rung != w.Lift.Rung || best != len(w.Lift.Remove)):
		t.Fatalf("the lift to %d removes %d edges, where %d lift it to %d: %+v", w.Lift.Rung, len(w.Lift.Remove), best, rung, w)
	case w.Lift != nil:
		again := result.Workload{Alone: w.Alone}
		for i, e := range w.Edges {
			if !slices.Contains(w.Lift.Remove, i) {
				again.Edges = append(again.Edges, e)
			}
		}
		if isolation.Place(&again); again.Rung != w.Lift.Rung {
			t.Fatalf("without what the lift removes it stands on %d: %+v", again.Rung, w)
		}
	}
}
