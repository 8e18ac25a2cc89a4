//go:build cgo && libvirt_dlopen

package libvirt

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"libvirt.org/go/libvirt"

	"bulkhead/audit/estate"
)

// TestDaemonInventory reads what a domain is made of from the real daemon, before and after it is saved.
func TestDaemonInventory(t *testing.T) {
	load()
	const uri = "qemu:///system"
	connection, err := libvirt.NewConnect(uri)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { connection.Close() })
	name := fmt.Sprintf("bulkhead-inventory-%d", os.Getpid())
	d := defineInventory(t, connection, name)
	read := func() *sink {
		s := &sink{}
		if err := New(uri).Collect(t.Context(), s); err != nil {
			t.Fatal(err)
		}
		for _, o := range s.objects {
			if strings.Contains(o.Name, name) && strings.Contains(string(estate.AppendJSON(nil, o.Value)), "hunter2") {
				t.Errorf("%s %s holds a secret", o.Kind, o.Name)
			}
		}
		return s
	}
	expect := func(s *sink, kind, object, path, want string) {
		t.Helper()
		if got := string(estate.AppendJSON(nil, s.object(t, kind, object).Value.At(strings.Fields(path)...))); got != want {
			t.Errorf("%s %s: %s is %s, want %s", kind, object, path, got, want)
		}
	}

	running := read()
	expect(running, "StoragePool", name, "pool target permissions mode", `"0711"`)
	expect(running, "StoragePool", name, "state", `{"active":true,"persistent":false,"autostart":false}`)
	expect(running, "StoragePool", name+"-vg", "state", `{"active":false,"persistent":true,"autostart":false}`)
	expect(running, "StoragePool", name+"-vg", "pool type", `"logical"`)
	expect(running, "StorageVolume", name+"/disk.qcow2", "pool", `"`+name+`"`)
	expect(running, "StorageVolume", name+"/disk.qcow2", "volume target format type", `"qcow2"`)
	expect(running, "Secret", secretUUID(name), "secret private", `"no"`)
	expect(running, "NWFilter", name, "filter filterref", `[{"filter":"clean-traffic"}]`)
	expect(running, "DomainSnapshot", name+"/with-memory", "domainsnapshot memory snapshot", `"internal"`)
	expect(running, "DomainSnapshot", name+"/with-memory", "domainsnapshot domain name", `"`+name+`"`)
	expect(running, "Domain", name, "state messages", `["tainted: custom configuration parameters specified"]`)
	expect(running, "Domain", name, "state managedSave", `false`)
	bound := 0
	for _, o := range running.objects {
		if o.Kind == "NWFilterBinding" && o.Value.At("filterbinding", "filterref", "filter").Str() == name {
			bound++
		}
		if o.Kind == "NetworkPort" && o.Value.Get("network").Str() == name {
			bound++
		}
	}
	if bound != 2 {
		t.Errorf("%d of one binding and one port", bound)
	}

	if err := d.ManagedSave(0); err != nil {
		t.Fatal(err)
	}
	saved := read()
	expect(saved, "Domain", name, "state managedSave", `true`)
	expect(saved, "SaveImage", name, "domain name", `"`+name+`"`)
	expect(saved, "SaveImage", name, "of", `"`+name+`"`)
}

func secretUUID(name string) string {
	_, pid, _ := strings.Cut(strings.TrimPrefix(name, "bulkhead-"), "-")
	return fmt.Sprintf("5ec4e700-0000-4000-8000-%012s", pid)
}

