package relate

import (
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/audit/isolation"
)

// addMachine notes one of KubeVirt's machines. The pod that it runs in tells more, where there is one.
func (c *chart) addMachine(in *cluster, o *estate.Object, machine *estate.Value) *place {
	if c == nil {
		return nil
	}
	p := &place{
		namespace: o.Namespace, kind: o.Kind, name: o.Name, machine: true, class: in.network.Class(o.Namespace, machine),
		labels: machine.At("metadata", "labels"), nodes: map[string]bool{}, operator: machineOperator(machine.At("spec", "domain", "launchSecurity")),
	}
	c.places = append(c.places, p)
	return p
}

// machineOperator tells what a machine keeps from who owns its node.
func machineOperator(launch *estate.Value) isolation.Operator {
	sev := isolation.Operator{Wall: isolation.WallSEV, Attested: launch.At("sev", "attestation") != nil}
	switch {
	case launch.Get("snp") != nil:
		return isolation.Operator{Wall: isolation.WallSNP}
	case launch.Get("tdx") != nil:
		return isolation.Operator{Wall: isolation.WallTDX}
	case launch.Get("sev") == nil:
		return isolation.Operator{Wall: isolation.WallNone}
	case launch.At("sev", "policy", "encryptedState").IsTrue():
		sev.Wall = isolation.WallES
	}
	return sev
}

// machineRunBy names the machine that a pod runs, whose instance controls the pod; empty for other pods.
func machineRunBy(o *estate.Object) string {
	for _, item := range o.Value.At("metadata", "ownerReferences").Elements() {
		reference := item.Value
		if reference.Get("controller").IsTrue() && reference.Get("kind").Str() == "VirtualMachineInstance" &&
			strings.HasPrefix(reference.Get("apiVersion").Str(), "kubevirt.io/") {
			return reference.Get("name").Str()
		}
	}
	return ""
}

// join finds the machines that pods run, by namespace and name, as an instance has its machine's. To its network a machine is its pod.
func (c *chart) join() {
	machines := map[[2]string]*place{}
	for _, p := range c.places {
		if p.machine {
			machines[[2]string{p.namespace, p.name}] = p
		}
	}
	for _, p := range c.places {
		if p.guest = machines[[2]string{p.namespace, p.runsMachine}]; p.guest != nil {
			p.guest.class = p.class
			for node := range p.nodes {
				p.guest.on(node)
			}
		}
	}
}
