package relate

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

func libvirtObject(t *testing.T, kind, name, value string) *estate.Object {
	t.Helper()
	v, err := estate.DecodeJSON(jsontext.NewDecoder(strings.NewReader(value)), nil)
	if err != nil {
		t.Fatal(err)
	}
	return &estate.Object{Platform: estate.Libvirt, Kind: kind, Name: name, Value: v}
}

// lines writes subjects as "kind part: root@path=value".
func lines(subjects []*subject.Subject) []string {
	var all []string
	for _, s := range subjects {
		var b strings.Builder
		fmt.Fprintf(&b, "%s %s:", s.Kind, s.Part)
		for _, root := range s.Roots {
			state := "absent"
			switch {
			case root.Value.Unknown():
				state = root.Value.Reason()
			case root.Value != nil && root.Object != nil:
				state = root.Object.Name
			case root.Value != nil:
				state = "computed"
			}
			fmt.Fprintf(&b, " %s@%s=%s", root.Name, root.Path, state)
		}
		all = append(all, b.String())
	}
	return all
}

const everyDevice = `{"domain": {"devices": {
	"disk": [{"target": {"dev": "vda"}}, {"target": {"dev": "vda"}}],
	"interface": [{"type": "network", "mac": {"address": "52:54:00:00:00:01"}, "source": {"network": "default"}},
	              {"type": "network", "target": {"dev": "vnet1"}, "source": {"network": "other"}}, {"type": "bridge"}],
	"graphics": [{"type": "vnc"}],
	"serial": [{"type": "pty"}], "rng": [{"model": "virtio"}],
	"hostdev": [{"type": "pci", "source": {"address": {"domain": "0x0000", "bus": "0x01", "slot": "0x02", "function": "0x3"}}},
	            {"type": "usb", "source": {"vendor": {"id": "0x1234"}, "product": {"id": "0xabcd"}}}],
	"filesystem": [{"target": {"dir": "share"}}]}},
	"state": {"active": true}}`

func TestLibvirtSubjects(t *testing.T) {
	h := &libvirtHost{machine: &estate.Object{Name: "m", Value: estate.MapOf()}}
	h.reference(libvirtObject(t, "Host", "h", `{"capabilities": {}}`))
	h.reference(libvirtObject(t, "Network", "default", `{"network": {"name": "default"}}`))
	h.reference(libvirtObject(t, "NWFilter", "clean-traffic", `{"filter": {}}`))
	var got []*subject.Subject
	yield := func(s *subject.Subject) { got = append(got, s) }
	h.referencesDone(yield)
	h.object(libvirtObject(t, "Domain", "d", everyDevice), yield)

	want := []string{
		"libvirt/host : host@=h machine@=m facts@=computed",
		"libvirt/network : network@network=default facts@=computed",
		"libvirt/domain : domain@domain=d state@state=d host@=h machine@=m facts@=computed",
		"libvirt/disk vda: disk@domain.devices.disk[0]=d domain@domain=d machine@=m facts@=computed",
		"libvirt/disk vda#2: disk@domain.devices.disk[1]=d domain@domain=d machine@=m facts@=computed",
		"libvirt/interface 52:54:00:00:00:01: interface@domain.devices.interface[0]=d domain@domain=d network@network=default facts@=computed",
		"libvirt/interface vnet1: interface@domain.devices.interface[1]=d domain@domain=d network@=absent facts@=computed",
		"libvirt/interface 2: interface@domain.devices.interface[2]=d domain@domain=d network@=absent facts@=computed",
		"libvirt/graphics vnc: graphics@domain.devices.graphics[0]=d domain@domain=d machine@=m facts@=computed",
		"libvirt/chardev serial0: chardev@domain.devices.serial[0]=d domain@domain=d machine@=m facts@=computed",
		"libvirt/chardev rng0: chardev@domain.devices.rng[0]=d domain@domain=d machine@=m facts@=computed",
		"libvirt/hostdev 0000:01:02.3: hostdev@domain.devices.hostdev[0]=d domain@domain=d host@=h machine@=m facts@=computed",
		"libvirt/hostdev 1234:abcd: hostdev@domain.devices.hostdev[1]=d domain@domain=d host@=h machine@=m facts@=computed",
		"libvirt/filesystem share: filesystem@domain.devices.filesystem[0]=d domain@domain=d facts@=computed",
	}
	if !slices.Equal(lines(got), want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(lines(got), "\n"), strings.Join(want, "\n"))
	}
	if s := got[10]; s.Root("facts").Value.Get("element").Str() != "rng" || *s.Running != 1 {
		t.Error("the rng's facts or the running copies are wrong")
	}
}

