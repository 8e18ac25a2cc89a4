package policies_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/engine"
	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// examples are subjects that pass or fail a control of libvirt's or a machine's which has an unknown rule of its own: roots by
// name, as JSON. Whatever the control reads of them decides its verdict, but for what decidesNothing lists.
func examples() map[string][]string {
	return map[string][]string{
		"libvirt/admin-socket-open": {
			`{"machine": {"libvirt": {"sockets": {"/run/libvirt/virtqemud-admin-sock": "0600"},
				"units": {"virtqemud-admin.socket": {"enabled": true, "mode": "0600"}}}}}`,
		},
		"libvirt/api-without-authentication": {
			`{"machine": {"libvirt": {"daemons": {"monolithic": true}, "sockets": {"/run/libvirt/libvirt-sock": "0777"},
				"units": {"libvirtd.socket": {"enabled": true, "listen": ["/run/libvirt/libvirt-sock"], "mode": "0666"}},
				"libvirtd.conf": {"auth_unix_rw": "polkit"}}}}`,
			`{"machine": {"libvirt": {"daemons": {"monolithic": true}, "sockets": {"/run/libvirt/libvirt-sock": "0770"},
				"units": {"libvirtd-tcp.socket": {"enabled": true, "listen": ["16509"], "mode": "0666"}},
				"libvirtd.conf": {"auth_unix_rw": "none", "auth_tcp": "sasl"}}}}`,
			`{"machine": {"libvirt": {"daemons": {"monolithic": true}, "sockets": {"/run/libvirt/libvirt-sock": "0770"},
				"units": {"libvirtd.socket": {"enabled": true, "listen": ["/run/libvirt/libvirt-sock"], "mode": "0660"}},
				"libvirtd.conf": {"auth_unix_rw": "none"}}}}`,
		},
		"libvirt/plaintext-api-listener": {
			`{"machine": {"libvirt": {"daemons": {"monolithic": true},
				"units": {"libvirtd.service": {"enabled": true, "args": ["--listen"]},
					"libvirtd-tcp.socket": {"enabled": false, "listen": ["16509"], "mode": "0666"}},
				"libvirtd.conf": {"listen_tcp": "0"}}}}`,
		},
		"libvirt/console-on-network": {
			`{"chardev": {"type": "tcp", "source": [{"mode": "bind", "host": "0.0.0.0"}], "protocol": {"type": "raw"}},
				"facts": {"element": "serial"}, "domain": {"type": "kvm", "devices": {"serial": [{"type": "tcp"}]}},
				"machine": {"libvirt": {"qemu.conf": {"chardev_tls": "1"}}}}`,
			`{"chardev": {"backend": {"model": "egd", "type": "tcp", "source": [{"mode": "bind", "host": "127.0.0.1"}]}},
				"facts": {"element": "rng"}, "domain": {"type": "kvm", "devices": {}}, "machine": {"libvirt": {"qemu.conf": {}}}}`,
			`{"chardev": {"type": "tcp", "source": [{"mode": "bind", "host": "::"}], "target": {"type": "virtio"}},
				"facts": {"element": "console"}, "domain": {"type": "kvm", "devices": {"serial": [{"type": "pty"}]}},
				"machine": {"libvirt": {"qemu.conf": {}}}}`,
			`{"chardev": {"type": "udp", "source": [{"mode": "connect", "host": "127.0.0.1"}]},
				"facts": {"element": "serial"}, "domain": {"type": "kvm", "devices": {}}, "machine": {"libvirt": {"qemu.conf": {}}}}`,
		},
		"libvirt/domain-unconfined": {
			`{"domain": {"type": "kvm"}, "state": {"active": false},
				"host": {"capabilities": {"host": {"secmodel": [{"model": "selinux"}]}}},
				"machine": {"libvirt": {"qemu.conf": {"security_default_confined": "1"}}}}`,
			`{"domain": {"type": "kvm", "seclabel": [{"type": "dynamic", "model": "selinux", "label": "u:r:svirt_t:s0:c1,c2"}]},
				"state": {"active": true, "seclabels": [{"model": "selinux", "label": "u:r:svirt_t:s0:c1,c2", "enforcing": true}]},
				"host": {"capabilities": {"host": {"secmodel": [{"model": "selinux"}]}}},
				"machine": {"libvirt": {"qemu.conf": {}}}}`,
		},
		"libvirt/emulator-as-root": {
			`{"domain": {"type": "kvm"}, "state": {"active": false}, "host": {"capabilities": {"host": {"secmodel":
				[{"model": "dac", "baselabel": [{"type": "kvm", "#text": "+107:+107"}]}]}}}}`,
			`{"domain": {"type": "kvm"}, "state": {"active": true, "seclabels": [{"model": "dac", "label": "+107:+107"}]},
				"host": {"capabilities": {"host": {"secmodel": [{"model": "dac", "baselabel": [{"type": "kvm", "#text": "+0:+0"}]}]}}}}`,
			`{"domain": {"type": "kvm"}, "state": {"active": true, "seclabels": [{"model": "dac", "label": "+0:+0"}]},
				"host": {"capabilities": {"host": {"secmodel": [{"model": "dac", "baselabel": [{"type": "kvm", "#text": "+107:+107"}]}]}}}}`,
		},
		"libvirt/emulated-network-card": {
			`{"interface": {"type": "network", "model": {"type": "virtio"}}, "domain": {"type": "kvm", "os": {"type": {"arch": "x86_64"}}},
				"network": {"forward": {"mode": "nat"}}}`,
		},
		"libvirt/interface-without-filter": {
			`{"interface": {"type": "network", "source": {"network": "a"}},
				"network": {"forward": {"mode": "bridge"}, "virtualport": {"type": "openvswitch"}}}`,
			`{"interface": {"type": "network", "source": {"network": "a"}, "filterref": {"filter": "clean-traffic"}},
				"network": {"forward": {"mode": "nat"}, "bridge": {"name": "virbr0"}}}`,
			`{"interface": {"type": "network", "source": {"network": "a"}},
				"network": {"forward": {"mode": "nat"}, "bridge": {"name": "virbr0"}, "port": {"isolated": "yes"}}}`,
			`{"interface": {"type": "bridge", "source": {"bridge": "a"}, "port": {"isolated": "yes"}}}`,
		},
		"libvirt/memory-merging-allowed": {
			`{"domain": {"type": "kvm"}, "machine": {"kernel": {"release": "6.12", "ksm": {"run": "0"}}}}`,
			`{"domain": {"type": "kvm", "memoryBacking": {"access": {"mode": "shared"}}, "cpu": {"numa": {"cell": [{"id": "0"}]}}},
				"machine": {"kernel": {"release": "6.12", "ksm": {"run": "1"}}}}`,
			`{"domain": {"type": "kvm", "memoryBacking": {"hugepages": {"page": [{"size": "2048"}]}}},
				"machine": {"kernel": {"release": "6.12", "ksm": {"run": "1"}}}}`,
		},
		"libvirt/disk-mounted-on-host": {
			`{"machine": {"libvirt": {"files": [{"path": "/srv/a.img", "what": "image", "readOnly": false, "mounted": "/mnt"}]}}}`,
		},
		"libvirt/filter-not-in-force": {
			`{"interface": {"type": "bridge", "filterref": {"filter": "clean-traffic"}}, "facts": {"boundFilter": "clean-traffic"}}`,
		},
		"libvirt/filter-skipped-on-bridges": {
			`{"filter": {"name": "web"}, "facts": {"applied": true, "ipRules": {"v4": true, "v6": true}}, "machine": {"kernel": {"release": "6.12.0",
				"sysctl": {"net.bridge.bridge-nf-call-iptables": "1", "net.bridge.bridge-nf-call-ip6tables": "1"}}}}`,
		},
		"libvirt/interface-vlan-trunk": {
			`{"interface": {"type": "bridge", "vlan": {"tag": [{"id": "5"}]}}}`,
			`{"interface": {"type": "network"}, "network": {"vlan": {"tag": [{"id": "5"}]}}}`,
		},
		"libvirt/network-disk-without-login": {
			`{"disk": {"type": "network", "source": {"protocol": "iscsi", "auth": {"username": "a"}}}}`,
			`{"disk": {"type": "network", "source": {"protocol": "rbd", "auth": {"username": "a"}}}}`,
		},
		"libvirt/network-disk-in-clear": {
			`{"disk": {"type": "network", "source": {"protocol": "nbd", "host": [{"name": "store.example"}]}},
				"machine": {"libvirt": {"qemu.conf": {"nbd_tls": "1"}}}}`,
			`{"disk": {"type": "network", "source": {"protocol": "https", "host": [{"name": "store.example"}], "ssl": {"verify": "yes"}}},
				"machine": {"libvirt": {"qemu.conf": {}}}}`,
			`{"disk": {"type": "file"}, "machine": {"libvirt": {"qemu.conf": {}}}}`,
		},
		"libvirt/nested-virtualization": {
			`{"domain": {"type": "kvm", "cpu": {"mode": "host-model", "feature": [{"name": "svm", "policy": "disable"}]}},
				"machine": {"kvm": {"kvm": {}, "kvm_intel": {"nested": "N"}}}}`,
			`{"domain": {"type": "kvm", "cpu": {"mode": "host-model", "feature": [{"name": "vmx", "policy": "disable"}]}},
				"machine": {"kvm": {"kvm": {}, "kvm_amd": {"nested": "0"}}}}`,
		},
		"libvirt/pci-passthrough": {
			`{"hostdev": {"type": "pci"}, "facts": {"element": "hostdev"}, "host": {"capabilities": {}}, "machine": {}}`,
			`{"hostdev": {"type": "usb"}, "facts": {"element": "hostdev"}, "host": {"capabilities": {}}, "machine": {}}`,
		},
		"libvirt/filter-allows-spoofing": {
			`{"filter": {"name": "a"}, "facts": {"applied": true, "binds": {"mac": true, "ip": true, "arp": true}}}`,
		},
		"libvirt/pool-open-to-users": {
			`{"pool": {"type": "dir", "target": {"path": "/a", "permissions": {"mode": "0711"}}}, "state": {"active": true}}`,
			`{"pool": {"type": "dir", "target": {"path": "/a", "permissions": {"mode": "0777"}}}, "state": {"active": false}}`,
		},
		"libvirt/pool-storage-in-clear": {
			`{"pool": {"type": "netfs", "source": {"format": {"type": "nfs"}}, "fs:mount_opts": {"fs:option": [{"name": "sec=krb5p"}]}}}`,
			`{"pool": {"type": "rbd", "source": {}, "rbd:config_opts": {"rbd:option": [{"name": "ms_client_mode", "value": "secure"}]}}}`,
		},
		"libvirt/runs-otherwise-than-defined": {`{"state": {"active": true}, "facts": {}}`},
		"libvirt/saved-memory":                {`{"state": {"active": false, "managedSave": false}}`},
		"libvirt/secure-boot-off": {
			`{"domain": {"os": {"@firmware": "efi", "type": {"arch": "x86_64", "#text": "hvm"},
				"firmware": {"feature": [{"name": "secure-boot", "enabled": "yes"}]}, "loader": {"secure": "yes"}}}}`,
			`{"domain": {"os": {"type": {"arch": "x86_64", "#text": "hvm"},
				"loader": {"type": "pflash", "secure": "yes", "#text": "/usr/share/OVMF/OVMF_CODE.fd"}}}}`,
		},
		"libvirt/spice-without-tls": {
			`{"graphics": {"type": "spice", "autoport": "yes", "listen": [{"type": "address", "address": "127.0.0.1"}]},
				"domain": {"type": "kvm"}, "machine": {"libvirt": {"qemu.conf": {}}}}`,
			`{"graphics": {"type": "spice", "autoport": "yes"},
				"domain": {"type": "kvm"}, "machine": {"libvirt": {"qemu.conf": {"spice_listen": "127.0.0.1"}}}}`,
			`{"graphics": {"type": "spice", "autoport": "yes", "defaultMode": "secure", "listen": [{"type": "address", "address": "::"}]},
				"domain": {"type": "kvm"}, "machine": {"libvirt": {"qemu.conf": {}}}}`,
		},
		"libvirt/tainted-domain": {`{"state": {"active": true, "messages": ["deprecated configuration: a"]}}`},
		"libvirt/volume-open-to-users": {
			`{"volume": {"type": "file", "target": {"format": {"type": "raw"}, "permissions": {"mode": "0600"}}},
				"pool": {"type": "dir", "target": {"permissions": {"mode": "0711"}}}}`,
			`{"volume": {"type": "file", "target": {"format": {"type": "raw"}, "permissions": {"mode": "0644"}}},
				"pool": {"type": "dir", "target": {"permissions": {"mode": "0700"}}}}`,
		},
		"libvirt/virtiofs-weak-sandbox": {
			`{"filesystem": {"type": "mount", "driver": {"type": "virtiofs"}, "source": {"dir": "/srv/a"},
				"binary": {"sandbox": {"mode": "namespace"}}}}`,
		},
		"libvirt/vnc-listens-everywhere": {
			`{"graphics": {"type": "vnc", "listen": [{"type": "address", "address": "127.0.0.1"}]},
				"domain": {"type": "kvm"}, "machine": {"libvirt": {"qemu.conf": {}}}}`,
			`{"graphics": {"type": "vnc"}, "domain": {"type": "kvm"}, "machine": {"libvirt": {"qemu.conf": {"vnc_listen": "127.0.0.1"}}}}`,
		},
		"libvirt/vnc-without-tls": {
			`{"graphics": {"type": "vnc", "listen": [{"type": "address", "address": "0.0.0.0"}]},
				"domain": {"type": "kvm"}, "machine": {"libvirt": {"qemu.conf": {"vnc_tls": "1"}}}}`,
			`{"graphics": {"type": "vnc"}, "domain": {"type": "kvm"}, "machine": {"libvirt": {"qemu.conf": {"vnc_listen": "127.0.0.1"}}}}`,
		},
		"node/cpu-vulnerable": {`{"machine": {"cpu": {"vulnerabilities": {` + everyAttack("Not affected") + `}}}}`},
		"node/no-lsm": {
			`{"machine": {"kernel": {"lsm": ["selinux"], "cmdline": ["quiet"]}}}`,
			`{"machine": {"kernel": {"lsm": ["selinux"], "cmdline": ["quiet"], "selinux": {"enforce": "0"}}}}`,
		},
	}
}

