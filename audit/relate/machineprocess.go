package relate

import (
	"slices"
	"strconv"

	"bulkhead/audit/estate"
)

// nodeProcesses are the processes that run guests on nodes whose files are in the run.
type nodeProcesses struct {
	byGuest map[string][]*estate.Value
	unread  *estate.Value // why those of some node are not known
}

// machineProcess is the process that runs one of KubeVirt's machines, as the kernel of its node shows it. It is nil where no node's files show
// it. KubeVirt calls the guest NAMESPACE_NAME, and an instance has its machine's name
// (https://pkg.go.dev/kubevirt.io/kubevirt/pkg/virt-launcher/virtwrap/api#VMINamespaceKeyFunc).
func (c *cluster) machineProcess(o *estate.Object, machines []*estate.Object) *estate.Value {
	if c.processes == nil {
		c.processes = c.processesOf(machines)
	}
	switch found := c.processes.byGuest[o.Namespace+"_"+o.Name]; len(found) {
	case 0:
		return c.processes.unread
	case 1:
		return found[0]
	default: // it moves from one node to another, or two clusters' nodes have the same names
		return estate.NotInInputBecause("several nodes run a guest of that name")
	}
}

// processesOf finds the processes of the cluster's nodes, each with what its machine says of their labels.
func (c *cluster) processesOf(machines []*estate.Object) *nodeProcesses {
	found := &nodeProcesses{byGuest: map[string][]*estate.Value{}}
	for _, machine := range machines {
		if !slices.ContainsFunc(c.unseen.all, func(node *estate.Object) bool { return node.Name == machine.Name }) {
			continue
		}
		list := machine.Value.Get("guests")
		if list.Unknown() && list.Kind == estate.Unread {
			found.unread = list
		}
		alike := alikeIn(list)
		for _, item := range list.Elements() {
			process := estate.MapOf(append(slices.Clip(item.Value.Items),
				estate.Item{Key: "alike", Value: alike(item.Value.Get("label"))},
				estate.Item{Key: "enforce", Value: machine.Value.At("kernel", "selinux", "enforce")})...)
			process.Source = item.Value.Source
			guest := process.Get("guest").Str()
			found.byGuest[guest] = append(found.byGuest[guest], process)
		}
	}
	return found
}

// alikeIn counts the other processes of a machine's guests that have a label. That is not known where one of them has a label that is not.
func alikeIn(processes *estate.Value) func(label *estate.Value) *estate.Value {
	having := map[string]int{}
	var unknown *estate.Value
	for _, item := range processes.Elements() {
		label := item.Value.Get("label")
		if item.Value.Unknown() {
			label = item.Value
		}
		if label.Unknown() {
			unknown = label
		}
		having[label.Str()]++
	}
	return func(label *estate.Value) *estate.Value {
		if unknown != nil {
			return unknown
		}
		return &estate.Value{Kind: estate.Number, Text: strconv.Itoa(having[label.Str()] - 1)}
	}
}
