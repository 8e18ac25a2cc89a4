//go:build cgo && libvirt_dlopen

package libvirt

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"libvirt.org/go/libvirt"

	"bulkhead/audit/estate"
)

func TestTestDriver(t *testing.T) {
	directory, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for uri, want := range map[string]string{
		"test:///default": "Host, Network default, Interface eth1, StoragePool default-pool, Domain test",
		"test://" + filepath.Join(directory, "testdata", "host.xml"): "Host, Network open, Domain shares",
	} {
		s := &sink{}
		c := New(uri)
		if err := c.Collect(t.Context(), s); err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, o := range s.objects {
			if o.Kind == "Host" {
				o.Name = "" // the machine's own
			}
			names = append(names, strings.TrimSpace(o.Kind+" "+o.Name))
		}
		if got := strings.Join(names, ", "); got != want || len(s.problems) > 0 {
			t.Errorf("%s: %s, want %s; problems %v", uri, got, want, s.problems)
		}
		if target := c.Target(); target.Version == "" || target.Collected.IsZero() || target.ID != uri {
			t.Errorf("%s: %+v", uri, target)
		}
	}
}

func TestTestDriverDomain(t *testing.T) {
	s := &sink{}
	if err := New("test:///"+testFile(t)).Collect(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	v := s.object(t, "Domain", "shares").Value
	for path, want := range map[string]string{
		"domain type":       `"test"`,
		"domain id":         `"1"`,
		"state active":      `true`,
		"state persistent":  `true`,
		"state autostart":   `false`,
		"state managedSave": `false`,
		"inactive name":     `"shares"`,
		"inactive id":       `null`,
	} {
		if got := string(estate.AppendJSON(nil, v.At(strings.Fields(path)...))); got != want {
			t.Errorf("%s is %s, want %s", path, got, want)
		}
	}
	disk := v.At("domain", "devices", "disk").Elements()
	if len(disk) != 1 || disk[0].Value.Get("shareable") == nil || disk[0].Value.Line != 0 {
		t.Errorf("%s", estate.AppendJSON(nil, v))
	}
	network := s.object(t, "Network", "open").Value
	if network.At("network", "forward", "mode").Str() != "open" || !network.At("state", "active").IsTrue() {
		t.Errorf("%s", estate.AppendJSON(nil, network))
	}
}

// TestDaemon reads a domain that really runs.
func TestDaemon(t *testing.T) {
	load() // the binding is of no use before
	const uri = "qemu:///system"
	name := fmt.Sprintf("bulkhead-test-%d", os.Getpid())
	connection, err := libvirt.NewConnect(uri)
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	d, err := connection.DomainDefineXML(`<domain type='qemu'><name>` + name + `</name><memory unit='MiB'>64</memory>
		<os><type arch='x86_64' machine='q35'>hvm</type></os>
		<devices><graphics type='vnc' autoport='yes' listen='127.0.0.1' passwd='hunter2'/></devices></domain>`)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Free()
	defer d.Undefine()
	if err := d.Create(); err != nil {
		t.Fatal(err)
	}
	defer d.Destroy()

	s := &sink{}
	c := New(uri)
	if err := c.Collect(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	o := s.object(t, "Domain", name)
	text := string(estate.AppendJSON(nil, o.Value))
	if !o.Value.At("state", "active").IsTrue() || !o.Value.At("state", "persistent").IsTrue() ||
		o.Value.At("domain", "id") == nil || o.Value.At("inactive", "id") != nil || strings.Contains(text, "hunter2") {
		t.Error(text)
	}
	models := s.host(t).Value.At("capabilities", "host", "secmodel").Elements()
	labels := o.Value.At("state", "seclabels").Elements()
	if len(models) == 0 || len(labels) != len(models) {
		t.Fatalf("%d security models, %d labels: %s", len(models), len(labels), text)
	}
	for i, l := range labels {
		model := l.Value.Get("model").Str()
		if model != models[i].Value.Get("model").Str() || model == "dac" && !strings.HasPrefix(l.Value.Get("label").Str(), "+") {
			t.Errorf("label %d: %s", i, estate.AppendJSON(nil, l.Value))
		}
	}
	if filters := s.kinds["NWFilter"]; filters == 0 {
		t.Error("no network filters, of which libvirt ships some twenty")
	}
	if !strings.HasPrefix(s.order, "Host Network") || c.Target().Version == "" {
		t.Errorf("order %s, version %q", s.order, c.Target().Version)
	}
}

// A domain that goes between the list and its turn is no fault of the host's.
func TestDomainGoes(t *testing.T) {
	load()
	connection, err := libvirt.NewConnect("test:///default")
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	d, err := connection.LookupDomainByName("test")
	if err != nil {
		t.Fatal(err)
	}
	defer d.Free()
	id, err := d.GetUUIDString()
	if err != nil {
		t.Fatal(err)
	}
	yes := membership{members: map[string]bool{id: true}}
	if err := errors.Join(d.Destroy(), d.Undefine()); err != nil {
		t.Fatal(err)
	}
	r := reader{connection: connection, connected: &host{}, sender: sender{send: func(step) bool {
		t.Error("the domain was sent all the same")
		return true
	}}}
	r.domain(d, &states{active: yes, persistent: yes}, 1, 1)
}

func TestUnreachable(t *testing.T) {
	for _, uri := range []string{
		"qemu+unix:///system?socket=" + filepath.Join(t.TempDir(), "none"),
		"test://" + filepath.Join(t.TempDir(), "none.xml"),
		"nonsense:///system",
	} {
		s := &sink{}
		err := New(uri).Collect(t.Context(), s)
		if err == nil || !strings.HasPrefix(err.Error(), "connect to "+uri+": ") {
			t.Errorf("%s: %v", uri, err)
		}
		if len(s.objects) > 0 {
			t.Errorf("%s: %d objects", uri, len(s.objects))
		}
	}
}

// TestHangs connects to a daemon that accepts and never answers.
func TestHangs(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "s")
	listener, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	connected := make(chan net.Conn)
	go func() {
		if c, err := listener.Accept(); err == nil {
			connected <- c
		}
	}()
	ctx, cancel := context.WithCancelCause(t.Context())
	late := errors.New("out of patience")
	var silent net.Conn
	done := make(chan struct{})
	go func() {
		silent = <-connected // libvirt waits from here on
		cancel(late)
		close(done)
	}()
	err = New("qemu+unix:///system?socket="+socket).Collect(ctx, &sink{})
	if !errors.Is(err, late) || !strings.Contains(err.Error(), "no answer from libvirt") {
		t.Error(err)
	}
	<-done
	listener.Close()
	silent.Close() // sets libvirt free
}

func TestNobodyListens(t *testing.T) {
	full := errors.New("disk full")
	if err := New("test:///default").Collect(t.Context(), &sink{err: full}); !errors.Is(err, full) {
		t.Error(err)
	}
}

func testFile(t *testing.T) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("testdata", "host.xml"))
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(path, "/")
}
