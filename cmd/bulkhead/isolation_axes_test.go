package main

import (
	"fmt"
	"strings"
	"testing"

	"bulkhead/audit/result"
)

// Weights of one's own change distances and are told; the classes stay as they are.
func TestIsolationWithWeightsOfOnesOwn(t *testing.T) {
	atRoot(t)
	targets := []string{demo + "/cluster.snapshot.zst", demo + "/libvirt"}
	var weighed struct {
		Isolation struct {
			Weights map[string]int
			Edges   []struct {
				ID, Cost string
				Weight   int
			}
		}
	}
	dir := t.TempDir()
	settings := write(t, dir, "s.yaml", "weights: [kernel-wide=2, vmm=30]\n")
	measure(t, &weighed, append(targets, "--config", settings)...)
	for _, e := range weighed.Isolation.Edges {
		if e.ID != "" && e.Weight != weighed.Isolation.Weights[e.Cost] {
			t.Fatalf("%+v with %v", e, weighed.Isolation.Weights)
		}
	}
	if weighed.Isolation.Weights["vmm"] != 30 || weighed.Isolation.Weights["service"] != 3 {
		t.Errorf("%v", weighed.Isolation.Weights)
	}
	ran := bulkhead(t, append([]string{"isolation", "--weights", "kernel-wide=2"}, targets...)...)
	if ran.code != 0 || !strings.Contains(ran.out, "Weights of your own: kernel-wide=2.") {
		t.Errorf("exit code %d\n%s%s", ran.code, ran.out, ran.err)
	}
}

// Axes B and C: how far the nearest workload of another zone lies, and what keeps a workload's memory from its machine's owner.
func TestIsolationAxes(t *testing.T) {
	atRoot(t)
	var axes struct {
		Isolation struct {
			Vertices  []result.Vertex
			Workloads []struct {
				Name, Operator string
				Attested       bool
				Neighbour      *struct {
					Vertex, Distance int
					Proven           *int
				}
			}
		}
	}
	measure(t, &axes, demo+"/cluster.snapshot.zst", demo+"/libvirt", attacks+"/libvirt/confidential-guest")
	found := map[string]string{}
	for _, w := range axes.Isolation.Workloads {
		said := w.Operator
		if n := w.Neighbour; n != nil {
			said = fmt.Sprintf("%s %d %s", said, n.Distance, axes.Isolation.Vertices[n.Vertex].Name)
		}
		found[w.Name] = said
	}
	for name, want := range map[string]string{"runner": "none 0 node-agent", "cart": "none 3 node-agent", "attacker": "sev-snp 8 orders-db"} {
		if found[name] != want {
			t.Errorf("%s: %q, want %q", name, found[name], want)
		}
	}
}

// Inside one of KubeVirt's machines an attacker first breaks QEMU, then is in the pod that runs it, then on the node; what reaches the
// pod's ports reaches the machine.
func TestMachinesOfKubeVirtOnTheMap(t *testing.T) {
	atRoot(t)
	dir := attacks + "/kubevirt/machine"
	l := isolated(t, dir)
	rungs := l.rungs()
	if rungs["VirtualMachine/attacker"] != 3 || rungs["VirtualMachineInstance/sealed"] != 3 || rungs["Pod/virt-launcher-attacker-x1"] != 2 {
		t.Errorf("%v", rungs)
	}
	for _, test := range []struct {
		from, to string
		distance int
	}{
		{"w/VirtualMachine/attacker", "Pod/virt-launcher-attacker-x1", 8},
		{"network", "w/VirtualMachine/attacker", 3},
		{"network", "Pod/virt-launcher-attacker-x1", 11},
		{"w/Pod/other", "w/VirtualMachine/attacker", 3},
		{"Pod/virt-launcher-attacker-x1", "w/VirtualMachine/attacker", 0},
		{"node-1", "w/VirtualMachine/attacker", 0},
		{"node-1", "w/VirtualMachineInstance/sealed", 3}, // by its ports: SEV-SNP takes the way through its memory
	} {
		g := asked(t, dir, "--from", test.from, "--to", test.to)
		if paths := g.Isolation.Query.Paths; len(paths) == 0 || paths[0].Distance != test.distance {
			t.Errorf("from %s to %s: %+v, want distance %d", test.from, test.to, paths, test.distance)
		}
	}
}
