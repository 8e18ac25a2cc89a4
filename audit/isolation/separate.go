package isolation

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"bulkhead/audit/result"
)

// Kinds of what zones share.
const (
	SharedNode = "node"
	SharedHost = "host"
	SharedCore = "core"
	SharedPage = "page"
)

// Weaker orders counts by rung, those with more on the lowest rungs first.
func Weaker(a, b *[6]int) int {
	for rung := range a {
		if a[rung] != b[rung] {
			return b[rung] - a[rung]
		}
	}
	return 0
}

// Separate says which trust zones can reach which, at what distance, and what they share. Of
// more than most zones it measures the weakest; 0 measures all.
func Separate(ctx context.Context, r *result.Report, most int) (*result.Zoning, error) {
	s := separation{
		Graph: NewGraph(r.Isolation), zones: map[string]int{}, files: map[string]bool{}, shared: map[result.Shared]map[int]bool{},
		settled: map[string]map[int]bool{}, unsettled: map[string]map[int]bool{},
	}
	for i := range r.Targets {
		s.files[r.Targets[i].ID] = r.Targets[i].Kind == "files"
	}
	made := s.members()
	proven := s.Proven()
	into := make([][]int32, len(s.out)) // the zones whose workload a vertex is, or is in
	for zone, starts := range s.starts {
		for _, v := range starts {
			into[v] = append(into[v], int32(zone))
			if contents, ok := s.contents(v); ok {
				into[contents] = append(into[contents], int32(zone))
			}
		}
	}
	measured := Weakest(made.Zones)
	if most > 0 {
		measured = measured[:min(most, len(measured))]
	}
	slices.Sort(measured)
	for first := 0; first < len(measured); first += together {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		some := measured[first:min(first+together, len(measured))]
		var starts [][]int32
		for _, zone := range some {
			starts = append(starts, s.starts[zone])
		}
		all, sure := s.nearest(starts, into, len(s.starts)), proven.nearest(starts, into, len(s.starts))
		for n, from := range some {
			for _, to := range measured {
				if to != from && all[n][to] >= 0 {
					made.Reach = append(made.Reach, result.ZoneReach{From: from, To: to, Distance: int(all[n][to]), Proven: int(sure[n][to])})
				}
			}
		}
	}
	made.Shared = s.sharing()
	return made, nil
}

// Weakest are the positions of zones, the weakest first, of those alike the first by name.
func Weakest(zones []result.Zone) []int {
	order := make([]int, len(zones))
	for i := range zones {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return Weaker(&zones[a].Rungs, &zones[b].Rungs) })
	return order
}

type separation struct {
	*Graph
	zones  map[string]int
	files  map[string]bool // targets that say nothing of machines
	starts [][]int32
	shared map[result.Shared]map[int]bool
	// By target, the zones that have pods on nodes, and those with workloads that may get any node.
	settled, unsettled map[string]map[int]bool
}

