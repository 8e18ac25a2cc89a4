package relate

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// nodeDevices are a host's PCI devices by their addresses, which libvirt writes with leading zeros or without, in hexadecimal or decimal.
type nodeDevices struct {
	byAddress map[pciAddress]nodeDevice
	unread    string // why devices that are not there may exist nonetheless
}

type pciAddress struct{ domain, bus, slot, function uint64 }

func (a pciAddress) compare(b pciAddress) int {
	return cmp.Or(cmp.Compare(a.domain, b.domain), cmp.Compare(a.bus, b.bus), cmp.Compare(a.slot, b.slot), cmp.Compare(a.function, b.function))
}

type nodeDevice struct {
	group   string       // the IOMMU group's number, "" where the host has none
	members []pciAddress // of the group, itself included
	bridge  bool
	virtual int // functions that it lends as a physical function
}

// bridgeClass is the PCI class of bridges between PCI buses. The kernel keeps them for itself; in a group they are nobody's.
const bridgeClass = "0x0604"

func (n *nodeDevices) add(device *estate.Value) {
	pci := device.Get("capability")
	at, ok := pciAddressOf(pci)
	if pci.Get("@type").Str() != "pci" || !ok {
		return
	}
	made := nodeDevice{group: pci.At("iommuGroup", "number").Str(), bridge: strings.HasPrefix(pci.Get("class").Str(), bridgeClass)}
	for _, member := range pci.At("iommuGroup", "address").Elements() {
		if address, ok := pciAddressOf(member.Value); ok {
			made.members = append(made.members, address)
		}
	}
	for _, c := range pci.Get("capability").Elements() {
		if c.Value.Get("@type").Str() == "virt_functions" {
			made.virtual += len(c.Value.Get("address").Elements())
		}
	}
	if n.byAddress == nil {
		n.byAddress = map[pciAddress]nodeDevice{}
	}
	n.byAddress[at] = made
}

// pciAddressOf reads an address of attributes or elements. One without a slot is none.
func pciAddressOf(v *estate.Value) (at pciAddress, ok bool) {
	for key, part := range map[string]*uint64{"domain": &at.domain, "bus": &at.bus, "slot": &at.slot, "function": &at.function} {
		text := v.Get(key).Str()
		if text == "" && key != "slot" {
			continue
		}
		n, err := strconv.ParseUint(text, 0, 32)
		if err != nil {
			return at, false
		}
		*part = n
	}
	return at, true
}

// passed are the addresses of the PCI devices that a definition of a domain has.
func passed(document *estate.Value) map[pciAddress]bool {
	all := map[pciAddress]bool{}
	devices := document.Get("devices")
	for _, element := range []string{"hostdev", "interface"} {
		for _, item := range devices.Get(element).Elements() {
			if item.Value.Get("type").Str() == "pci" || item.Value.Get("type").Str() == "hostdev" {
				if at, ok := pciAddressOf(item.Value.At("source", "address")); ok {
					all[at] = true
				}
			}
		}
	}
	return all
}

// hostdevFacts are what is known of a device that a domain is given: for PCI devices the IOMMU group and the virtual functions.
func (d *domain) hostdevFacts(device *estate.Value, element string) subject.Root {
	facts := elementFact(element)
	if element == "hostdev" && device.Get("type").Str() != "pci" {
		return facts
	}
	own := passed(d.value)
	others, virtual := 0, 0
	for _, address := range d.addresses(device) {
		found, why := d.nodeDevice(address)
		if why != nil {
			facts.Value.Items = append(facts.Value.Items, estate.Item{Key: "iommuGroup", Value: why}, estate.Item{Key: "virtualFunctions", Value: why})
			return facts
		}
		beside := 0
		for _, member := range found.members {
			if at, _ := pciAddressOf(address); member != at && !own[member] && !d.nodeDevices.byAddress[member].bridge {
				beside++
			}
		}
		others, virtual = max(others, beside), max(virtual, found.virtual)
	}
	facts.Value.Items = append(facts.Value.Items,
		estate.Item{Key: "iommuGroup", Value: estate.MapOf(estate.Item{Key: "others", Value: counted(others)})},
		estate.Item{Key: "virtualFunctions", Value: counted(virtual)})
	return facts
}

// addresses are those of the device, or of all that its network may hand out: the guest has to live with any of them. There is always one,
// which may be absent.
func (d *domain) addresses(device *estate.Value) []*estate.Value {
	own := device.At("source", "address")
	if own == nil && device.Get("type").Str() == "network" {
		var all []*estate.Value
		for _, item := range d.networkRoot(device, d.object).Value.At("forward", "address").Elements() {
			all = append(all, item.Value)
		}
		if len(all) > 0 {
			return all
		}
	}
	return []*estate.Value{own}
}

// nodeDevice finds what the host says of the device at an address, or says why that is not known.
func (h *libvirtHost) nodeDevice(address *estate.Value) (*nodeDevice, *estate.Value) {
	if address.Unknown() {
		return nil, address
	}
	at, ok := pciAddressOf(address)
	if !ok {
		return nil, estate.NotInInputBecause("the definition leaves it to the host which device it is")
	}
	if found, ok := h.nodeDevices.byAddress[at]; ok {
		return &found, nil
	}
	switch {
	case h.files:
		return nil, estate.NotInInputBecause("a file says nothing of the host's devices")
	case h.nodeDevices.unread != "":
		return nil, estate.UnreadBecause(h.nodeDevices.unread)
	}
	return nil, estate.NotInInputBecause("the host does not list the device")
}

// claimGroups takes note of the IOMMU groups that a domain has devices of.
func (c *claimant) claimGroups(devices *nodeDevices) {
	all := slices.SortedFunc(maps.Keys(passed(c.domain)), pciAddress.compare)
	for _, at := range all {
		if group := devices.byAddress[at].group; group != "" {
			name := estate.Text(fmt.Sprintf("%04x:%02x:%02x.%x", at.domain, at.bus, at.slot, at.function))
			c.one("iommu-group", group, "IOMMU group "+group, name)
		}
	}
}

// oneDevice says that all claims on a group are on the same device of it. Who shares that is told of the device.
func oneDevice(of string, claims []claim) bool {
	if of != "iommu-group" {
		return false
	}
	for _, c := range claims[1:] {
		if c.value.Str() != claims[0].value.Str() {
			return false
		}
	}
	return true
}
