package network_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"bulkhead/audit/network"
	"bulkhead/testdata/generated"
)

// question is what cyclonus is asked, and our own answer.
type question struct {
	From, To end
	Port     int32
	Name     string
	Protocol string
	ours     network.Verdict
}

type end struct {
	Namespace               string
	NamespaceLabels, Labels map[string]string
	Address                 string
}

type oracleCase struct {
	Policies  []fields
	Questions []question
}

// The same traffic in the same generated clusters, asked of the policy matcher of cyclonus, which others test network plugins with.
// BULKHEAD_LONG=1 compares many more, and BULKHEAD_SEED repeats a run.
func TestTrafficAsCyclonusSays(t *testing.T) {
	clusters, seed := 500, generated.Seed(t)
	if generated.Long() {
		clusters = 5000
	}
	random := &clusterMaker{rand.New(rand.NewPCG(seed, 0))}
	cases := make([]oracleCase, clusters)
	var in bytes.Buffer
	for i := range cases {
		cases[i] = random.oracleCase(t)
		if err := json.MarshalWrite(&in, cases[i]); err != nil {
			t.Fatal(err)
		}
		in.WriteByte('\n')
	}
	lines := strings.Fields(askCyclonus(t, &in))
	if len(lines) != len(cases) {
		t.Fatalf("%d answers to %d cases", len(lines), len(cases))
	}
	asked, allowed, different := 0, 0, 0
	for i, c := range cases {
		for j, q := range c.Questions {
			asked++
			want := network.Verdict(lines[i][j] - '0')
			if want == network.Allowed {
				allowed++
			}
			if q.ours != want {
				if different++; different <= 3 {
					policies, err := json.Marshal(c.Policies)
					t.Errorf("cyclonus says %d, ours %d: %+v in %s %v", want, q.ours, q, policies, err)
				}
			}
		}
	}
	t.Logf("%d connections in %d clusters, %d allowed, %d different, BULKHEAD_SEED=%d", asked, clusters, allowed, different, seed)
	if min(allowed, asked-allowed) < asked/5 {
		t.Error("one verdict is too rare")
	}
}

// askCyclonus runs the program in testdata/cyclonus.
func askCyclonus(t *testing.T, in *bytes.Buffer) string {
	t.Helper()
	build := exec.CommandContext(t.Context(), "../../testdata/cyclonus/build")
	build.Stderr = os.Stderr
	program, err := build.Output()
	if err != nil {
		t.Fatalf("build testdata/cyclonus: %v", err)
	}
	ask := exec.CommandContext(t.Context(), strings.TrimSpace(string(program)))
	ask.Stdin, ask.Stderr = in, os.Stderr
	out, err := ask.Output()
	if err != nil {
		t.Fatalf("ask cyclonus: %v", err)
	}
	return string(out)
}

func (m *clusterMaker) oracleCase(t *testing.T) oracleCase {
	var c oracleCase
	x := network.New(everythingRead)
	namespaces := []string{"red", "green", "blue"}
	namespaceLabels := map[string]map[string]string{}
	for _, name := range namespaces {
		labels := m.labels()
		x.AddNamespace(namespaceOf(t, name, labels))
		namespaceLabels[name] = named(name, labels)
	}
	for i := range m.IntN(8) {
		p := m.policy(fmt.Sprintf("p%d", i), namespaces)
		if err := x.AddPolicy(objectOf(t, p)); err != nil {
			t.Fatalf("%v: %v", p, err)
		}
		c.Policies = append(c.Policies, p)
	}
	pods := make([]pod, 8)
	for i := range pods {
		pods[i] = m.pod(pick(m, namespaces...))
	}
	ask := func() (end, network.End, pod) {
		if m.oneIn(6) {
			address := pick(m, "192.0.2.7", "192.0.2.200", "198.51.100.1", "10.1.2.3", "2001:db8:1::1", "2001:db9::1")
			return end{Address: address}, network.End{Address: netip.MustParseAddr(address)}, pod{}
		}
		p := pick(m, pods...)
		return end{Namespace: p.namespace, NamespaceLabels: namespaceLabels[p.namespace], Labels: p.labels, Address: p.address},
			network.End{Class: x.Class(p.namespace, p.value(t)), Address: netip.MustParseAddr(p.address)}, p
	}
	for range 40 {
		from, ourFrom, _ := ask()
		to, ourTo, destination := ask()
		q := question{From: from, To: to, Port: pick[int32](m, 53, 80, 443, 8080, 9), Protocol: pick(m, "TCP", "TCP", "UDP", "SCTP")}
		q.Name = destination.portName(q.Protocol, q.Port)
		q.ours = x.Allowed(network.Connection{From: ourFrom, To: ourTo, Protocol: q.Protocol, Port: q.Port}).Verdict
		c.Questions = append(c.Questions, q)
	}
	return c
}
