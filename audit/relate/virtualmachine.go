package relate

import (
	"fmt"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// isVirtualMachine says that an object of that kind is one of KubeVirt's machines.
func isVirtualMachine(kind string) bool {
	return kind == "VirtualMachine" || kind == "VirtualMachineInstance"
}

// virtualMachine makes the subject of a machine of KubeVirt's. In a cluster an instance folds into the machine that made it.
func (c *cluster) virtualMachine(o *estate.Object, machines []*estate.Object, yield func(*subject.Subject)) error {
	if !c.include(o.Namespace) {
		return nil
	}
	machine, path := o.Value, ""
	if o.Kind == "VirtualMachine" {
		machine, path = o.Value.At("spec", "template"), "spec.template"
	}
	if spec := machine.At("spec"); !spec.Unknown() && spec.Fields() == nil {
		return fmt.Errorf("%s %q has no specification of a machine", o.Kind, o.Name)
	}
	running := new(int)
	switch {
	case c.files:
		c.chart.addMachine(c, o, machine)
	case o.Kind == "VirtualMachine":
		c.adopt(o, &owner{running: running})
		c.chart.addMachine(c, o, machine)
	default:
		if above := c.ownerOf(o); above != nil {
			*above.running++
			return nil
		}
		*running = 1
		c.chart.addMachine(c, o, machine)
	}
	c.machineUses(o, machine)
	yield(&subject.Subject{
		Kind: "kubernetes/virtualmachine", Object: o, Running: running,
		Roots: []subject.Root{{Name: "virtualmachine", Value: machine, Object: o, Path: path}, c.machineFacts(o, machine, machines)},
	})
	c.machineImages(o, machine, path, running, yield)
	return nil
}

// machineFacts are those of a machine: what network policies say of the pod that it runs in, which has its labels, and its process.
func (c *cluster) machineFacts(o *estate.Object, machine *estate.Value, machines []*estate.Object) subject.Root {
	return subject.Root{Name: "facts", Value: estate.MapOf(
		estate.Item{Key: "minor", Value: c.minor},
		estate.Item{Key: "networkPolicies", Value: c.selected(o.Namespace, machine)},
		estate.Item{Key: "process", Value: c.machineProcess(o, machines)},
	)}
}

// kubeVirtSubjects hand out what configures KubeVirt itself.
func (c *cluster) kubeVirtSubjects(yield func(*subject.Subject)) {
	for _, o := range c.kubevirts {
		if c.include(o.Namespace) {
			yield(&subject.Subject{
				Kind: "kubernetes/kubevirt", Object: o,
				Roots: []subject.Root{{Name: "kubevirt", Value: o.Value, Object: o}, c.commonFacts()},
			})
		}
	}
}
