package relate

import (
	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// machineSubjects hands out what controls look at on one machine. Its kernel and CPU are always judged, unknown where the
// machine's files do not tell them; libvirt's daemons only where it has them.
func machineSubjects(o *estate.Object, yield func(*subject.Subject)) {
	kinds := []string{"node/kernel", "node/cpu"}
	if o.Value.Get("libvirt") != nil {
		kinds = append(kinds, "libvirt/daemon")
	}
	for _, kind := range kinds {
		yield(&subject.Subject{
			Kind:   kind,
			Object: o,
			Roots: []subject.Root{
				{Name: "machine", Value: o.Value, Object: o},
				{Name: "facts", Value: estate.MapOf()},
			},
		})
	}
}
