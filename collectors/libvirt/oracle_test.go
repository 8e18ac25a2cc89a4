//go:build cgo && libvirt_dlopen

package libvirt_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"libvirt.org/go/libvirt"

	"bulkhead/audit"
	"bulkhead/audit/result"
	collector "bulkhead/collectors/libvirt"
	"bulkhead/collectors/node"
	"bulkhead/policies"
)

// oracles tell from a running QEMU process whether what a control forbids is the case.
func oracles() map[string]func(*process) bool {
	return map[string]func(*process) bool{
		"libvirt/vnc-listens-everywhere": func(p *process) bool {
			return p.has(" -vnc ") && slices.ContainsFunc(p.sockets, func(s socket) bool { return s.port < consoles && wildcard.MatchString(s.address) })
		},
		"libvirt/spice-without-tls": func(p *process) bool {
			return p.has(" -spice ") && slices.ContainsFunc(p.sockets, func(s socket) bool { return s.port < consoles && s.isReachable() })
		},
		"libvirt/console-on-network": func(p *process) bool {
			return slices.ContainsFunc(p.sockets, func(s socket) bool { return s.port >= consoles && s.isReachable() })
		},
		"libvirt/emulator-as-root":       func(p *process) bool { return p.user == "0" },
		"libvirt/memory-merging-allowed": func(p *process) bool { return !p.has("mem-merge=off") && !sharedMemory.MatchString(p.command) },
		"libvirt/shared-disk-writable":   func(p *process) bool { return p.has(`"share-rw":true`) && !p.has(`"read-only":true`) },
		"libvirt/seccomp-sandbox-off":    func(p *process) bool { return p.seccomp != "2" },

		"libvirt/cpu-not-portable":             func(p *process) bool { return p.has(" -cpu max") || p.has(" -cpu host") },
		"libvirt/disk-unsafe-cache":            func(p *process) bool { return p.has(`"no-flush":true`) },
		"libvirt/emulated-network-card":        func(p *process) bool { return p.has(`"driver":"rtl8139"`) || p.has(`"driver":"e1000`) },
		"libvirt/firmware-reads-host-file":     func(p *process) bool { return p.has("name=opt/bulkhead/test,file=") },
		"libvirt/interface-tunnel-in-clear":    func(p *process) bool { return p.has(`"listen":"0.0.0.0:`) || p.has(`"udp":"192.0.2.`) },
		"libvirt/legacy-disk-bus":              func(p *process) bool { return p.has(`"driver":"usb-storage"`) || p.has(`"driver":"floppy"`) },
		"libvirt/legacy-video-card":            func(p *process) bool { return p.has(`"driver":"cirrus-vga"`) || p.has(`"driver":"qxl-vga"`) },
		"libvirt/memory-in-files":              func(p *process) bool { return p.has(`"mem-path":"/var/lib/libvirt/qemu/ram`) },
		"libvirt/shared-directory-passthrough": func(p *process) bool { return p.has("security_model=passthrough") },
		"libvirt/shared-memory-device":         func(p *process) bool { return p.has(`"driver":"ivshmem`) },
		"libvirt/spice-clipboard-shared": func(p *process) bool {
			return p.has(" -spice ") && p.has(`"name":"com.redhat.spice.0"`) &&
				(!p.has("disable-copy-paste=on") || !p.has("disable-agent-file-xfer=on"))
		},
		"libvirt/unfiltered-usb-redirection": func(p *process) bool { return p.has(`"driver":"usb-redir"`) && !p.has(`"filter":"`) },
		"libvirt/user-mode-network":          func(p *process) bool { return p.has(`"type":"user"`) },
	}
}

// sharedMemory is the guest's own memory, open to other processes. A shared device is another object.
var sharedMemory = regexp.MustCompile(`"id":"(pc\.ram|ram-node[0-9]+)"[^}]*"share":true`)

// consoles is the first port that consoles get here. Graphics get lower ones from libvirt.
const consoles = 20000