// defineInventory makes a pool with a volume, a pool of a volume group that is not there, a secret, a filter, a network and a domain
// that runs on them and has a snapshot with its memory.
func defineInventory(t *testing.T, connection *libvirt.Connect, name string) *libvirt.Domain {
	t.Helper()
	must := func(what string, err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
	}
	dir := filepath.Join("/var/lib/libvirt/images", name) // where QEMU's user may go
	must("directory", os.Mkdir(dir, 0o711))
	t.Cleanup(func() { os.RemoveAll(dir) })
	must("directory", os.Chmod(dir, 0o711))
	out, err := exec.Command("qemu-img", "create", "-q", "-f", "qcow2", filepath.Join(dir, "disk.qcow2"), "1M").CombinedOutput()
	must("qemu-img: "+string(out), err)
	pool, err := connection.StoragePoolCreateXML(`<pool type='dir'><name>`+name+`</name><target><path>`+dir+`</path></target></pool>`, 0)
	must("pool", err)
	t.Cleanup(func() { _ = pool.Destroy(); pool.Free() })
	group, err := connection.StoragePoolDefineXML(`<pool type='logical'><name>`+name+`-vg</name><source><name>`+name+`</name></source></pool>`, 0)
	must("volume group", err)
	t.Cleanup(func() { _ = group.Undefine(); group.Free() })
	secret, err := connection.SecretDefineXML(`<secret ephemeral='yes'><uuid>`+secretUUID(name)+`</uuid><description>hunter2</description>
		<usage type='volume'><volume>`+dir+`/disk.qcow2</volume></usage></secret>`, 0)
	must("secret", err)
	t.Cleanup(func() { _ = secret.Undefine(); secret.Free() })
	must("secret's value", secret.SetValue([]byte("hunter2"), 0))
	filter, err := connection.NWFilterDefineXML(`<filter name='` + name + `'><filterref filter='clean-traffic'/></filter>`)
	must("filter", err)
	t.Cleanup(func() { _ = filter.Undefine(); filter.Free() })
	network, err := connection.NetworkCreateXML(`<network><name>` + name + `</name><bridge name='bh` + fmt.Sprint(os.Getpid()) + `'/></network>`)
	must("network", err)
	t.Cleanup(func() { _ = network.Destroy(); network.Free() })

	d, err := connection.DomainDefineXML(`<domain type='qemu' xmlns:q='http://libvirt.org/schemas/domain/qemu/1.0'><name>` + name + `</name>
		<memory unit='MiB'>32</memory><os><type arch='x86_64' machine='q35'>hvm</type></os><devices>
		<disk type='file'><driver name='qemu' type='qcow2'/><source file='` + dir + `/disk.qcow2'/><target dev='vda' bus='virtio'/></disk>
		<interface type='network'><source network='` + name + `'/><filterref filter='` + name + `'/></interface>
		</devices><q:commandline><q:arg value='-name'/><q:arg value='a'/></q:commandline></domain>`)
	must("domain", err)
	t.Cleanup(func() {
		_ = d.Destroy()
		_ = d.UndefineFlags(libvirt.DOMAIN_UNDEFINE_MANAGED_SAVE | libvirt.DOMAIN_UNDEFINE_SNAPSHOTS_METADATA)
		d.Free()
	})
	must("start", d.Create())
	snapshot, err := d.CreateSnapshotXML(`<domainsnapshot><name>with-memory</name></domainsnapshot>`, 0)
	must("snapshot", err)
	snapshot.Free()
	return d
}

// What goes between a list and its turn is no fault of the host's.
func TestInventoryGoes(t *testing.T) {
	load()
	connection, err := libvirt.NewConnect("test:///default")
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	r := reader{connection: connection, connected: &host{}, sender: sender{send: func(step) bool {
		t.Error("it was sent all the same")
		return true
	}}}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}

	d, err := connection.LookupDomainByName("test")
	must(err)
	defer d.Free()
	snapshot, err := d.CreateSnapshotXML(`<domainsnapshot/>`, 0)
	must(err)
	defer snapshot.Free()
	must(snapshot.Delete(0))
	r.snapshot(snapshot, "test")

	pool, err := connection.LookupStoragePoolByName("default-pool")
	must(err)
	defer pool.Free()
	volume, err := pool.StorageVolCreateXML(`<volume><name>v</name><capacity>1</capacity></volume>`, 0)
	must(err)
	defer volume.Free()
	must(volume.Delete(0))
	r.volume(volume, "default-pool")
	must(pool.Destroy())
	must(pool.Undefine())
	r.pool(pool)

	network, err := connection.LookupNetworkByName("default")
	must(err)
	defer network.Free()
	must(network.Destroy())
	must(network.Undefine())
	r.ports(network, "default")
	must(d.Destroy())
	must(d.Undefine())
	r.stored(d, "test", true, true, true)
}
