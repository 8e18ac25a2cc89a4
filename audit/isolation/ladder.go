package isolation

import (
	"cmp"
	"slices"
	"strings"

	"bulkhead/audit/result"
)

// Rungs of the ladder are 0 to 5.
const Rungs = 6

// highest is the rung of what has no way to its machine but through a caged virtual machine monitor. If it is alone there it stands one
// higher.
const highest = 4

// Place orders the workload's edges, the nearest first, and says where it stands: on the rung of its nearest way to the host.
func Place(w *result.Workload) {
	slices.SortFunc(w.Edges, func(a, b result.Edge) int {
		return cmp.Or(cmp.Compare(a.Weight, b.Weight), strings.Compare(a.From, b.From), strings.Compare(a.To, b.To), strings.Compare(a.ID, b.ID),
			strings.Compare(a.Part, b.Part), strings.Compare(a.Message, b.Message))
	})
	w.Rung = rung(w.Edges, func(*result.Edge) bool { return true })
	w.Possible = rung(w.Edges, func(e *result.Edge) bool { return !e.Unproven })
	w.Lift = lift(w)
	if w.Alone {
		w.Rung, w.Possible = raised(w.Rung), raised(w.Possible)
		if w.Lift != nil {
			w.Lift.Rung = raised(w.Lift.Rung)
		}
	}
}

func raised(rung int) int {
	if rung == highest {
		return highest + 1
	}
	return rung
}

// holds is the rung on which an edge holds a workload, or the highest for an edge that holds it nowhere. What gives away the machine to
// a virtual machine monitor that was broken leaves the monitor as the one wall.
func holds(e *result.Edge) int {
	switch {
	case e.To != EndHost:
	case e.From == EndVMM:
		if Cost(e.Cost) == None {
			return 3
		}
	case e.From == "":
		switch Cost(e.Cost) {
		case KernelWide:
			return 1
		case KernelNarrow:
			return 2
		case VMM:
			return 3
		case None, Credential, Service, Confinement, Hardware:
			return 0
		}
	}
	return highest
}

// rung is the lowest on which an edge holds that counts. A workload of which nothing is told shares its machine's kernel.
func rung(edges []result.Edge, counts func(*result.Edge) bool) int {
	lowest := highest
	if len(edges) == 0 {
		lowest = 1
	}
	for i := range edges {
		if counts(&edges[i]) {
			lowest = min(lowest, holds(&edges[i]))
		}
	}
	return lowest
}

// lift removes all edges that hold the workload on its rung, and asks again. Without all of a pod's ways it would stand on a rung that
// pods have not.
func lift(w *result.Workload) *result.Lift {
	var remove []int
	others := false
	for i := range w.Edges {
		if holds(&w.Edges[i]) <= w.Rung {
			remove = append(remove, i)
		} else {
			others = true
		}
	}
	higher := rung(w.Edges, func(e *result.Edge) bool { return holds(e) > w.Rung })
	if len(remove) == 0 || !others {
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
