package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const domainForHost = `<domain type='kvm'>
  <name>web</name>
  <memory unit='MiB'>512</memory>
  <os><type arch='x86_64' machine='q35'>hvm</type></os>
  <devices>
    <interface type='network'>
      <mac address='52:54:00:00:00:07'/>
      <source network='tenants'/>
    </interface>
    <graphics type='vnc'/>
  </devices>
</domain>
`

const hypervisor = `[
  {"kind": "Host", "name": "hypervisor", "value": {"capabilities": {"host": {
    "uuid": "9f2f7d0c-5a53-4a4f-8f2e-1f2f4c0d0002",
    "secmodel": [{"model": "dac", "baselabel": [{"type": "kvm", "#text": "+0:+0"}, {"type": "qemu", "#text": "+0:+0"}]}]
  }}}},
  {"kind": "Network", "name": "tenants", "value": {
    "network": {"name": "tenants", "forward": {"mode": "nat"}, "bridge": {"name": "virbr10"}, "port": {"isolated": "yes"}},
    "state": {"active": true, "persistent": true, "autostart": true}
  }}
]
`

// recordedHypervisor is the snapshot of a host on which QEMU runs as root and the tenants' network isolates its ports.
func recordedHypervisor(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "host.json")
	if err := os.WriteFile(path, []byte(hypervisor), 0o600); err != nil {
		t.Fatal(err)
	}
	return recordedHost(t, path)
}

// A domain's file says nothing of its host; a snapshot of that host does, and nothing of the host itself is reported.
func TestFilesOnAHost(t *testing.T) {
	atRoot(t)
	file := filepath.Join(t.TempDir(), "web.xml")
	if err := os.WriteFile(file, []byte(domainForHost), 0o600); err != nil {
		t.Fatal(err)
	}
	host := recordedHypervisor(t)
	verdictsOn := func(args ...string) []string {
		ran := bulkhead(t, append([]string{"audit", "-f", "json", "--show-passed", "--severity-threshold", "none", file}, args...)...)
		d := ran.document(t)
		var all []string
		for _, f := range append(d.Findings, d.Passed...) {
			if f.Subject.Name != "web" {
				t.Errorf("%s is reported of %s", f.Control, f.Subject.Name)
			}
			switch f.Control {
			case "libvirt/emulator-as-root", "libvirt/interface-without-filter":
				all = append(all, f.Control+" "+string(f.Status))
			}
		}
		if len(d.Targets) != 1 || d.Targets[0].Status != "complete" {
			t.Errorf("targets %+v", d.Targets)
		}
		slices.Sort(all)
		return all
	}
	if got := verdictsOn(); !slices.Equal(got, []string{"libvirt/emulator-as-root unknown", "libvirt/interface-without-filter unknown"}) {
		t.Errorf("alone: %q", got)
	}
	if got := verdictsOn("--host", host); !slices.Equal(got, []string{"libvirt/emulator-as-root fail", "libvirt/interface-without-filter pass"}) {
		t.Errorf("on the host: %q", got)
	}
}

func TestHostsThatAreNone(t *testing.T) {
	atRoot(t)
	file := filepath.Join(t.TempDir(), "web.xml")
	if err := os.WriteFile(file, []byte(domainForHost), 0o600); err != nil {
		t.Fatal(err)
	}
	host := recordedHypervisor(t)
	none := recordedHost(t, "testdata/corpora/recorded/libvirt/saved-memory.json")
	for want, args := range map[string][]string{
		"no such file":          {file, "--host", file + ".gone"},
		"not a snapshot":        {file, "--host", file},
		"holds 0 libvirt hosts": {file, "--host", none},
		"no target is a file":   {host, "--host", host},
	} {
		ran := bulkhead(t, append([]string{"audit"}, args...)...)
		if ran.code != 2 || !strings.Contains(ran.err, want) {
			t.Errorf("%s: exit code %d: %s", want, ran.code, ran.err)
		}
	}
}
