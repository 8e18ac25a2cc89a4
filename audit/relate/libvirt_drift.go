package relate

import (
	"slices"
	"strconv"

	"bulkhead/audit/estate"
)

// libvirt fills in a definition when it starts it: aliases, addresses, labels, the ports and paths that it chose. So what runs says
// all that is defined, and more. Drift is what the definition says and what runs does not, and what runs has that the definition
// lacks and libvirt would not have added: somebody plugged it in, took it out of the definition, or edited that without a restart.

// comparedElements are those of a domain, beside devices, that controls ask for and that libvirt does not change as it pleases when the
// domain starts, as it does with the CPU. added says that libvirt itself adds it to what runs.
var comparedElements = [...]struct {
	name  string
	added bool
}{
	{"type", false},
	{"os", false},
	{"features", true},
	{"memoryBacking", false},
	{"memtune", false},
	{"seclabel", true},
	{"launchSecurity", false},
	{"idmap", false},
	{"qemu:commandline", false},
	{"qemu:capabilities", false},
	{"qemu:override", false},
	{"lxc:namespace", false},
}

// nextStart compares what runs with the definition for its next start. It is nil where there is no other, or it is not known.
func nextStart(running, next *estate.Value) *changes {
	if next == nil || next.Unknown() || running == nil || running.Unknown() {
		return nil
	}
	c := &changes{devices: map[string]bool{}}
	for _, element := range comparedElements {
		is, was := next.Get(element.name), running.Get(element.name)
		if !within(is, was) || !element.added && is == nil && was != nil && !was.Unknown() {
			c.domain = true
			c.names = append(c.names, element.name)
		}
	}
	if is, was := next.At("devices", "emulator"), running.At("devices", "emulator"); !within(is, was) {
		c.domain = true
		c.names = append(c.names, "emulator")
	}
	for _, element := range [...]string{"disk", "interface", "graphics", "hostdev", "filesystem"} {
		c.compare(element, running.At("devices", element), next.At("devices", element))
	}
	for _, element := range chardevs {
		c.compare(element, running.At("devices", element), next.At("devices", element))
	}
	return c
}

// compare adds the devices of one element that differ.
func (c *changes) compare(element string, running, next *estate.Value) {
	if running == next || running.Unknown() || next.Unknown() {
		return
	}
	runs := map[string]*estate.Value{}
	for i, item := range running.Elements() {
		runs[deviceKey(element, item.Value, i)] = item.Value
	}
	for i, item := range next.Elements() {
		key := deviceKey(element, item.Value, i)
		if was := runs[key]; was == nil || !within(item.Value, was) {
			c.devices[devicePlace(element, i)] = true
			c.names = append(c.names, key)
		}
		delete(runs, key)
	}
	gone := len(c.names)
	for key := range runs {
		c.names = append(c.names, key+" (gone)")
	}
	slices.Sort(c.names[gone:])
}

// deviceKey names a device by what stays the same when it is changed.
func deviceKey(element string, device *estate.Value, i int) string {
	key := ""
	switch element {
	case "disk":
		key = device.At("target", "dev").Str()
	case "interface":
		key = device.At("mac", "address").Str()
	case "filesystem":
		key = device.At("target", "dir").Str()
	case "hostdev":
		key = hostdevAddress(device.Get("type").Str(), device, i)
	}
	if key == "" {
		key = strconv.Itoa(i)
	}
	return element + " " + key
}

func devicePlace(element string, i int) string { return element + " " + strconv.Itoa(i) }

// within says that running has all that is defined.
func within(defined, running *estate.Value) bool {
	if defined == running || defined == nil || defined.Unknown() || running.Unknown() {
		return true
	}
	if running == nil {
		return defined.Kind == estate.List && len(defined.Items) == 0 // an empty element is a setting, such as readonly
	}
	if defined.Kind != running.Kind {
		return false
	}
	switch defined.Kind {
	case estate.Map:
		for _, field := range defined.Items {
			if field.Value.Str() != "-1" && !within(field.Value, running.Get(field.Key)) { // -1 is a port for libvirt to choose
				return false
			}
		}
		return true
	case estate.List:
		for _, item := range defined.Items {
			if !slices.ContainsFunc(running.Items, func(at estate.Item) bool { return within(item.Value, at.Value) }) {
				return false
			}
		}
		return true
	}
	return defined.Text == running.Text
}
