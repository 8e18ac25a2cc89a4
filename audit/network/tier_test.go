package network_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/netip"
	"slices"
	"testing"

	"github.com/go-json-experiment/json"

	"bulkhead/audit/network"
	"bulkhead/testdata/generated"
)

func (m maybe) verdict() network.Verdict {
	switch {
	case m.true && m.false:
		return unknown
	case m.true:
		return allowed
	}
	return denied
}

// generatedCluster is one cluster, as the reference and as an index has it.
type generatedCluster struct {
	*reference
	index *network.Index
	pods  []referenceEnd
}

func (m *clusterMaker) tieredCluster(t *testing.T) *generatedCluster {
	c := &generatedCluster{
		reference: &reference{namespaces: map[string]map[string]string{}, nodes: map[string]map[string]string{}},
		index:     network.New(everythingRead),
	}
	namespaces := []string{"red", "green", "blue"}
	for _, name := range namespaces {
		labels := m.labels()
		c.index.AddNamespace(namespaceOf(t, name, labels))
		c.namespaces[name] = named(name, labels)
	}
	c.namespaces["stranger"] = named("stranger", map[string]string{})
	nodes := []string{"10.200.0.1", "2001:db8:ffff::1", "198.51.100.1"}
	for i, address := range nodes {
		c.nodes[address] = m.labels()
		c.index.AddNode(objectOf(t, fields{
			"kind": "Node", "metadata": fields{"name": fmt.Sprint(i), "labels": c.nodes[address]},
			"status": fields{"addresses": []any{
				fields{"type": "Hostname", "address": "host"}, fields{"type": "InternalIP", "address": address},
			}},
		}))
	}
	for i := range m.IntN(4) {
		p := m.policy(fmt.Sprintf("p%d", i), namespaces)
		if err := c.index.AddPolicy(objectOf(t, p)); err != nil {
			t.Fatalf("%v: %v", p, err)
		}
		c.policies = append(c.policies, p)
	}
	kinds := pick(m, []string{"AdminNetworkPolicy"}, []string{"ClusterNetworkPolicy"})
	for i := range m.IntN(7) {
		c.admin = append(c.admin, m.adminPolicy(pick(m, kinds...), i, namespaces))
	}
	if kinds[0] == "AdminNetworkPolicy" && m.oneIn(2) {
		c.admin = append(c.admin, m.adminPolicy("BaselineAdminNetworkPolicy", 0, namespaces))
	}
	for _, p := range c.admin {
		if err := c.index.AddAdminPolicy(objectOf(t, p)); err != nil {
			t.Fatalf("%v: %v", p, err)
		}
	}
	for range 8 {
		e := referenceEnd{pod: m.pod(pick(m, namespaces...))}
		if m.oneIn(6) {
			e.hostNetwork, e.address = true, pick(m, nodes...)
		}
		c.pods = append(c.pods, e)
	}
	return c
}

func (c *generatedCluster) end(t *testing.T, e referenceEnd) network.End {
	end := network.End{Address: netip.MustParseAddr(e.address)}
	if e.namespace != "" {
		v := e.value(t)
		if e.hostNetwork {
			v.Get("spec").Items = append(v.Get("spec").Items, valueOf(t, fields{"hostNetwork": true}).Items...)
		}
		end.Class = c.index.Class(e.namespace, v)
	}
	return end
}

func clusterCount() int {
	if generated.Long() {
		return 20_000
	}
	return 2000
}