// members finds the zones and what is in them.
func (s *separation) members() *result.Zoning {
	made := &result.Zoning{Reach: []result.ZoneReach{}}
	var names []string
	for i := range s.Workloads {
		if name := s.Workloads[i].Zone; name != "" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	names = slices.Compact(names)
	made.Zones, s.starts = make([]result.Zone, len(names)), make([][]int32, len(names))
	for i, name := range names {
		s.zones[name] = i
		made.Zones[i].Name = name
	}
	for i := range s.Workloads {
		w := &s.Workloads[i]
		zone, ok := s.zones[w.Zone]
		if !ok {
			made.Outside++
			continue
		}
		made.Zones[zone].Rungs[w.Rung]++
		v, ok := s.find(workloadVertex(w))
		if !ok {
			continue
		}
		s.starts[zone] = append(s.starts[zone], v)
		s.placed(zone, v)
	}
	return made
}

// workloadVertex is the vertex of a workload on the map.
func workloadVertex(w *result.Workload) *result.Vertex {
	if w.Platform == "libvirt" {
		return &result.Vertex{Kind: KindDomain, Target: w.Target, Name: w.Name}
	}
	return &result.Vertex{Kind: KindWorkload, Target: w.Target, Resource: w.Resource, Namespace: w.Namespace, Name: w.Name}
}

// placed notes the machines that a zone's workload is on: its nodes, and the hosts of those that are guests.
func (s *separation) placed(zone int, v int32) {
	on, anywhere := s.machines(v)
	if anywhere {
		put(s.unsettled, s.Vertices[v].Target, zone)
	}
	for _, at := range on {
		m := &s.Vertices[at]
		kind := SharedNode
		if m.Kind == KindHost {
			kind = SharedHost
		}
		put(s.shared, result.Shared{Kind: kind, Target: m.Target, Name: m.Name, Unproven: s.files[m.Target]}, zone)
		if m.Kind == KindNode {
			put(s.settled, m.Target, zone)
			s.below(zone, at)
		}
	}
	for _, a := range s.out[v] {
		if kind := map[string]string{KindCores: SharedCore, KindPages: SharedPage}[s.Vertices[a.to].Kind]; kind != "" {
			e := s.Connections[a.at].Edge
			doubted := e != nil && e.Unproven
			put(s.shared, result.Shared{Kind: kind, Target: s.Vertices[a.to].Target, Name: s.Vertices[a.to].Name, Unproven: doubted}, zone)
			s.anyCore(zone, a.to, doubted)
		}
	}
}

// anyCore notes each core that is kept for others, of a guest that may run on any.
func (s *separation) anyCore(zone int, cores int32, doubted bool) {
	for _, a := range s.out[cores] {
		if core := &s.Vertices[a.to]; core.Kind == KindCores && core.Name != AnyCore {
			put(s.shared, result.Shared{Kind: SharedCore, Target: core.Target, Name: core.Name, Unproven: doubted}, zone)
		}
	}
}

// below notes the host of a node that is a guest.
func (s *separation) below(zone int, node int32) {
	for _, a := range s.out[node] {
		if guest := &s.Vertices[a.to]; guest.Kind == KindDomain {
			e := s.Connections[a.at].Edge
			put(s.shared, result.Shared{Kind: SharedHost, Target: guest.Target, Unproven: e != nil && e.Unproven || s.files[guest.Target]}, zone)
		}
	}
}

func put[K comparable](zones map[K]map[int]bool, of K, zone int) {
	if zones[of] == nil {
		zones[of] = map[int]bool{}
	}
	zones[of][zone] = true
}

// sharing lists what more than one zone is on, what most are on first.
func (s *separation) sharing() []result.Shared {
	for target, zones := range s.unsettled { // one node stands for all that they may come to run on
		some := result.Shared{Kind: SharedNode, Target: target, Unproven: true}
		for _, of := range []map[int]bool{zones, s.settled[target]} {
			for zone := range of {
				put(s.shared, some, zone)
			}
		}
	}
	for what, zones := range s.shared { // what is unproven of some is also shared with those of whom it is proven
		if !what.Unproven {
			what.Unproven = true
			if doubted := s.shared[what]; doubted != nil {
				for zone := range zones {
					doubted[zone] = true
				}
			}
		}
	}
	list := []result.Shared{}
	for what, zones := range s.shared {
		if len(zones) < 2 {
			continue
		}
		one := result.Shared{Kind: what.Kind, Target: what.Target, Name: what.Name, Unproven: what.Unproven, Zones: &[]int{}}
		for zone := range zones {
			*one.Zones = append(*one.Zones, zone)
		}
		slices.Sort(*one.Zones)
		list = append(list, one)
	}
	slices.SortFunc(list, func(a, b result.Shared) int {
		return cmp.Or(len(*b.Zones)-len(*a.Zones), strings.Compare(a.Kind, b.Kind), strings.Compare(a.Target, b.Target), strings.Compare(a.Name, b.Name),
			boolean(a.Unproven)-boolean(b.Unproven))
	})
	return list
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

// machines are the nodes that a workload runs on, or the host that a guest does. It may be on any of them where it has none now.
func (g *Graph) machines(workload int32) (on []int32, anywhere bool) {
	v := g.Vertices[workload]
	if v.Kind == KindDomain {
		if at, ok := g.find(&result.Vertex{Kind: KindHost, Target: v.Target}); ok {
			on = append(on, at)
		}
		return on, false
	}
	v.Kind = KindMachines
	if at, ok := g.find(&v); ok {
		for _, a := range g.out[at] {
			switch g.Vertices[a.to].Kind {
			case KindNode:
				on = append(on, a.to)
			case KindNodes:
				anywhere = true
			}
		}
	}
	return on, anywhere
}

// Ladders count workloads by rung: by platform, by zone, by namespace, and by the machine that they run on.
func Ladders(i *result.Isolation) []result.Ladder {
	g := NewGraph(i)
	counts := map[[3]string]*result.Ladder{}
	add := func(rung int, by, target, name string) {
		key := [3]string{by, target, name}
		if counts[key] == nil {
			counts[key] = &result.Ladder{By: by, Target: target, Name: name}
		}
		counts[key].Rungs[rung]++
	}
	for n := range i.Workloads {
		w := &i.Workloads[n]
		add(w.Rung, "platform", "", w.Platform)
		if w.Zone != "" {
			add(w.Rung, "zone", "", w.Zone)
		}
		if w.Namespace != "" {
			add(w.Rung, "namespace", w.Target, w.Namespace)
		}
		if at, ok := g.find(workloadVertex(w)); ok {
			on, _ := g.machines(at)
			for _, m := range on {
				machine := &i.Vertices[m]
				add(w.Rung, machine.Kind, machine.Target, machine.Name)
			}
		}
	}
	var all []result.Ladder
	for _, l := range counts {
		all = append(all, *l)
	}
	order := []string{"platform", "zone", "namespace", KindNode, KindHost}
	slices.SortFunc(all, func(a, b result.Ladder) int {
		return cmp.Or(slices.Index(order, a.By)-slices.Index(order, b.By), strings.Compare(a.Target, b.Target), strings.Compare(a.Name, b.Name))
	})
	return all
}
