package isolation

import (
	"cmp"
	"slices"
	"strings"

	"bulkhead/audit/result"
)

// Rungs of the ladder are 0 to 5. This version tells 0 to 3 apart: for 4 and 5 what cages a virtual machine monitor and what
// shares its machine would have to be shown.
const Rungs = 6

// Place orders the workload's edges, the nearest first, and says where it stands: on the rung of its nearest way to the host.
func Place(w *result.Workload) {
	slices.SortFunc(w.Edges, func(a, b result.Edge) int {
		return cmp.Or(cmp.Compare(a.Weight, b.Weight), strings.Compare(a.ID, b.ID), strings.Compare(a.Part, b.Part), strings.Compare(a.Message, b.Message))
	})
	all := func(*result.Edge) bool { return true }
	w.Rung, _ = rung(w.Edges, all)
	w.Possible, _ = rung(w.Edges, func(e *result.Edge) bool { return !e.Unproven })
	w.Lift = lift(w)
}

// rung is the rung of the nearest edge to the host among those that count. Without any it is the highest that this version knows, and
// not ok.
func rung(edges []result.Edge, counts func(*result.Edge) bool) (r int, ok bool) {
	for i := range edges {
		if e := &edges[i]; e.To == "host" && counts(e) {
			return Cost(e.Cost).rung(), true
		}
	}
	return VMM.rung(), false
}

// lift removes all edges that hold the workload on its rung, and asks again.
func lift(w *result.Workload) *result.Lift {
	var remove []int
	for i := range w.Edges {
		if e := &w.Edges[i]; e.To == "host" && Cost(e.Cost).rung() <= w.Rung {
			remove = append(remove, i)
		}
	}
	higher, ok := rung(w.Edges, func(e *result.Edge) bool { return Cost(e.Cost).rung() > w.Rung })
	if !ok {
		return nil
	}
	return &result.Lift{Rung: higher, Remove: remove}
}

// Compare orders workloads, the weakest first.
func Compare(a, b *result.Workload) int {
	return cmp.Or(
		cmp.Compare(a.Rung, b.Rung),
		strings.Compare(a.Target, b.Target),
		strings.Compare(a.Namespace, b.Namespace),
		strings.Compare(a.Resource, b.Resource),
		strings.Compare(a.Name, b.Name),
	)
}
