// Package isolation measures the walls between workloads: what an attacker inside one has to break to own what lies around it.
//
// Edges come from policies. This package adds up their costs, and places workloads on the ladder.
package isolation

import "slices"

// Cost is a class of what an attacker has to break. Classes say what it takes; their weights say only which is nearer.
type Cost string

// Cost classes, the nearest first.
const (
	None         Cost = "none"          // nothing: the configuration gives it away
	Credential   Cost = "credential"    // a secret that the attacker holds or can read
	Service      Cost = "service"       // a bug in a network service that can be reached
	KernelWide   Cost = "kernel-wide"   // one bug of the shared kernel, most of which lies open
	KernelNarrow Cost = "kernel-narrow" // one bug in the little of the kernel that is left open
	Confinement  Cost = "confinement"   // one bug of what cages a virtual machine monitor's process
	VMM          Cost = "vmm"           // one bug of a virtual machine monitor or a kernel in user space
	Hardware     Cost = "hardware"      // a side channel of the CPU, or a device's access to memory
)

// Costs lists the classes, the nearest first.
func Costs() []Cost {
	return []Cost{None, Credential, Service, KernelWide, Confinement, KernelNarrow, VMM, Hardware}
}

// Known says whether c is a class.
func (c Cost) Known() bool { return slices.Contains(Costs(), c) }

// Weight is what the class adds to a distance. The numbers are ours, of 2026-11-24; their order carries the meaning.
func (c Cost) Weight() int {
	switch c {
	case Credential:
		return 1
	case Service:
		return 3
	case KernelWide, Confinement:
		return 4
	case KernelNarrow:
		return 6
	case VMM:
		return 8
	case Hardware:
		return 10
	case None:
	}
	return 0
}
