package network_test

import (
	"math/rand/v2"
	"testing"

	"bulkhead/audit/network"
	"bulkhead/testdata/generated"
)

// Where administrators' policies decide, the ways between classes miss none that there is, and none is certain that there may not be.
func TestWaysThroughTiers(t *testing.T) {
	clusters, seed := clusterCount()/10, generated.Seed(t)
	random := &clusterMaker{rand.New(rand.NewPCG(seed, 2))}
	for range clusters {
		c := random.tieredCluster(t)
		for _, p := range c.pods {
			c.end(t, p)
		}
		out := map[string][]network.Arc{}
		for _, a := range c.index.Traffic() {
			out[a.From] = append(out[a.From], a)
		}
		for _, from := range c.index.Classes() {
			best := map[string]network.Verdict{}
			spreadTraffic(out, from.Out(), network.Allowed, best)
			for _, to := range c.index.Classes() {
				want := denied
				for _, protocol := range []string{"TCP", "UDP", "SCTP"} {
					for _, port := range []int32{1, 9, 53, 80, 443, 8080} {
						answer := c.index.Allowed(network.Connection{From: network.End{Class: from}, To: network.End{Class: to}, Protocol: protocol, Port: port})
						if answer.Verdict == allowed || want == denied {
							want = answer.Verdict
						}
					}
				}
				if got := best[to.In()]; got != want && got != unknown {
					t.Fatalf("%+v to %+v: %d, want %d, BULKHEAD_SEED=%d", from, to, got, want, seed)
				}
			}
		}
	}
}

func TestLeaves(t *testing.T) {
	const isolate = `{"podSelector":{},"policyTypes":["Egress"]}`
	tier := func(tier, rules string) string {
		return `{"tier":"` + tier + `","priority":5,"subject":{"namespaces":{}},"egress":[` + rules + `]}`
	}
	const all = `"to":[{"networks":["0.0.0.0/0","::/0"]}]`
	for name, test := range map[string]struct {
		policies, admin []string
		want            network.Verdict
	}{
		"nothing":         {nil, nil, allowed},
		"isolated":        {[]string{isolate}, nil, denied},
		"a block":         {[]string{`{"podSelector":{},"egress":[{"to":[{"ipBlock":{"cidr":"10.0.0.0/8"}}]}]}`}, nil, allowed},
		"denied":          {nil, []string{tier("Admin", `{"action":"Deny",`+all+`}`)}, denied},
		"by the baseline": {nil, []string{tier("Baseline", `{"action":"Deny",`+all+`}`)}, denied},
		"let out":         {[]string{isolate}, []string{tier("Admin", `{"action":"Accept",`+all+`}`)}, allowed},
		"some": {
			[]string{isolate},
			[]string{tier("Admin", `{"action":"Accept","to":[{"networks":["10.0.0.0/8"]}]}`)},
			unknown,
		},
		"pods alone": {nil, []string{tier("Admin", `{"action":"Deny","to":[{"namespaces":{}}]}`)}, allowed},
	} {
		w := newWorld(t, everythingRead, test.policies...)
		for _, spec := range test.admin {
			w.admin("ClusterNetworkPolicy", "v1alpha2", "p", spec)
		}
		if got := w.Leaves(w.end("a", nil).Class); got.Verdict != test.want || (got.Verdict == unknown) != (got.Why != nil) {
			t.Errorf("%s: %+v, want %d", name, got, test.want)
		}
	}
}
