package relate

import (
	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// machineTypes are the machine types that a host's QEMU has given up, by architecture.
type machineTypes struct {
	deprecated map[[2]string]bool
	// why they are not known, nil where they are.
	why *estate.Value
}

// newMachineTypes reads the machine types in a host's capabilities, once for all domains.
func newMachineTypes(capabilities *estate.Value) *machineTypes {
	if capabilities == nil || capabilities.Unknown() {
		return &machineTypes{why: capabilities}
	}
	guests := capabilities.Get("guest")
	if guests.Unknown() {
		return &machineTypes{why: guests}
	}
	m := &machineTypes{deprecated: map[[2]string]bool{}}
	for _, guest := range guests.Elements() {
		arch := guest.Value.Get("arch")
		add := func(machines *estate.Value) {
			for _, machine := range machines.Elements() {
				if name := text(machine.Value); name != nil && machine.Value.Get("deprecated").Str() == "yes" {
					m.deprecated[[2]string{arch.Get("name").Str(), name.Str()}] = true
				}
			}
		}
		add(arch.Get("machine"))
		for _, domain := range arch.Get("domain").Elements() {
			add(domain.Value.Get("machine"))
		}
	}
	return m
}

// fact is {"deprecated": whether the host has given the domain's machine type up}.
func (m *machineTypes) fact(domain *estate.Value) *estate.Value {
	kind := domain.At("os", "type")
	deprecated := m.why
	switch {
	case kind.Unknown():
		deprecated = kind
	case m.why == nil:
		deprecated = estate.Bool(m.deprecated[[2]string{kind.Get("arch").Str(), kind.Get("machine").Str()}])
	}
	return estate.MapOf(estate.Item{Key: "deprecated", Value: deprecated})
}

// facts are those of a domain's document, and more.
func (d *domain) facts(document *estate.Value, more subject.Root) subject.Root {
	own := estate.MapOf(
		estate.Item{Key: "machineType", Value: d.machineTypes.fact(document)},
		estate.Item{Key: "graphics", Value: displays(document)},
		estate.Item{Key: "interfaces", Value: interfaces(document)},
		estate.Item{Key: "scsiDisks", Value: scsiDisks(document)},
		estate.Item{Key: "cores", Value: keptOn(document, d.cores)},
	)
	more.Value.Items = append(more.Value.Items, own.Items...)
	return more
}
