package relate

import (
	"testing"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// Facts keep what controls ask for of a disk's place and a display, with the same answers for all ways to write it.
func TestFactsOfAlikeGuests(t *testing.T) {
	facts := map[string]*estate.Value{}
	h := &libvirtHost{}
	h.referencesDone(func(*subject.Subject) {})
	h.object(libvirtObject(t, "Domain", "a", `{"domain": {"devices": {
		"disk": [
			{"target": {"dev": "vda"}, "source": {"file": "/srv/../tmp//a.img"}},
			{"target": {"dev": "vdb"}, "source": {"dev": "/dev//mapper/../sda"}},
			{"target": {"dev": "vdc"}, "source": {"dev": "/dev/disk/by-id/wwn-0x5000c500"}},
			{"target": {"dev": "vdd"}, "source": {"dev": "/dev/vg/a"}},
			{"target": {"dev": "vde"}}
		],
		"interface": [{}, {}],
		"graphics": [{"type": "vnc", "port": "5900"}, {"type": "spice", "port": "0", "gl": {"enable": "yes"}}, {"type": "rdp"}]
	}}}`), func(s *subject.Subject) { facts[s.Kind+" "+s.Part] = s.Root("facts").Value })
	for of, want := range map[string][2]string{
		"libvirt/disk vda": {"/tmp", ""}, "libvirt/disk vdb": {"", "/dev/sda"}, "libvirt/disk vdc": {"", "/dev/disk/by-id/wwn-0x5000c500"},
		"libvirt/disk vdd": {}, "libvirt/disk vde": {},
	} {
		if f := facts[of]; f == nil || f.Get("directory").Str() != want[0] || f.Get("device").Str() != want[1] {
			t.Errorf("%s: %v, want %q", of, f, want)
		}
	}
	if p := facts["libvirt/graphics vnc"].Get("port"); !p.IsTrue() {
		t.Errorf("vnc has the port %v", p)
	}
	if p := facts["libvirt/graphics spice"].Get("port"); p == nil || p.IsTrue() {
		t.Errorf("spice has the port %v", p)
	}
	if p := facts["libvirt/graphics rdp"].Get("port"); p != nil {
		t.Errorf("rdp has the port %v", p)
	}
	domain := facts["libvirt/domain "]
	if domain.Get("interfaces").Text != "2" {
		t.Errorf("interfaces: %v", domain.Get("interfaces"))
	}
	kinds := domain.Get("graphics").Elements()
	if len(kinds) != 3 || kinds[0].Value.Get("port") != nil || kinds[1].Value.At("gl", "enable").Str() != "yes" {
		t.Errorf("graphics: %v", kinds)
	}
}

// What is not known of a disk's source, or of the displays, is not known of their facts.
func TestFactsOfWhatIsNotKnown(t *testing.T) {
	gap := estate.UnreadBecause("gone")
	disk := estate.MapOf(estate.Item{Key: "source", Value: gap})
	for _, key := range []string{"directory", "device"} {
		if v := diskFacts(disk).Value.Get(key); v != gap {
			t.Errorf("%s: %v", key, v)
		}
	}
	domain := estate.MapOf(estate.Item{Key: "devices", Value: gap})
	if displays(domain) != gap || interfaces(domain) != gap {
		t.Error("displays or interfaces are said to be known")
	}
	if port := graphicsFacts(estate.MapOf(estate.Item{Key: "port", Value: gap})).Value.Get("port"); port != gap {
		t.Errorf("port: %v", port)
	}
}
