package isolation_test

import (
	"slices"
	"strings"
	"testing"

	"bulkhead/audit/isolation"
	"bulkhead/audit/result"
)

// What two targets call alike is two zones, unless something says that it is one.
func TestZonesOfSeveralTargets(t *testing.T) {
	label := func(value string) func(string) string {
		return func(key string) string { return map[string]string{"team": value}[key] }
	}
	members := []isolation.Member{
		{Name: "a", Target: "prod", Namespace: "shop", Label: label("red")},
		{Name: "b", Target: "staging", Namespace: "shop", Label: label("red")},
		{Name: "c", Target: "prod", Namespace: "web", Label: label("blue")},
		{Name: "d", Target: "h1", Domain: "web", Label: label("")},
		{Name: "e", Target: "h2", Domain: "vm", Label: label("")},
		{Name: "f", Target: "h1", Domain: "vm", Label: label("")},
		{Name: "g", Target: "h1", Domain: "x", Project: "p", Label: label("")},
		{Name: "h", Target: "h2", Domain: "y", Project: "p", Label: label("")},
	}
	for _, test := range []struct{ selectors, zones string }{
		{"", "shop@prod shop@staging web web vm@h2 vm@h1 p p"},
		{"namespace", "shop@prod shop@staging web - - - - -"},
		{"namespace=shop", "shop@prod shop@staging - - - - - -"},
		{"all=namespace", "all all all - - - - -"},
		{"namespace domain", "shop@prod shop@staging web web vm@h2 vm@h1 x y"},
		{"label:team metadata", "red red blue - - - p p"},
	} {
		var selectors []isolation.Selector
		for _, text := range strings.Fields(test.selectors) {
			s, err := isolation.ParseSelector(text)
			if err != nil {
				t.Fatal(err)
			}
			selectors = append(selectors, s)
		}
		zones, err := isolation.Zones(selectors, members)
		if err != nil {
			t.Fatal(err)
		}
		for i := range zones {
			if zones[i] == "" {
				zones[i] = "-"
			}
		}
		if got := strings.Join(zones, " "); got != test.zones {
			t.Errorf("%q: %s, want %s", test.selectors, got, test.zones)
		}
	}
}

// A workload that has no pod now may share a node with any zone of its cluster.
func TestUnplacedWorkloadsMayShare(t *testing.T) {
	r := &result.Report{Isolation: &result.Isolation{}, Targets: []result.Target{{ID: "c", Kind: "cluster"}}}
	b := isolation.NewBuilder()
	place := func(zone, kind, node string) {
		r.Isolation.Workloads = append(r.Isolation.Workloads, result.Workload{Target: "c", Platform: "kubernetes", Resource: "Pod", Namespace: zone, Name: "p", Zone: zone})
		v := result.Vertex{Kind: isolation.KindWorkload, Target: "c", Resource: "Pod", Namespace: zone, Name: "p"}
		machines := v
		machines.Kind = isolation.KindMachines
		b.Connect(v, machines, &result.Edge{ID: "edges/x"})
		b.Connect(machines, result.Vertex{Kind: kind, Target: "c", Name: node}, nil)
		b.Belong(result.Vertex{Kind: isolation.KindNodes, Target: "c"}, result.Vertex{Kind: isolation.KindNode, Target: "c", Name: "n"})
	}
	place("a", isolation.KindNode, "n")
	place("b", isolation.KindNode, "m")
	place("idle", isolation.KindNodes, "")
	b.Put(r.Isolation)
	z, err := isolation.Separate(t.Context(), r, 0)
	if err != nil {
		t.Fatal(err)
	}
	if len(z.Shared) != 1 || z.Shared[0].Kind != isolation.SharedNode || z.Shared[0].Name != "" || !z.Shared[0].Unproven || !slices.Equal(*z.Shared[0].Zones, []int{0, 1, 2}) {
		t.Errorf("shared: %+v", z.Shared)
	}
}
