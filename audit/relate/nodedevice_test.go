package relate

import (
	"fmt"
	"slices"
	"testing"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// pci is a node device as libvirt describes one: decimal numbers in elements, hexadecimal ones in attributes.
func pci(slot, function int, class string, group string, more string) string {
	return fmt.Sprintf(`{"device": {"capability": {"@type": "pci", "class": %q, "domain": "0", "bus": "1", "slot": "%d", "function": "%d",
		"iommuGroup": {"number": "7", "address": [%s]}%s}}}`, class, slot, function, group, more)
}

func passesPCI(function string) string {
	return `{"type": "pci", "source": {"address": {"domain": "0x0000", "bus": "0x01", "slot": "0x00", "function": "` + function + `"}}}`
}

func TestNodeDevices(t *testing.T) {
	const group = `{"domain": "0x0000", "bus": "0x01", "slot": "0x00", "function": "0x0"}, {"domain": "0x0000", "bus": "0x01", "slot": "0x00", "function": "0x1"},
		{"domain": "0x0000", "bus": "0x01", "slot": "0x1f", "function": "0x0"}`
	h := &libvirtHost{}
	h.reference(libvirtObject(t, "NodeDevice", "n0", pci(0, 0, "0x020000", group, `, "capability": [{"@type": "virt_functions", "address": [{}, {}]}]`)))
	h.reference(libvirtObject(t, "NodeDevice", "n1", pci(0, 1, "0x020000", group, "")))
	h.reference(libvirtObject(t, "NodeDevice", "bridge", pci(31, 0, "0x060400", group, "")))
	h.referencesDone(func(*subject.Subject) {})
	var got []string
	yield := func(s *subject.Subject) {
		if s.Kind == "libvirt/hostdev" {
			f := s.Root("facts").Value
			others := f.At("iommuGroup", "others")
			got = append(got, fmt.Sprintf("%s %s: %s, %s", s.Object.Name, s.Part, others.Reason()+others.Text, f.Get("virtualFunctions").Text))
		}
	}
	devices := func(list string) string { return `{"domain": {"devices": {"hostdev": [` + list + `]}}}` }
	h.object(libvirtObject(t, "Domain", "both", devices(passesPCI("0x0")+","+passesPCI("1"))), yield)
	h.object(libvirtObject(t, "Domain", "half", devices(passesPCI("0x1"))), yield)
	h.object(libvirtObject(t, "Domain", "unlisted", devices(passesPCI("0x6"))), yield)
	want := []string{
		"both 0000:01:00.0: 0, 2", "both 0000:01:00.1: 0, 0", "half 0000:01:00.1: 1, 0",
		"unlisted 0000:01:00.6: not-in-inputthe host does not list the device, the host does not list the device",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	var shared []string
	h.end(func(s *subject.Subject) {
		if v := s.Root("sharing").Value; v.Get("of").Str() == "iommu-group" {
			shared = append(shared, s.Object.Name+" "+s.Part+" "+v.Get("name").Str())
		}
	})
	if want := []string{"both IOMMU group 7 0000:01:00.0", "half IOMMU group 7 0000:01:00.1"}; !slices.Equal(shared, want) {
		t.Errorf("shared %q, want %q", shared, want)
	}
}

// Domains of one device of a group share the device, which is told by its own control; those that were not read make it unread.
func TestNodeDevicesNotRead(t *testing.T) {
	h := &libvirtHost{}
	h.problem(estate.Problem{Kind: "NodeDevice", What: "node devices", Error: "refused"})
	device := estate.MapOf(estate.Item{Key: "source", Value: estate.MapOf(estate.Item{
		Key: "address", Value: estate.MapOf(estate.Item{Key: "slot", Value: estate.Text("0x1")}),
	})})
	if _, why := h.nodeDevice(device.At("source", "address")); why == nil || why.Kind != estate.Unread {
		t.Errorf("not read: %v", why)
	}
	h.files = true
	if _, why := h.nodeDevice(device.At("source", "address")); why == nil || why.Kind != estate.NotInInput {
		t.Errorf("a file: %v", why)
	}
	if _, why := h.nodeDevice(estate.MapOf()); why == nil || why.Kind != estate.NotInInput {
		t.Errorf("no address: %v", why)
	}
	one := []claim{{value: estate.Text("a")}, {value: estate.Text("a")}}
	if !oneDevice("iommu-group", one) || oneDevice("disk", one) || oneDevice("iommu-group", []claim{{value: estate.Text("a")}, {value: estate.Text("b")}}) {
		t.Error("which devices of a group are one and the same is mistaken")
	}
}

// Files of one directory are one host's; those of another directory are another's, unless all are judged by a given host.
func TestSharingOfFilesByDirectory(t *testing.T) {
	const shares = `{"domain": {"devices": {"disk": [{"target": {"dev": "vda"}, "source": {"file": "/x"}}]},
		"idmap": {"uid": [{"start": "0", "target": "100000", "count": "10"}]}}}`
	count := func(onHost *GivenHost, files ...string) int {
		h := &libvirtHost{files: true, onHost: onHost}
		if onHost == nil {
			h.referencesDone(func(*subject.Subject) {})
		}
		for i, file := range files {
			o := libvirtObject(t, "Domain", fmt.Sprintf("d%d", i), shares)
			o.Value.Source = &estate.Source{File: file}
			h.sharing.host = h.hostOf(o)
			h.sharing.claimAll(o, newCores(nil), &h.nodeDevices)
		}
		n := 0
		h.end(func(*subject.Subject) { n++ })
		return n
	}
	if n := count(nil, "a/one.xml", "a/two.xml"); n != 4 {
		t.Errorf("one directory: %d", n)
	}
	if n := count(nil, "a/one.xml", "b/two.xml"); n != 0 {
		t.Errorf("two directories: %d", n)
	}
	if n := count(&GivenHost{}, "a/one.xml", "b/two.xml"); n != 4 {
		t.Errorf("a given host: %d", n)
	}
}

// A card that a network hands out may be any of the network's.
func TestNodeDevicesOfANetwork(t *testing.T) {
	const group = `{"domain": "0x0000", "bus": "0x01", "slot": "0x00", "function": "0x0"}, {"domain": "0x0000", "bus": "0x01", "slot": "0x00", "function": "0x1"}`
	for name, test := range map[string]struct{ addresses, want string }{
		"one alone":            {`{"type": "pci", "slot": "2", "bus": "1"}`, "0, 0"},
		"one with a neighbour": {`{"type": "pci", "slot": "2", "bus": "1"}, {"type": "pci", "slot": "0x00", "bus": "0x01", "function": "0x1"}`, "1, 0"},
		"one that lends":       {`{"type": "pci", "slot": "0x00", "bus": "0x01"}`, "1, 2"},
		"one not listed":       {`{"type": "pci", "slot": "0x09", "bus": "0x01"}`, "not-in-input, not-in-input"},
		"none given":           {``, "not-in-input, not-in-input"},
	} {
		h := &libvirtHost{}
		h.reference(libvirtObject(t, "NodeDevice", "n0", pci(0, 0, "0x020000", group, `, "capability": [{"@type": "virt_functions", "address": [{}, {}]}]`)))
		h.reference(libvirtObject(t, "NodeDevice", "n1", pci(0, 1, "0x020000", group, "")))
		h.reference(libvirtObject(t, "NodeDevice", "n2", pci(2, 0, "0x020000", `{"domain": "0x0000", "bus": "0x01", "slot": "0x02", "function": "0x0"}`, "")))
		h.reference(libvirtObject(t, "Network", "pool", `{"network": {"forward": {"mode": "hostdev", "address": [`+test.addresses+`]}}}`))
		h.referencesDone(func(*subject.Subject) {})
		h.object(libvirtObject(t, "Domain", "d", `{"domain": {"devices": {"interface": [{"type": "network", "source": {"network": "pool"}}]}}}`), func(s *subject.Subject) {
			if s.Kind == "libvirt/hostdev" {
				f := s.Root("facts").Value
				told := func(v *estate.Value) string {
					if v.Unknown() {
						return v.Reason()
					}
					return v.Text
				}
				if got := told(f.At("iommuGroup", "others")) + ", " + told(f.Get("virtualFunctions")); got != test.want {
					t.Errorf("%s: %s, want %s", name, got, test.want)
				}
			}
		})
	}
}
