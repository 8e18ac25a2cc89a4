package isolation

import (
	"cmp"
	"slices"
	"strings"

	"bulkhead/audit/result"
)

// Rungs of the ladder are 0 to 5.
const Rungs = 6

// FirstDeclared is the lowest rung that takes more than the absence of something: a profile, a runtime, a label that is in force.
const FirstDeclared = 2

// FirstShown is the lowest rung that nothing of Kubernetes' reaches unless its node shows what is in force.
const FirstShown = caged

// caged is the rung of what has no way to its machine but through a caged virtual machine monitor, and alone that of what besides is not
// held together with others.
const (
	caged = 4
	alone = 5
)

// Matters says that an edge of a workload's subject counts on the ladder: it leads to the machine, or says that the workload has
// something in common with others there.
func Matters(e *result.Edge) bool {
	switch e.From {
	case "":
		return e.To == EndHost || e.To == EndVMM || inCommon(e)
	case EndVMM:
		return e.To == EndHost || e.To == EndVMM
	}
	return false
}

// inCommon says that an edge keeps a workload from having its cores, memory pages and devices to itself.
func inCommon(e *result.Edge) bool {
	return e.From == "" && (Cost(e.Cost) == Hardware || e.To == EndShared || e.Caps > 0)
}

// Place orders the workload's edges, the nearest first, and says where it stands: on the rung of its nearest way to the host.
func Place(w *result.Workload) {
	slices.SortFunc(w.Edges, func(a, b result.Edge) int {
		return cmp.Or(cmp.Compare(a.Weight, b.Weight), strings.Compare(a.From, b.From), strings.Compare(a.To, b.To), strings.Compare(a.ID, b.ID),
			strings.Compare(a.Part, b.Part), strings.Compare(a.Message, b.Message))
	})
	w.Rung = rung(w, func(*result.Edge) bool { return true })
	w.Possible = rung(w, func(e *result.Edge) bool { return !e.Unproven })
	w.Lift = lift(w)
}

// holds is the rung on which an edge holds a workload, or the highest for an edge that holds it nowhere. What gives away the machine to
// a virtual machine monitor that was broken leaves the monitor as the one wall. With others on the machine, what it has in common with
// them holds it below the highest; without, only what caps it does.
func holds(w *result.Workload, e *result.Edge) int {
	held := alone
	switch {
	case e.Caps > 0:
		held = e.Caps
	case inCommon(e) && !w.Alone:
		held = caged
	}
	if e.To != EndHost {
		return held
	}
	switch {
	case e.From == "":
	case Cost(e.Cost) == Confinement:
		return held
	default: // the monitor is the one wall, or in a container like any other
		return min(held, 3)
	}
	switch Cost(e.Cost) {
	case KernelWide:
		return min(held, 1)
	case KernelNarrow:
		return min(held, 2)
	case VMM:
		return min(held, 3)
	case Hardware:
		return held
	case None, Credential, Service, Confinement:
	}
	return 0
}

// rung is the lowest on which an edge holds that counts. A workload of which nothing is told shares its machine's kernel.
func rung(w *result.Workload, counts func(*result.Edge) bool) int {
	if len(w.Edges) == 0 {
		return 1
	}
	lowest := alone
	for i := range w.Edges {
		if counts(&w.Edges[i]) {
			lowest = min(lowest, holds(w, &w.Edges[i]))
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
		if holds(w, &w.Edges[i]) <= w.Rung {
			remove = append(remove, i)
		} else {
			others = true
		}
	}
	higher := rung(w, func(e *result.Edge) bool { return holds(w, e) > w.Rung })
	if len(remove) == 0 || !others || higher == w.Rung {
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