// oracleCases are domains with one setting each that some control looks at: XML of the domain and of its devices. DISK is an
// image, PORT a port, LOW one below all consoles'.
var oracleCases = []struct{ name, domain, devices string }{
	{"defaults", "", `<graphics type='vnc'/><serial type='pty'/>`},
	{
		"vnc-any", `<seclabel type='static' model='dac'><label>root:root</label></seclabel>`,
		`<graphics type='vnc' listen='0.0.0.0'/><serial type='tcp'><source mode='bind' host='0.0.0.0' service='PORT'/></serial>`,
	},
	{
		"vnc-zero", `<seclabel type='static' model='dac'><label>+-0:+0</label></seclabel>`,
		`<graphics type='vnc' listen='0'/><serial type='tcp'><source mode='bind' host='' service='PORT'/></serial>`,
	},
	{
		"vnc-hex", `<seclabel type='dynamic' model='dac'><label>0:0</label></seclabel>`,
		`<graphics type='vnc' listen='0x0'/><serial type='tcp'><source mode='bind' host='127.0.0.1' service='PORT'/></serial>`,
	},
	{
		"vnc-star", `<seclabel type='none' model='dac'/>`,
		`<graphics type='vnc' listen='*'/><serial type='tcp'><source mode='bind' host='*' service='PORT'/></serial>`,
	},
	{
		"vnc-ipv6", `<memoryBacking><nosharepages/></memoryBacking>`,
		`<graphics type='vnc'><listen type='address' address='::'/></graphics>
		<serial type='pty'/><console type='tcp'><source mode='bind' host='::' service='PORT'/></console>`,
	},
	{
		"vnc-mapped", `<memoryBacking><hugepages><page size='4' unit='KiB'/></hugepages></memoryBacking>`,
		`<graphics type='vnc' listen='::ffff:0.0.0.0'/>
		<serial type='pty'/><console type='tcp'><source mode='bind' host='::' service='PORT'/><target type='virtio'/></console>`,
	},
	{
		"vnc-empty", `<memoryBacking><source type='memfd'/><access mode='shared'/></memoryBacking>`,
		`<graphics type='vnc' listen=''/>
		<rng model='virtio'><backend model='egd' type='tcp'><source mode='bind' host='::' service='PORT'/></backend></rng>`,
	},
	{
		"vnc-name", `<memoryBacking><source type='memfd'/><access mode='shared'/></memoryBacking>
		<cpu><numa><cell id='0' cpus='0' memory='32768' memAccess='private'/></numa></cpu>`,
		`<graphics type='vnc' listen='localhost'/>
		<serial type='udp'><source mode='bind' service='PORT'/><source mode='connect' host='127.0.0.1' service='9'/></serial>`,
	},
	{
		"vnc-none", `<memoryBacking><source type='memfd'/></memoryBacking>
		<cpu><numa><cell id='0' cpus='0' memory='32768' memAccess='shared'/></numa></cpu>`,
		`<graphics type='vnc' listen='0.0.0.0'><listen type='none'/></graphics>
		<console type='tcp'><source mode='bind' host='0.0.0.0' service='PORT'/></console>`,
	},
	{
		"vnc-websocket", `<qemu:commandline xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
		<qemu:arg value='-sandbox'/><qemu:arg value='off'/></qemu:commandline>`,
		`<graphics type='vnc' websocket='-1' autoport='yes' listen='0.0.0.0'/>`,
	},
	{"spice-loopback", "", `<graphics type='spice' autoport='yes'/>
		<disk type='file'><driver name='qemu' type='raw'/><source file='DISK'/><target dev='vda' bus='virtio'/><shareable/></disk>`},
	{"spice-any", "", `<graphics type='spice' autoport='yes' listen='0.0.0.0'/>
		<disk type='file'><driver name='qemu' type='raw'/><source file='DISK'/><target dev='vda' bus='virtio'/><shareable>no</shareable></disk>`},
	{"spice-minus-one", "", `<graphics type='spice' port='-1' listen='0.0.0.0'/>
		<disk type='file'><driver name='qemu' type='raw'/><source file='DISK'/><target dev='vda' bus='virtio'/><shareable/><readonly/></disk>`},
	{
		"devices-of-old", `<sysinfo type='fwcfg'><entry name='opt/bulkhead/test' file='/etc/hostname'/></sysinfo><cpu mode='maximum'/>`,
		`<graphics type='spice'><listen type='none'/><clipboard copypaste='no'/></graphics><video><model type='qxl'/></video>
		<channel type='spicevmc'><target type='virtio'/></channel><redirdev bus='usb' type='spicevmc'/>
		<disk type='file'><driver name='qemu' type='raw' cache='unsafe'/><source file='DISK'/><target dev='sda' bus='usb'/></disk>
		<interface type='user'/><shmem name='bulkhead-test-PORT'><model type='ivshmem-plain'/><size unit='M'>1</size></shmem>
		<filesystem type='mount'><source dir='/usr/share'/><target dir='a'/></filesystem>`,
	},
	{
		"devices-of-today", `<memoryBacking><source type='file'/></memoryBacking>`,
		`<graphics type='spice'><listen type='none'/><clipboard copypaste='no'/><filetransfer enable='no'/></graphics>
		<video><model type='virtio'/></video><channel type='spicevmc'><target type='virtio' name='com.redhat.spice.0'/></channel>
		<redirdev bus='usb' type='spicevmc'/><redirfilter><usbdev allow='no'/></redirfilter>
		<disk type='file'><driver name='qemu' type='raw'/><source file='DISK'/><target dev='vda' bus='virtio'/></disk>
		<interface type='user'><model type='virtio'/></interface>
		<filesystem type='mount' accessmode='mapped'><source dir='/usr/share'/><target dir='a'/></filesystem>`,
	},
	{
		"devices-unnamed", `<cpu mode='custom'><model>qemu64</model></cpu>`,
		`<graphics type='vnc'/><interface type='user'/>
		<disk type='file' device='floppy'><driver name='qemu' type='raw'/><source file='DISK'/><target dev='fda'/></disk>`,
	},
	{"tunnel", "", `<interface type='server'><source address='0.0.0.0' port='LOW'/><model type='virtio'/></interface>`},
	{"spice-no-port", "", `<graphics type='spice' listen='0.0.0.0'/>
		<disk type='file' device='cdrom'><driver name='qemu' type='raw'/><source file='DISK'/><target dev='sda' bus='sata'/><shareable/></disk>`},
}

