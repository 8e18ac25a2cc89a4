package isolation

import (
	"slices"

	"bulkhead/audit/result"
)

// Ways are the positions of the connections on the ways that i's query found: its paths, or of a blast radius a shortest way to each of
// the nearest most vertices. It also says how many lie farther.
func Ways(i *result.Isolation, most int) (connections []int32, left int) {
	q := i.Query
	for p := range q.Paths {
		connections = append(connections, q.Paths[p].Connections...)
	}
	if len(q.Reach) > 0 {
		most = min(most, len(q.Reach))
		connections, left = waysTo(NewGraph(i).From(q.From), q.Reach[:most]), len(q.Reach)-most
	}
	slices.Sort(connections)
	return slices.Compact(connections), left
}

// waysTo follows ways back until they meet.
func waysTo(r *Reach, ends []result.Reached) (connections []int32) {
	done := map[int32]bool{}
	for n := range ends {
		v := ends[n].Vertex
		if inside, ok := r.inside(v); ok {
			v = inside
		}
		for !done[v] {
			done[v] = true
			before, ok := r.arrival(v)
			if !ok {
				break
			}
			connections = append(connections, before.at)
			v = before.to
		}
	}
	return connections
}
