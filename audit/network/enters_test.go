package network_test

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
	"testing"

	"bulkhead/audit/network"
	"bulkhead/testdata/generated"
)

// What nothing enters, no address outside may open a connection to; and where some may, something enters.
func TestEntersIsWhatIsAllowed(t *testing.T) {
	clusters, seed := 300, generated.Seed(t)
	if generated.Long() {
		clusters = 3000
	}
	random := &clusterMaker{rand.New(rand.NewPCG(seed, 6))}
	counts, reached := [3]int{}, 0
	for range clusters {
		x := network.New(everythingRead)
		namespaces := []string{"red", "green"}
		for _, name := range namespaces {
			x.AddNamespace(namespaceOf(t, name, random.labels()))
		}
		for i := range random.IntN(6) {
			if err := x.AddPolicy(objectOf(t, random.policy(fmt.Sprintf("p%d", i), namespaces))); err != nil {
				t.Fatal(err)
			}
		}
		for range 4 {
			namespace := pick(random, namespaces...)
			c := x.Class(namespace, random.pod(namespace).value(t))
			enters, some := x.Enters(c).Verdict, false
			counts[enters]++
			for _, address := range []string{"192.0.2.7", "192.0.2.200", "198.51.100.1", "10.1.2.3", "2001:db8:1::1", "2001:db9::1"} {
				for _, port := range []int32{9, 53, 80, 443, 8080} {
					for _, protocol := range []string{"TCP", "UDP", "SCTP"} {
						asked := network.Connection{
							From: network.End{Address: netip.MustParseAddr(address)}, To: network.End{Class: c}, Protocol: protocol, Port: port,
						}
						some = some || x.Allowed(asked).Verdict == network.Allowed
					}
				}
			}
			if some && enters != network.Allowed {
				t.Fatalf("an address reaches class %s, which nothing enters: %d", c.In(), enters)
			}
			if some {
				reached++
			}
		}
	}
	t.Logf("%d denied, %d allowed, of which an address that was tried reaches %d, BULKHEAD_SEED=%d", counts[network.Denied], counts[network.Allowed], reached, seed)
	if counts[network.Denied] < clusters/4 || reached < clusters/4 {
		t.Error("one kind of answer is too rare")
	}
}