// TestVerdictsAgainstQEMU starts domains and compares what the controls say of them with what their processes show.
func TestVerdictsAgainstQEMU(t *testing.T) {
	const uri = "qemu:///system"
	verdicts(t, collector.New("test:///default")) // loads libvirt for this test too
	connection, err := libvirt.NewConnect(uri)
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	// Few run at once, for memory's sake.
	for few := range slices.Chunk(oracleCases, 6) {
		processes := map[string]*process{}
		for _, c := range few {
			name := fmt.Sprintf("bulkhead-test-%d-%s", os.Getpid(), c.name)
			start(t, connection, name, c.domain, c.devices)
			processes[name] = readProcess(t, pidOf(t, name))
		}
		host := verdicts(t, collector.New(uri), node.New("node:/", "/"))
		alone := verdicts(t, collector.New(uri))
		for name, p := range processes {
			for control, isBad := range oracles() {
				got := host[control][name]
				switch control {
				case "libvirt/seccomp-sandbox-off":
					got = slices.Collect(maps.Values(host[control]))[0] // the machine's
				case "libvirt/memory-merging-allowed":
					got = alone[control][name] // whether or not this machine merges just now
				}
				if isBad(p) != (got == result.Fail) || got == result.Unknown {
					t.Errorf("%s: %s says %q, and the process has user %s, seccomp %s, sockets %v, command line\n%s",
						name, control, got, p.user, p.seccomp, p.sockets, p.command)
				}
			}
		}
		for name := range processes {
			stop(t, connection, name)
		}
	}
}

// verdicts returns, by control and name, the worst that was said. It is empty where the question does not arise.
func verdicts(t *testing.T, collectors ...audit.Collector) map[string]map[string]result.Status {
	t.Helper()
	report, err := audit.Run(t.Context(), collectors, audit.Options{Policies: policies.FS, Passed: true})
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]map[string]result.Status{}
	add := func(f *result.Finding) {
		of := all[f.Control]
		if of == nil {
			of = map[string]result.Status{}
			all[f.Control] = of
		}
		if of[f.Subject.Name] != result.Fail {
			of[f.Subject.Name] = f.Status
		}
	}
	for f := range report.Passed {
		add(f)
	}
	for f := range report.Findings {
		add(f)
	}
	return all
}

