package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"bulkhead/audit/isolation"
	"bulkhead/audit/result"
)

// maxReaches bounds how many zones are named at one distance.
const maxReaches = 12

// zoning shows which trust zones reach which, and what they share.
func (t *ladderTable) zoning() {
	z := t.report.Isolation.Zoning
	from := make([][]*result.ZoneReach, len(z.Zones))
	unproven := 0
	for i := range z.Reach {
		r := &z.Reach[i]
		from[r.From] = append(from[r.From], r)
		if r.Proven != r.Distance {
			unproven++
		}
	}
	t.blank()
	t.para(0, 2, span{strong, "TRUST ZONES"}, span{faint, "  what an attacker in any workload of each reaches; 0 is what configuration alone gives away"})
	for i := range z.Zones {
		t.para(2, 4, span{strong, clip(z.Zones[i].Name, maxText)}, gap(2), span{"", onRungs(&z.Zones[i].Rungs)})
		if len(from[i]) == 0 {
			t.para(6, 8, span{good, "reaches no other zone"})
			continue
		}
		slices.SortStableFunc(from[i], func(a, b *result.ZoneReach) int { return cmp.Compare(a.Distance, b.Distance) })
		for rest := from[i]; len(rest) > 0; {
			same := 1
			for same < len(rest) && rest[same].Distance == rest[0].Distance {
				same++
			}
			t.reaches(rest[:same])
			rest = rest[same:]
		}
	}
	t.sharedBy(z)
	t.blank()
	pairs := len(z.Zones) * (len(z.Zones) - 1)
	t.para(0, 2, span{"", fmt.Sprintf("%s of %s of zones lead from one to the other.", thousands(len(z.Reach)), plural(pairs, "pair"))})
	if z.Outside > 0 {
		t.para(0, 2, span{"", fmt.Sprintf("In no zone: %s.", plural(z.Outside, "workload"))})
	}
	if unproven > 0 {
		t.para(0, 2, span{doubt, fmt.Sprintf("Unproven: %s of these distances rest on what could not be read or is not in the input, which counts as open.", thousands(unproven))})
	}
}

// reaches shows the zones at one distance.
func (t *ladderTable) reaches(at []*result.ZoneReach) {
	spans := []span{{distanceStyle(at[0].Distance), fmt.Sprintf("distance %d", at[0].Distance)}, gap(2)}
	for i, r := range at {
		if i == maxReaches {
			spans = append(spans, span{faint, " and " + thousands(len(at)-maxReaches) + " more (-f json has all)"})
			break
		}
		if i > 0 {
			spans = append(spans, span{"", ", "})
		}
		spans = append(spans, span{"", clip(t.report.Isolation.Zoning.Zones[r.To].Name, maxText)})
		switch {
		case r.Proven < 0:
			spans = append(spans, span{doubt, " (unproven)"})
		case r.Proven != r.Distance:
			spans = append(spans, span{doubt, inside(fmt.Sprintf(" (proven at %d)", r.Proven))})
		}
	}
	t.para(6, 8, spans...)
}

func (t *ladderTable) sharedBy(z *result.Zoning) {
	t.blank()
	t.para(0, 2, span{strong, "SHARED"}, span{faint, "  what several zones are on"})
	if len(z.Shared) == 0 {
		t.para(2, 4, span{good, "Nothing: no node and no host has workloads of two zones."})
	}
	for i := range z.Shared {
		if i == maxZones {
			t.para(2, 4, span{faint, "and " + thousands(len(z.Shared)-maxZones) + " more (-f json has all)"})
			break
		}
		s := &z.Shared[i]
		var names []string
		for n, zone := range *s.Zones {
			if n == maxReaches {
				names = append(names, "and "+thousands(len(*s.Zones)-n)+" more")
				break
			}
			names = append(names, clip(z.Zones[zone].Name, maxText))
		}
		spans := []span{{doubt, clip(describeShared(s), maxText)}}
		if s.Kind == isolation.KindNode && len(t.report.Targets) > 1 {
			spans = append(spans, span{faint, " of " + clip(s.Target, maxText)})
		}
		spans = append(spans, gap(2), span{"", strings.Join(names, ", ")})
		if s.Unproven {
			spans = append(spans, span{doubt, " (unproven)"})
		}
		t.para(2, 4, spans...)
	}
}

// describeShared names what zones share for people: node worker-1, cores of qemu:///system.
func describeShared(s *result.Shared) string {
	kind := map[string]string{isolation.SharedCore: isolation.KindCores, isolation.SharedPage: isolation.KindPages}[s.Kind]
	v := result.Vertex{Kind: cmp.Or(kind, s.Kind), Target: s.Target, Name: s.Name}
	return isolation.Describe(&v)
}
