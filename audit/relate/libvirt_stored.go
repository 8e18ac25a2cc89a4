package relate

import (
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// A domain has other definitions beside what runs: the one for its next start, and those in snapshots and saved states, which come
// back with them. They are judged as what they are: by the same controls, and as subjects of their own.

// storedDomain hands out the subjects of the definition inside a snapshot or a saved state.
func (h *libvirtHost) storedDomain(o *estate.Object, path []string, yield func(*subject.Subject)) {
	value := o.Value.At(path...)
	if value == nil || value.Kind == estate.Map && len(value.Get("devices").Fields()) == 0 && value.Get("os") == nil {
		return // snapshots of old keep no more than the domain's UUID
	}
	d := domain{libvirtHost: h, object: o, yield: yield, parts: map[string]int{}}
	d.again(strings.Join(path, "."), value, "", nil)
	// What was to come at the next start of what ran when the snapshot was taken.
	next := append(path[:len(path)-1:len(path)-1], "inactiveDomain")
	if changes := nextStart(value, o.Value.At(next...)); changes.any() {
		d.again(strings.Join(next, "."), o.Value.At(next...), "next start", changes)
	}
}

// again hands out the subjects of another definition in the same object.
func (d *domain) again(path string, value *estate.Value, prefix string, only *changes) {
	stored := *d
	stored.path, stored.value, stored.prefix, stored.only, stored.stored = path, value, prefix, only, true
	stored.running = nil
	if only == nil || only.domain {
		state := subject.Root{Name: "state", Value: estate.NotInInputBecause("what is stored of a domain has no state")}
		stored.subject("libvirt/domain", "", stored.root(), state, d.hostRoot(), d.machineRoot(), d.facts(value, noFacts()))
	}
	stored.devices()
}

// changes are what another definition of a domain has that what runs has not.
type changes struct {
	domain  bool            // something beside devices
	devices map[string]bool // by element and place, as "disk 0"
	names   []string        // for people
}

func (c *changes) any() bool { return c != nil && len(c.names) > 0 }

// has says whether a device is to be made a subject. Where nothing is compared, all are.
func (c *changes) has(element string, i int) bool {
	return c == nil || c.devices[devicePlace(element, i)]
}

// facts are those of the domain that runs, whose definition for the next start is next.
func (c *changes) facts(next *estate.Value) subject.Root {
	if next.Unknown() {
		return subject.Root{Name: "facts", Value: estate.MapOf(estate.Item{Key: "nextStart", Value: next})}
	}
	if !c.any() {
		return noFacts()
	}
	list := make([]*estate.Value, len(c.names))
	for i, name := range c.names {
		list[i] = estate.Text(name)
	}
	return subject.Root{Name: "facts", Value: estate.MapOf(estate.Item{Key: "nextStart", Value: estate.ListOf(list...)})}
}