// The same traffic in generated clusters with the policies of administrators, asked of a plain reference.
func TestTrafficThroughTiers(t *testing.T) {
	clusters, seed := clusterCount(), generated.Seed(t)
	random := &clusterMaker{rand.New(rand.NewPCG(seed, 0))}
	var asked, different int
	var count [3]int
	for range clusters {
		c := random.tieredCluster(t)
		for range 40 {
			end := func() referenceEnd {
				if random.oneIn(6) {
					return referenceEnd{pod: pod{address: pick(random, "192.0.2.7", "198.51.100.1", "10.1.2.3", "2001:db8:1::1", "2001:db9::1")}}
				}
				return pick(random, c.pods...)
			}
			from, to := end(), end()
			protocol, port := pick(random, "TCP", "TCP", "UDP", "SCTP"), pick[int32](random, 53, 80, 443, 8080, 9)
			want := c.traffic(from, to, protocol, port).verdict()
			ours := c.index.Allowed(network.Connection{From: c.end(t, from), To: c.end(t, to), Protocol: protocol, Port: port})
			asked++
			count[want]++
			if ours.Verdict == unknown && ours.Why == nil {
				t.Fatal("an unknown verdict without a reason")
			}
			if ours.Verdict != want {
				if different++; different <= 3 {
					policies, err := json.Marshal([]any{c.policies, c.admin, c.namespaces, c.nodes})
					t.Errorf("the reference says %d, ours %+v: %+v to %+v %s %d in %s %v", want, ours, from, to, protocol, port, policies, err)
				}
			}
		}
	}
	t.Logf("%d connections in %d clusters: %d denied, %d allowed, %d left open, %d different, BULKHEAD_SEED=%d",
		asked, clusters, count[denied], count[allowed], count[unknown], different, seed)
	if min(count[denied], count[allowed]) < asked/5 || count[unknown] < asked/200 {
		t.Error("one verdict is too rare")
	}
}

// Whether strangers are kept out, asked of the same reference about pods and addresses that no policy is written for.
func TestIsolatedByTiers(t *testing.T) {
	clusters, seed := clusterCount(), generated.Seed(t)
	random := &clusterMaker{rand.New(rand.NewPCG(seed, 1))}
	var count [3]int
	for range clusters {
		c := random.tieredCluster(t)
		for _, subject := range c.pods {
			if subject.hostNetwork {
				continue
			}
			for i, direction := range []string{"ingress", "egress"} {
				want := c.keepsOut(direction, subject)
				got := c.index.Isolated(c.end(t, subject).Class, network.Direction(i))
				count[want]++
				if got.Verdict != want {
					policies, err := json.Marshal([]any{c.policies, c.admin, c.namespaces})
					t.Fatalf("the reference says %d, ours %+v: %s of %+v in %s %v, BULKHEAD_SEED=%d", want, got, direction, subject, policies, err, seed)
				}
			}
		}
	}
	t.Logf("%d clusters: %d not isolated, %d isolated, %d left open, BULKHEAD_SEED=%d", clusters, count[denied], count[allowed], count[unknown], seed)
	if min(count[denied], count[allowed]) < (count[0]+count[1])/20 || count[unknown] < 10 {
		t.Error("one verdict is too rare")
	}
}

// keepsOut answers allowed where strangers are kept out.
func (c *generatedCluster) keepsOut(direction string, subject referenceEnd) network.Verdict {
	isolated := allowed
	for _, address := range []string{"203.0.113.9", "2001:dead::9"} {
		for _, namespace := range []string{"stranger", ""} {
			if namespace == "" && direction == "ingress" {
				continue // administrators' policies have no such peers
			}
			for _, protocol := range []string{"TCP", "UDP", "SCTP"} {
				peer := referenceEnd{pod: pod{namespace: namespace, address: address}}
				matches := func(rule fields) maybe {
					if peers, ok := rule["to"].([]any); ok { // strangers have no names
						rule = maps.Clone(rule)
						rule["to"] = slices.DeleteFunc(slices.Clone(peers), func(p any) bool { return p.(fields)["domainNames"] != nil })
					}
					destination := peer
					if direction == "ingress" {
						destination = subject
					}
					return c.adminRule(direction, rule, peer, destination, protocol, 60001)
				}
				switch c.tiers(direction, subject, matches, func([]fields) maybe { return certainly(false) }).verdict() {
				case allowed:
					return denied
				case unknown:
					isolated = unknown
				}
			}
		}
	}
	return isolated
}