func start(t *testing.T, connection *libvirt.Connect, name, domain, devices string) {
	t.Helper()
	disk := filepath.Join(imageDirectory(t), "disk")
	if err := os.WriteFile(disk, make([]byte, 1<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	port := consoles + (os.Getpid()*61+len(name)*7+int(name[len(name)-1]))%10000
	xml := strings.NewReplacer("DISK", disk, "PORT", strconv.Itoa(port), "LOW", strconv.Itoa(port-consoles/2)).Replace(`<domain type='qemu'><name>` + name + `</name>
		<memory unit='MiB'>32</memory><vcpu>1</vcpu><os><type arch='x86_64' machine='q35'>hvm</type></os>` + domain +
		`<devices>` + devices + `</devices></domain>`)
	d, err := connection.DomainCreateXML(xml, libvirt.DOMAIN_START_AUTODESTROY)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	t.Cleanup(func() { d.Free() })
}

func stop(t *testing.T, connection *libvirt.Connect, name string) {
	t.Helper()
	d, err := connection.LookupDomainByName(name)
	if err == nil {
		err = d.Destroy()
		d.Free()
	}
	if err != nil {
		t.Error(err)
	}
}

// imageDirectory is one that QEMU's user may enter, unlike the test's own.
func imageDirectory(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/var/lib/libvirt/images", "bulkhead-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	return dir
}

// process is what the kernel shows of a domain's QEMU.
type process struct {
	command, user, seccomp string
	sockets                []socket
}

func (p *process) has(text string) bool { return strings.Contains(p.command, text) }

// socket listens by TCP or receives by UDP. Its address is the kernel's: in hex, each 32 bits in this machine's order.
type socket struct {
	address string
	port    uint64
}

var (
	wildcard = regexp.MustCompile(`^(0{8}|0{32}|0{16}FFFF00000{8})$`)
	loopback = regexp.MustCompile(`^([0-9A-F]{6}7F|0{24}01000000|0{16}FFFF0000[0-9A-F]{6}7F)$`)
)

func (s socket) isReachable() bool { return !loopback.MatchString(s.address) }

// pidOf is the process that runs a domain.
func pidOf(t *testing.T, name string) string {
	t.Helper()
	return strings.TrimSpace(readFile(t, filepath.Join("/run/libvirt/qemu", name+".pid")))
}

func readProcess(t *testing.T, pid string) *process {
	t.Helper()
	dir := filepath.Join("/proc", pid)
	p := &process{command: strings.ReplaceAll(readFile(t, filepath.Join(dir, "cmdline")), "\x00", " ")}
	for line := range strings.Lines(readFile(t, filepath.Join(dir, "status"))) {
		switch name, value, _ := strings.Cut(line, ":"); name {
		case "Uid":
			p.user = strings.Fields(value)[0]
		case "Seccomp":
			p.seccomp = strings.TrimSpace(value)
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "fd", "*"))
	if err != nil {
		t.Fatal(err)
	}
	own := map[string]bool{}
	for _, file := range files {
		if target, err := os.Readlink(file); err == nil {
			own[strings.TrimSuffix(strings.TrimPrefix(target, "socket:["), "]")] = true
		}
	}
	const listening, local, state, inode = "0A", 1, 3, 9
	for _, table := range []string{"tcp", "tcp6", "udp", "udp6"} {
		for line := range strings.Lines(readFile(t, filepath.Join(dir, "net", table))) {
			fields := strings.Fields(line)
			if len(fields) > inode && own[fields[inode]] && (fields[state] == listening || strings.HasPrefix(table, "udp")) {
				address, hex, _ := strings.Cut(fields[local], ":")
				port, err := strconv.ParseUint(hex, 16, 16)
				if err != nil {
					t.Fatal(err)
				}
				p.sockets = append(p.sockets, socket{address, port})
			}
		}
	}
	return p
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
