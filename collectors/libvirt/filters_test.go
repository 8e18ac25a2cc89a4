//go:build cgo && libvirt_dlopen

package libvirt_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"libvirt.org/go/libvirt"

	"bulkhead/audit/result"
	collector "bulkhead/collectors/libvirt"
)

// TestDaemonFilters judges the filters that libvirt ships by what they are documented to do, whichever rules the daemon has for them.
func TestDaemonFilters(t *testing.T) {
	const uri = "qemu:///system"
	verdicts(t, collector.New("test:///default")) // loads libvirt for this test too
	connection, err := libvirt.NewConnect(uri)
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	var interfaces strings.Builder
	want := map[string]result.Status{
		"clean-traffic": result.Pass, "clean-traffic-gateway": result.Pass,
		"no-mac-spoofing": result.Fail, "no-ip-spoofing": result.Fail, "no-arp-spoofing": result.Fail, "allow-ipv4": result.Fail,
	}
	for filter := range want {
		fmt.Fprintf(&interfaces, "<interface type='bridge'><source bridge='none0'/><filterref filter='%s'/></interface>", filter)
	}
	d, err := connection.DomainDefineXML(fmt.Sprintf(`<domain type='qemu'><name>bulkhead-test-%d-filters</name><memory unit='MiB'>32</memory>
		<os><type arch='x86_64' machine='q35'>hvm</type></os><devices>%s</devices></domain>`, os.Getpid(), interfaces.String()))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Free()
	defer d.Undefine()
	got := verdicts(t, collector.New(uri))["libvirt/filter-allows-spoofing"]
	for filter, status := range want {
		if got[filter] != status {
			t.Errorf("%s: %s, want %s", filter, got[filter], status)
		}
	}
}
