package relate

import (
	"slices"
	"strconv"

	"bulkhead/audit/estate"
)

// nodeProcesses are the processes that run guests on nodes whose files are in the run.
type nodeProcesses struct {
	nodes   map[string]bool
	byGuest map[string][]*estate.Value // nil until the first is asked for
	unread  *estate.Value              // why those of some node are not known
}

func (p *nodeProcesses) node(name string) {
	if p.nodes == nil {
		p.nodes = map[string]bool{}
	}
	p.nodes[name] = true
}

// machineProcess is the process that runs one of KubeVirt's machines, as the kernel of its node shows it. It is nil where no node's files show
// it. KubeVirt calls the guest NAMESPACE_NAME, and an instance has its machine's name
// (https://pkg.go.dev/kubevirt.io/kubevirt/pkg/virt-launcher/virtwrap/api#VMINamespaceKeyFunc).
func (p *nodeProcesses) machineProcess(o *estate.Object, machines []*estate.Object) *estate.Value {
	if p.byGuest == nil {
		p.read(machines)
	}
	switch found := p.byGuest[o.Namespace+"_"+o.Name]; len(found) {
	case 0:
		return p.unread
	case 1:
		return found[0]
	default: // it moves from one node to another, or two clusters' nodes have the same names
		return estate.NotInInputBecause("several nodes run a guest of that name")
	}
}

// read finds the processes of the cluster's nodes, each with what its machine says of their labels.
func (p *nodeProcesses) read(machines []*estate.Object) {
	p.byGuest = map[string][]*estate.Value{}
	for _, machine := range machines {
		if !p.nodes[machine.Name] {
			continue
		}
		list := machine.Value.Get("guests")
		if list.Unknown() && list.Kind == estate.Unread {
			p.unread = list
		}
		alike := map[string]int{}
		for _, item := range list.Elements() {
			alike[item.Value.Get("label").Str()]++
		}
		for _, item := range list.Elements() {
			others := alike[item.Value.Get("label").Str()] - 1
			process := estate.MapOf(append(slices.Clip(item.Value.Items),
				estate.Item{Key: "alike", Value: &estate.Value{Kind: estate.Number, Text: strconv.Itoa(others)}},
				estate.Item{Key: "enforce", Value: machine.Value.At("kernel", "selinux", "enforce")})...)
			process.Source = item.Value.Source
			guest := process.Get("guest").Str()
			p.byGuest[guest] = append(p.byGuest[guest], process)
		}
	}
}
