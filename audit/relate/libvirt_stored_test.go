package relate

import (
	"slices"
	"strings"
	"testing"

	"bulkhead/audit/estate"
)

// storedParts lists the subjects of stored definitions as "kind resource name part path".
func storedParts(t *testing.T, objects ...*estate.Object) []string {
	t.Helper()
	var got []string
	for _, s := range relateLibvirt(t, estate.LibvirtHost, objects...) {
		if s.Stored {
			got = append(got, strings.Join([]string{s.Kind, s.Object.Kind, s.Object.Name, s.Part, s.Roots[0].Path}, "|"))
			if state := s.Root("state"); state != nil && state.Value.Kind != estate.NotInInput || s.Running != nil {
				t.Errorf("%s %s has a state", s.Kind, s.Object.Name)
			}
		}
	}
	slices.Sort(got)
	return got
}

func TestNextStart(t *testing.T) {
	for name, c := range map[string]struct{ running, next, want string }{
		"as it runs": {
			`{"type": "kvm", "id": "3", "devices": {
				"disk": [{"target": {"dev": "vda"}, "source": {"file": "/a", "index": "1"}, "alias": {"name": "virtio-disk0"}}],
				"graphics": [{"type": "vnc", "port": "5900", "@listen": "127.0.0.1", "listen": [{"type": "address", "address": "127.0.0.1"}]}]},
			  "resource": {"partition": "/machine"},
			  "seclabel": [{"type": "dynamic", "model": "dac", "label": "+1:+1"}]}`,
			`{"type": "kvm", "devices": {"disk": [{"target": {"dev": "vda"}, "source": {"file": "/a"}}],
				"graphics": [{"type": "vnc", "port": "-1", "listen": [{"type": "address"}]}]}}`,
			``,
		},
		"a device more, less and another": {
			`{"devices": {"disk": [{"target": {"dev": "vda"}, "source": {"file": "/a"}}, {"target": {"dev": "vdb"}}]}}`,
			`{"devices": {"disk": [{"target": {"dev": "vda"}, "source": {"file": "/b"}}],
				"hostdev": [{"type": "usb", "source": {"vendor": {"id": "0x1"}, "product": {"id": "0x2"}}}]}}`,
			`disk vda, disk vdb (gone), hostdev 1:2; libvirt/disk|Domain|d|next start vda|inactive.devices.disk[0] ` +
				`libvirt/hostdev|Domain|d|next start 1:2|inactive.devices.hostdev[0]`,
		},
		"elements": {
			`{"os": {"loader": {"secure": "no"}}, "memoryBacking": {"nosharepages": {}}, "seclabel": [{"model": "selinux", "type": "none"}]}`,
			`{"os": {"loader": {"secure": "yes"}}, "seclabel": [{"model": "selinux", "type": "dynamic"}]}`,
			`os, memoryBacking, seclabel; libvirt/domain|Domain|d|next start|inactive`,
		},
		"reordered": {
			`{"devices": {"interface": [{"mac": {"address": "1"}, "type": "user"}, {"mac": {"address": "2"}}]}}`,
			`{"devices": {"interface": [{"mac": {"address": "2"}}, {"mac": {"address": "1"}, "type": "user"}]}}`,
			``,
		},
	} {
		o := libvirtObject(t, "Domain", "d", `{"domain": `+c.running+`, "inactive": `+c.next+`, "state": {"active": true}}`)
		all := relateLibvirt(t, estate.LibvirtHost, o)
		var names []string
		for _, item := range all["libvirt/domain Domain d "].Root("facts").Value.Get("nextStart").Elements() {
			names = append(names, item.Value.Str())
		}
		got := strings.Join(names, ", ")
		if parts := storedParts(t, o); len(parts) > 0 {
			got += "; " + strings.Join(parts, " ")
		}
		if got != c.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// A definition that could not be read is not the one that runs.
func TestNextStartUnread(t *testing.T) {
	o := libvirtObject(t, "Domain", "d", `{"domain": {"type": "kvm"}, "state": {"active": true}}`)
	o.Value.Items = append(o.Value.Items, estate.Item{Key: "inactive", Value: estate.UnreadBecause("denied")})
	facts := relateLibvirt(t, estate.LibvirtHost, o)["libvirt/domain Domain d "].Root("facts").Value
	if !facts.Get("nextStart").Unknown() {
		t.Errorf("%s", estate.AppendJSON(nil, facts))
	}
}

func TestStoredDefinitions(t *testing.T) {
	got := storedParts(t,
		libvirtObject(t, "Domain", "d", `{"domain": {"type": "kvm", "devices": {"disk": [{"target": {"dev": "vda"}}]}}, "state": {"active": false}}`),
		libvirtObject(t, "DomainSnapshot", "d/s", `{"domainsnapshot": {
			"domain": {"type": "kvm", "devices": {"disk": [{"target": {"dev": "vda"}}, {"target": {"dev": "vdb"}}]}},
			"inactiveDomain": {"type": "kvm", "devices": {"disk": [{"target": {"dev": "vda"}, "readonly": {}}]}}}, "of": "d"}`),
		libvirtObject(t, "DomainSnapshot", "d/old", `{"domainsnapshot": {"domain": {"uuid": "1"}}, "of": "d"}`),
		libvirtObject(t, "SaveImage", "d", `{"domain": {"type": "kvm", "devices": {"disk": [{"target": {"dev": "vda"}}]}}, "of": "d"}`),
	)
	want := []string{
		"libvirt/disk|DomainSnapshot|d/s|next start vda|domainsnapshot.inactiveDomain.devices.disk[0]",
		"libvirt/disk|DomainSnapshot|d/s|vda|domainsnapshot.domain.devices.disk[0]",
		"libvirt/disk|DomainSnapshot|d/s|vdb|domainsnapshot.domain.devices.disk[1]",
		"libvirt/disk|SaveImage|d|vda|domain.devices.disk[0]",
		"libvirt/domain|DomainSnapshot|d/s||domainsnapshot.domain",
		"libvirt/domain|SaveImage|d||domain",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
}
