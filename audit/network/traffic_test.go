package network_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"bulkhead/audit/network"
	"bulkhead/testdata/generated"
)

// Between all classes of generated clusters there is a way if and only if some connection is allowed or may be, and a certain one if
// some connection certainly is.
func TestTrafficIsWhatIsAllowed(t *testing.T) {
	clusters, seed := 300, generated.Seed(t)
	if generated.Long() {
		clusters = 3000
	}
	random := &clusterMaker{rand.New(rand.NewPCG(seed, 1))}
	counts := [3]int{}
	for range clusters {
		x := network.New(everythingRead)
		namespaces := []string{"red", "green", "blue"}
		for _, name := range namespaces[:1+random.IntN(3)] { // the labels of the others are not known
			x.AddNamespace(namespaceOf(t, name, random.labels()))
		}
		for i := range random.IntN(8) {
			if err := x.AddPolicy(objectOf(t, random.policy(fmt.Sprintf("p%d", i), namespaces))); err != nil {
				t.Fatal(err)
			}
		}
		if random.oneIn(10) {
			x.AddForeign(objectOf(t, fields{"apiVersion": "cilium.io/v2", "kind": "CiliumNetworkPolicy", "metadata": fields{"namespace": "red", "name": "c"}}))
		}
		for range 8 {
			namespace := pick(random, namespaces...)
			pod := random.pod(namespace).value(t)
			if random.oneIn(6) {
				pod = parse(t, `{"spec": {"hostNetwork": true}}`)
			}
			x.Class(namespace, pod)
		}
		compareTraffic(t, x, &counts)
	}
	t.Logf("%d denied, %d allowed, %d unknown, BULKHEAD_SEED=%d", counts[network.Denied], counts[network.Allowed], counts[network.Unknown], seed)
	for verdict, n := range counts {
		if n < clusters {
			t.Errorf("verdict %d is too rare", verdict)
		}
	}
}

func compareTraffic(t *testing.T, x *network.Index, counts *[3]int) {
	t.Helper()
	arcs := x.Traffic()
	out := map[string][]network.Arc{}
	for _, a := range arcs {
		out[a.From] = append(out[a.From], a)
	}
	for _, from := range x.Classes() {
		best := map[string]network.Verdict{}
		spreadTraffic(out, from.Out(), network.Allowed, best)
		for _, to := range x.Classes() {
			want := network.Denied
			for _, protocol := range []string{"TCP", "UDP", "SCTP"} {
				for _, port := range []int32{1, 9, 53, 80, 81, 443, 1000, 8000, 8080, 9000} {
					answer := x.Allowed(network.Connection{From: network.End{Class: from}, To: network.End{Class: to}, Protocol: protocol, Port: port})
					if answer.Verdict == network.Allowed || want == network.Denied {
						want = answer.Verdict
					}
				}
			}
			counts[want]++
			if got := best[to.In()]; got != want {
				t.Fatalf("%+v to %+v: %d, want %d", from, to, got, want)
			}
		}
	}
}

// spreadTraffic follows arcs. A way with an unclear part is unknown, unless there is a certain one.
func spreadTraffic(out map[string][]network.Arc, at string, so network.Verdict, best map[string]network.Verdict) {
	if best[at] == network.Allowed || best[at] == so {
		return
	}
	best[at] = so
	for _, a := range out[at] {
		next := so
		if a.Unclear != nil {
			next = network.Unknown
		}
		spreadTraffic(out, a.To, next, best)
	}
}