// Network cards that are passed through are devices of the host as well, whichever element says so.
func TestLibvirtNetworkCards(t *testing.T) {
	h := &libvirtHost{files: true}
	h.reference(libvirtObject(t, "Network", "pool", `{"network": {"forward": {"mode": "hostdev"}}}`))
	h.reference(libvirtObject(t, "Network", "nat", `{"network": {"forward": {"mode": "nat"}}}`))
	h.referencesDone(func(*subject.Subject) {})
	var got []string
	h.object(libvirtObject(t, "Domain", "d", `{"domain": {"devices": {"interface": [
		{"type": "hostdev", "source": {"address": {"domain": "0x0000", "bus": "0x01", "slot": "0x02", "function": "0x3"}}},
		{"type": "network", "mac": {"address": "52:54:00:00:00:01"}, "source": {"network": "pool"}},
		{"type": "network", "source": {"network": "nat"}},
		{"type": "network", "source": {"network": "not there"}},
		{"type": "bridge", "source": {"bridge": "br0"}}]}}}`), func(s *subject.Subject) {
		if s.Kind == "libvirt/hostdev" {
			got = append(got, s.Part+" "+s.Roots[0].Path+" "+s.Root("facts").Value.Get("element").Str())
		}
	})
	want := []string{
		"0000:01:02.3 domain.devices.interface[0] interface",
		"52:54:00:00:00:01 domain.devices.interface[1] interface",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLibvirtUnknowns(t *testing.T) {
	network := `{"domain": {"devices": {"interface": [{"type": "network", "source": {"network": "n"}}]}}}`
	for name, c := range map[string]struct {
		h    libvirtHost
		want []string
	}{
		"files": {libvirtHost{files: true}, []string{
			"libvirt/domain : domain@domain=d state@=not-in-input host@=not-in-input machine@=not-in-input facts@=computed",
			"libvirt/interface 0: interface@domain.devices.interface[0]=d domain@domain=d network@=not-in-input facts@=computed",
		}},
		"live, networks and host unread": {libvirtHost{networksUnread: "denied"}, []string{
			"libvirt/domain : domain@domain=d state@state=absent host@=unread machine@=not-in-input facts@=computed",
			"libvirt/interface 0: interface@domain.devices.interface[0]=d domain@domain=d network@=unread facts@=computed",
		}},
	} {
		var got []*subject.Subject
		c.h.referencesDone(func(*subject.Subject) {})
		c.h.object(libvirtObject(t, "Domain", "d", network), func(s *subject.Subject) { got = append(got, s) })
		if !slices.Equal(lines(got), c.want) {
			t.Errorf("%s:\n%s", name, strings.Join(lines(got), "\n"))
		}
	}
}

// A domain whose devices can't be told must not look like one without devices.
func TestLibvirtDevicesUnread(t *testing.T) {
	count := func(devices *estate.Value) map[string]int {
		o := &estate.Object{Kind: "Domain", Value: estate.MapOf(estate.Item{
			Key: "domain", Value: estate.MapOf(estate.Item{Key: "devices", Value: devices}),
		})}
		kinds := map[string]int{}
		h := libvirtHost{files: true}
		h.referencesDone(func(*subject.Subject) {})
		h.object(o, func(s *subject.Subject) {
			if s.Kind == "libvirt/domain" || s.Roots[0].Value.Unknown() {
				kinds[s.Kind]++
			}
		})
		return kinds
	}
	if got := count(estate.UnreadBecause("given twice")); len(got) != 7 || got["libvirt/disk"] != 1 || got["libvirt/chardev"] != len(chardevs) {
		t.Error(got)
	}
	if got := count(nil); len(got) != 1 {
		t.Error(got)
	}
}

// Files of two directories are two hosts', whose networks and filters may have the same names.
func TestLibvirtFilesOfTwoHosts(t *testing.T) {
	in := func(dir, kind, name, value string) *estate.Object {
		o := libvirtObject(t, kind, name, value)
		o.Value.Source = &estate.Source{File: dir + "/" + name + ".xml"}
		return o
	}
	h := &libvirtHost{files: true}
	for _, dir := range []string{"a", "b"} {
		h.reference(in(dir, "Network", "lan", `{"network": {"bridge": {"name": "`+dir+`"}}}`))
		h.reference(in(dir, "NWFilter", "f", `{"filter": {}}`))
	}
	h.referencesDone(func(*subject.Subject) {})
	const card = `{"domain": {"devices": {"interface": [{"type": "network", "source": {"network": "lan"}, "filterref": {"filter": "f"}}]}}}`
	got := map[string]string{}
	for _, dir := range []string{"b", "c"} {
		h.object(in(dir, "Domain", "d", card), func(s *subject.Subject) {
			if s.Kind == "libvirt/interface" {
				network := s.Root("network").Value
				got["network in "+dir] = network.Reason() + network.At("bridge", "name").Str()
			}
		})
	}
	h.filterSubjects(func(s *subject.Subject) {
		got["filter in "+s.Object.File()] = s.Root("facts").Value.Get("applied").Reason() + fmt.Sprint(s.Root("facts").Value.Get("applied").IsTrue())
	})
	want := map[string]string{
		"network in b": "b", "network in c": "not-in-input", "filter in a/f.xml": "false", "filter in b/f.xml": "true",
	}
	for what := range want {
		if !strings.HasPrefix(got[what], want[what]) {
			t.Errorf("%s: %q, want %q", what, got[what], want[what])
		}
	}
}

func TestBoundFilters(t *testing.T) {
	card := func(target string) string {
		return `{"type": "bridge", "target": {"dev": "` + target + `"}, "filterref": {"filter": "clean-traffic"}}`
	}
	cards := `{"domain": {"devices": {"interface": [` + card("vnet0") + "," + card("vnet1") + `, {"type": "bridge", "target": {"dev": "vnet2"}}]}}, "state": {"active": `
	for _, test := range []struct{ active, unread, want string }{
		{"true", "", `{"boundFilter":"other"} {"boundFilter":""} {}`},
		{"true", "refused", `{"boundFilter":"other"} {"boundFilter":{"unknown":"unread","why":"bindings: refused"}} {}`},
		{"false", "", "{} {} {}"},
	} {
		h := &libvirtHost{}
		h.reference(libvirtObject(t, "NWFilterBinding", "vnet0", `{"filterbinding": {"portdev": {"name": "vnet0"}, "filterref": {"filter": "other"}}}`))
		if test.unread != "" {
			h.problem(estate.Problem{Kind: "NWFilterBinding", What: "bindings", Error: test.unread})
		}
		h.referencesDone(func(*subject.Subject) {})
		var got []string
		h.object(libvirtObject(t, "Domain", "d", cards+test.active+`}}`), func(s *subject.Subject) {
			if s.Kind == "libvirt/interface" {
				got = append(got, string(estate.AppendJSON(nil, s.Root("facts").Value)))
			}
		})
		if strings.Join(got, " ") != test.want {
			t.Errorf("%+v: %s", test, got)
		}
	}
}