// Where one thing that a control reads is not known, and all else is, the control must not pass, nor say that the question does
// not arise.
func TestOneUnknownIsUnknown(t *testing.T) {
	c := load(t)
	e := engine.New(c, func(*catalogue.Control) bool { return true }, true)
	ask := func(control *catalogue.Control, roots *estate.Value) engine.Outcome {
		s := &subject.Subject{Kind: control.Subject, Object: &estate.Object{}}
		for _, root := range roots.Items {
			s.Roots = append(s.Roots, subject.Root{Name: root.Key, Value: root.Value})
		}
		answers, err := e.Examiner().Examine(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		for _, answer := range answers {
			if answer.Control == control {
				return answer.Verdict.Outcome
			}
		}
		t.Fatalf("control %s was not asked", control.ID)
		return 0
	}
	cases := examples()
	for _, control := range c.Controls {
		if !control.HasUnknown || strings.HasPrefix(control.ID, "kubernetes/") {
			continue
		}
		if len(cases[control.ID]) == 0 {
			t.Errorf("control %s has an unknown rule and no example here", control.ID)
		}
		for i, text := range cases[control.ID] {
			roots, err := estate.DecodeJSON(jsontext.NewDecoder(strings.NewReader(text)), nil)
			if err != nil {
				t.Fatalf("%s: %v", control.ID, err)
			}
			for _, path := range read(control, roots) {
				if !canBeUnknown(path, roots) || decidesNothing(control.ID, i, path) {
					continue
				}
				got := ask(control, without(roots, path))
				if got == engine.Pass || got == engine.NotApplicable {
					t.Errorf("%s gives its example %d outcome %d without %q", control.ID, i, got, strings.Join(path, " "))
				}
			}
		}
	}
}

// decidesNothing says whether an example's verdict would be the same whatever were at path or above it, and so may be given
// without it.
func decidesNothing(control string, example int, path []string) bool {
	for _, known := range []struct {
		control  string
		examples []int
		below    string
	}{
		{"libvirt/api-without-authentication", []int{0}, "machine libvirt sockets"}, // polkit asks whoever reaches the socket
		{"libvirt/console-on-network", []int{0, 1, 2, 3}, "chardev protocol"},       // counts for VMware alone
		{"libvirt/console-on-network", []int{0, 1, 3}, "chardev target"},            // counts for consoles alone
		{"libvirt/console-on-network", []int{0, 1, 2, 3}, "domain devices"},         // a device's domain has known devices
		{"libvirt/console-on-network", []int{1, 3}, "machine"},                      // nothing leaves the loopback
		{"libvirt/domain-unconfined", []int{0, 1}, "state"},                         // in a file the definition is judged
		{"libvirt/domain-unconfined", []int{1}, "host"},                             // libvirt serves the seclabel or starts nothing
		{"libvirt/domain-unconfined", []int{1}, "machine"},                          // its seclabel overrules the default
		{"libvirt/emulator-as-root", []int{0, 2}, "state"},                          // in a file the definition is judged
		{"libvirt/emulator-as-root", []int{1}, "host"},                              // the process has its label
		{"libvirt/memory-merging-allowed", []int{0}, "machine kernel release"},      // KSM is known to be off
		{"libvirt/memory-merging-allowed", []int{1, 2}, "machine"},                  // nothing can be merged
		{"libvirt/emulated-network-card", []int{0}, "network"},                      // only an emulated card needs it
		{"libvirt/emulated-network-card", []int{0}, "domain os"},                    // only an absent model needs it
		{"libvirt/nested-virtualization", []int{0, 1}, "machine kvm kvm"},           // its other parameters
		{"libvirt/network-disk-in-clear", []int{1, 2}, "machine"},                   // only NBD and VxHS leave it to qemu.conf
		{"libvirt/network-disk-in-clear", []int{2}, "disk source"},                  // it is no network disk
		{"libvirt/pci-passthrough", []int{1}, "host"},                               // it is no PCI device
		{"libvirt/pci-passthrough", []int{1}, "machine"},                            // it is no PCI device
		{"libvirt/pool-open-to-users", []int{0, 1}, "state active"},                 // the XML tells the mode
		{"libvirt/spice-without-tls", []int{0, 2}, "machine"},                       // its own address, or TLS throughout
		{"libvirt/tainted-domain", []int{0}, "state active"},                        // messages are known
		{"libvirt/volume-open-to-users", []int{0}, "pool"},                          // the volume itself is closed
		{"libvirt/vnc-listens-everywhere", []int{0}, "machine"},                     // its own address
	} {
		if known.control == control && slices.Contains(known.examples, example) &&
			strings.HasPrefix(strings.Join(path, " ")+" ", known.below+" ") &&
			(known.below != "state" || len(path) == 1 || example == 0 && path[1] == "seclabels") {
			return true
		}
	}
	return false
}

// canBeUnknown says whether a collector can give what is at path as not known.
func canBeUnknown(path []string, roots *estate.Value) bool {
	last := path[len(path)-1]
	if last == "unknown" || last == "why" || path[0] == "facts" || roots.Get(path[0]) == nil {
		return false
	}
	v := roots.At(path...)
	switch {
	case path[0] == "state":
		return len(path) == 1 || last == "active" || last == "seclabels" || last == "model"
	case path[0] == "machine" && len(path) > 2 && path[1] == "libvirt":
		switch {
		case path[2] == "units":
			return len(path) <= 4 || path[4] == "args" && len(path) == 5
		case path[2] == "sockets":
			return true
		}
		return len(path) == 3 && path[2] != "daemons"
	case path[0] == "machine":
		return !isPosition(last)
	case v == nil:
		return slices.Contains(elements(), strings.Join(path, " "))
	}
	// An element that is given twice is unread. An attribute can't be, and text alone is an element's in labels.
	return v.Kind == estate.Map && !isPosition(last) || v.Kind == estate.String && last == "label"
}

// elements are those of libvirt's XML that controls read and may not repeat.
func elements() []string {
	return []string{
		"chardev backend", "chardev protocol", "chardev target",
		"domain cpu", "domain cpu numa", "domain devices", "domain memoryBacking", "domain memoryBacking access",
		"domain memoryBacking hugepages", "domain os", "domain os firmware", "domain os loader",
		"interface filterref", "interface port", "interface source", "interface virtualport",
		"network bridge", "network forward", "network port", "network virtualport",
	}
}

func isPosition(key string) bool {
	_, err := strconv.Atoi(key)
	return err == nil
}

// read lists all that a control reads of a subject: its read set, what leads there, and all that there is below.
func read(control *catalogue.Control, roots *estate.Value) [][]string {
	var all [][]string
	add := func(path []string) {
		if !slices.ContainsFunc(all, func(other []string) bool { return slices.Equal(other, path) }) {
			all = append(all, slices.Clone(path))
		}
	}
	var below func(v *estate.Value, path []string)
	below = func(v *estate.Value, path []string) {
		add(path)
		if v == nil {
			return
		}
		for i, item := range v.Items {
			key := item.Key
			if v.Kind == estate.List {
				key = strconv.Itoa(i)
			}
			below(item.Value, append(path, key))
		}
	}
	for _, path := range control.Reads {
		for n := 1; n < len(path); n++ {
			add(path[:n])
		}
		below(roots.At(path...), path)
	}
	return all
}

// without returns v with the value at path not known, in maps of its own where there is nothing yet.
func without(v *estate.Value, path []string) *estate.Value {
	if len(path) == 0 {
		return estate.UnreadBecause("permission denied")
	}
	if v == nil {
		v = estate.MapOf()
	}
	changed := *v
	changed.Items = slices.Clone(v.Items)
	for i, item := range v.Items {
		if item.Key == path[0] || v.Kind == estate.List && strconv.Itoa(i) == path[0] {
			changed.Items[i].Value = without(item.Value, path[1:])
			return &changed
		}
	}
	changed.Items = append(changed.Items, estate.Item{Key: path[0], Value: without(nil, path[1:])})
	return &changed
}

func everyAttack(text string) string {
	var fields []string
	for _, name := range []string{
		"gather_data_sampling", "indirect_target_selection", "itlb_multihit", "l1tf", "mds", "meltdown", "mmio_stale_data",
		"reg_file_data_sampling", "retbleed", "spec_rstack_overflow", "spec_store_bypass", "spectre_v1", "spectre_v2", "srbds",
		"tsa", "tsx_async_abort", "vmscape",
	} {
		fields = append(fields, strconv.Quote(name)+": "+strconv.Quote(text))
	}
	return strings.Join(fields, ", ")
}
