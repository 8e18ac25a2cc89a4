package relate

import (
	"fmt"
	"strconv"
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// domain makes the subjects of one definition of a domain.
type domain struct {
	*libvirtHost
	object  *estate.Object
	running *int
	yield   func(*subject.Subject)
	parts   map[string]int // how often a kind's part was given

	// value is the definition, and path leads to it in the object: "domain" for what runs, or else is defined.
	value *estate.Value
	path  string
	// stored says that the definition is another than that, and prefix tells its parts from those of that in the same object.
	stored bool
	prefix string
	// only makes subjects only of what differs from the object's other definition; nil: all.
	only *changes
}

const domainPath = "domain"

func (d *domain) root() subject.Root {
	return subject.Root{Name: domainPath, Value: d.value, Object: d.object, Path: d.path}
}

func (d *domain) subject(kind, part string, roots ...subject.Root) {
	// Parts tell subjects of a kind apart. Two graphics devices of a type are the second only by their order.
	if d.prefix != "" {
		part = strings.TrimSpace(d.prefix + " " + part)
	}
	key := kind + " " + part
	d.parts[key]++
	if n := d.parts[key]; n > 1 {
		part = fmt.Sprintf("%s#%d", part, n)
	}
	d.yield(&subject.Subject{Kind: kind, Object: d.object, Part: part, Roots: roots, Running: d.running, Stored: d.stored})
}

// chardevs are the elements that hold a character device, or can.
var chardevs = [...]string{"serial", "console", "parallel", "channel", "redirdev", "rng", "smartcard"}

// devices hands out the domain's devices.
func (d *domain) devices() {
	d.each("disk", "disk", func(device subject.Root, i int) {
		d.subject("libvirt/disk", device.Value.At("target", "dev").Str(), device, d.root(), d.machineRoot(), diskFacts(device.Value))
	})
	d.each("interface", "interface", func(device subject.Root, i int) {
		d.subject("libvirt/interface", interfaceName(device.Value, i), device, d.root(), d.networkRoot(device.Value, d.object), d.interfaceFacts(device.Value))
	})
	d.each("graphics", "graphics", func(device subject.Root, i int) {
		d.subject("libvirt/graphics", device.Value.Get("type").Str(), device, d.root(), d.machineRoot(), graphicsFacts(device.Value))
	})
	for _, element := range chardevs {
		facts := elementFact(element)
		d.each(element, "chardev", func(device subject.Root, i int) {
			d.subject("libvirt/chardev", element+strconv.Itoa(i), device, d.root(), d.machineRoot(), facts)
		})
	}
	d.each("hostdev", "hostdev", func(device subject.Root, i int) {
		d.hostdev(device, hostdevAddress(device.Value.Get("type").Str(), device.Value, i), "hostdev")
	})
	d.each("interface", "hostdev", func(device subject.Root, i int) {
		if passedThrough(device.Value, d.networkRoot(device.Value, d.object).Value) {
			d.hostdev(device, hostdevAddress("pci", device.Value, i), "interface")
		}
	})
	d.each("filesystem", "filesystem", func(device subject.Root, i int) {
		d.subject("libvirt/filesystem", device.Value.At("target", "dir").Str(), device, d.root(), noFacts())
	})
}

// hostdev hands out a device of the host. Element is the XML's: hostdev, or interface for a network card.
func (d *domain) hostdev(device subject.Root, part, element string) {
	d.subject("libvirt/hostdev", part, device, d.root(), d.hostRoot(), d.machineRoot(), d.hostdevFacts(device.Value, element))
}

// passedThrough says that an interface is a network card of the host's, its own or one of the network's.
func passedThrough(device, network *estate.Value) bool {
	switch device.Get("type").Str() {
	case "hostdev":
		return true
	case "network":
		return network.At("forward", "mode").Str() == "hostdev"
	}
	return false
}

func elementFact(element string) subject.Root {
	return subject.Root{Name: "facts", Value: estate.MapOf(estate.Item{Key: "element", Value: estate.Text(element)})}
}

// each calls do with each device of an element as the root of that name. Where it can't be told which there are, one unknown
// device stands for them all.
func (d *domain) each(element, name string, do func(device subject.Root, i int)) {
	path := d.path + ".devices." + element
	list := d.value.At("devices", element)
	if list.Unknown() && !d.value.Unknown() {
		do(subject.Root{Name: name, Value: list, Object: d.object, Path: path}, 0)
		return
	}
	for i, item := range list.Elements() {
		if !d.only.has(element, i) {
			continue
		}
		do(subject.Root{Name: name, Value: item.Value, Object: d.object, Path: path + "[" + strconv.Itoa(i) + "]"}, i)
	}
}

// interfaceName is the MAC address, or the device on the host, or the number.
func interfaceName(device *estate.Value, i int) string {
	if mac := device.At("mac", "address").Str(); mac != "" {
		return mac
	}
	if target := device.At("target", "dev").Str(); target != "" {
		return target
	}
	return strconv.Itoa(i)
}

// hostdevAddress names a host's device by what stays the same: its address, ids or path, or by its number.
func hostdevAddress(kind string, device *estate.Value, i int) string {
	source := device.Get("source")
	address := source.Get("address")
	joined := func(parts []string, between string) string {
		texts := make([]string, len(parts))
		for i, part := range parts {
			texts[i] = strings.TrimPrefix(address.Get(part).Str(), "0x")
		}
		return strings.Join(texts, between)
	}
	switch kind {
	case "pci":
		if address.Get("slot") != nil {
			return joined([]string{"domain", "bus", "slot"}, ":") + "." + joined([]string{"function"}, "")
		}
	case "usb":
		if vendor := source.At("vendor", "id").Str(); vendor != "" {
			return strings.TrimPrefix(vendor, "0x") + ":" + strings.TrimPrefix(source.At("product", "id").Str(), "0x")
		}
		if address.Get("bus") != nil {
			return joined([]string{"bus", "device"}, "-")
		}
	case "scsi":
		if adapter := source.At("adapter", "name").Str(); adapter != "" {
			return adapter + ":" + joined([]string{"bus", "target", "unit"}, ":")
		}
	}
	for _, text := range []string{
		device.At("mac", "address").Str(), address.Get("uuid").Str(), source.Get("wwpn").Str(), source.Get("name").Str(),
		source.Get("block").Str(), source.Get("char").Str(), source.Get("interface").Str(),
	} {
		if text != "" {
			return text
		}
	}
	return strconv.Itoa(i)
}
