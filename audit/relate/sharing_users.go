package relate

import (
	"cmp"
	"slices"
	"strconv"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// userRange is a range of the host's users that a container's users are mapped to.
type userRange struct {
	claim
	first, end uint64
}

// claimUsers takes note of the host's users that a container maps its own to.
func (s *sharing) claimUsers(owner *estate.Object, idmap *estate.Value) {
	ranges := s.ranges[s.host]
	for i, item := range idmap.Get("uid").Elements() {
		target := item.Value.Get("target")
		first, err := strconv.ParseUint(target.Str(), 10, 32)
		if err != nil {
			continue
		}
		count, err := strconv.ParseUint(item.Value.Get("count").Str(), 10, 32)
		if err != nil || count == 0 {
			continue
		}
		ranges = append(ranges, userRange{
			claim{domain: owner, part: "idmap " + strconv.Itoa(i), value: target, access: writes}, first, first + count,
		})
	}
	if len(ranges) > 0 {
		if s.ranges == nil {
			s.ranges = map[string][]userRange{}
		}
		s.ranges[s.host] = ranges
	}
}

// users hands out the ranges that overlap another domain's. Sorted by where they begin, each is compared with the one that
// reaches furthest before it, and that once with the first that overlaps it.
func users(ranges []userRange, yield func(*subject.Subject)) {
	slices.SortStableFunc(ranges, func(a, b userRange) int { return cmp.Compare(a.first, b.first) })
	told := map[int]bool{}
	tell := func(i, other int) {
		if !told[i] {
			told[i] = true
			of := resource{of: "users", name: ranges[i].value.Str()}
			yield(ranges[i].subject(of, []string{ranges[other].domain.Name}, 1, 1))
		}
	}
	furthest := 0
	for i := 1; i < len(ranges); i++ {
		if before := &ranges[furthest]; ranges[i].first < before.end && before.domain != ranges[i].domain {
			tell(furthest, i)
			tell(i, furthest)
		}
		if ranges[i].end > ranges[furthest].end {
			furthest = i
		}
	}
}
