package reports

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"bulkhead/audit/isolation"
	"bulkhead/audit/result"
)

// outOfReach counts workloads from which no other zone is in reach.
const outOfReach = -1

// axes shows by platform what an attacker must break to reach a neighbour, and what the machine's owner must to read a workload.
func (t *ladderTable) axes() {
	near, kept := map[string]map[int]int{}, map[string]map[string]int{}
	for i := range t.report.Isolation.Workloads {
		w := &t.report.Isolation.Workloads[i]
		if near[w.Platform] == nil {
			near[w.Platform], kept[w.Platform] = map[int]int{}, map[string]int{}
		}
		distance := outOfReach
		if w.Neighbour != nil {
			distance = w.Neighbour.Distance
		}
		near[w.Platform][distance]++
		kept[w.Platform][wallOf(w)]++
	}
	if len(near) == 0 {
		return
	}
	t.blank()
	t.para(0, 2, span{strong, "NEIGHBOURS"}, span{faint, "  how far the nearest workload of another trust zone lies"})
	for _, platform := range slices.Sorted(maps.Keys(near)) {
		var counts []string
		for _, distance := range slices.SortedFunc(maps.Keys(near[platform]), func(a, b int) int { return cmp.Compare(uint(a), uint(b)) }) {
			at := fmt.Sprintf("at %d", distance)
			if distance == outOfReach {
				at = "out of reach"
			}
			counts = append(counts, inside(thousands(near[platform][distance])+" "+at))
		}
		t.para(2, 4, span{"", platform}, gap(2), span{"", strings.Join(counts, ", ")})
	}
	t.blank()
	t.para(0, 2, span{strong, "OPERATOR"}, span{faint, "  what keeps their memory from who owns the machine"})
	for _, platform := range slices.Sorted(maps.Keys(kept)) {
		var counts []string
		for _, wall := range slices.Sorted(maps.Keys(kept[platform])) {
			counts = append(counts, inside(thousands(kept[platform][wall])+" "+wall))
		}
		t.para(2, 4, span{"", platform}, gap(2), span{"", strings.Join(counts, ", ")})
	}
}

// wallOf says what keeps a workload's memory from its machine's owner.
func wallOf(w *result.Workload) string {
	switch {
	case w.Operator == "" || w.Operator == isolation.WallNone:
		return "nothing"
	case w.Attested:
		return w.Operator + " (asks for attestation)"
	}
	return w.Operator + " (attestation not shown)"
}

// weights says which weights are not bulkhead's own.
func (t *ladderTable) weights() {
	if changed := isolation.Changed(t.report.Isolation.Weights); len(changed) > 0 {
		t.blank()
		t.para(0, 2, span{doubt, "Weights of your own: " + strings.Join(changed, ", ") + "."})
	}
}
