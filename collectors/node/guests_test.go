package node

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bulkhead/audit/estate"
)

// guestFiles are what /proc shows of a guest's process; the files given replace it.
func guestFiles(pid string, words []string, more map[string]string) map[string]string {
	dir := "proc/" + pid + "/"
	files := map[string]string{
		"etc/libvirt/qemu.conf": "", "etc/group": "kvm:x:107:\ndisk:x:6:\n", "etc/passwd": "libvirt-qemu:x:64055:107::/:\n",
		"proc/1/cmdline": "/sbin/init\x00", "proc/1/status": "NSpid:\t1\n", "proc/1/ns/mnt": "-> mnt:[1]",
		dir + "cmdline": strings.Join(append([]string{"/usr/bin/qemu-system-x86_64", "-name", "guest=a,,b,debug-threads=on", "-uuid", "u"}, words...), "\x00") + "\x00",
		dir + "status": "Name:\tqemu\nUid:\t0\t64055\t0\t0\nGid:\t107\t107\t107\t107\nGroups:\t6 107 9 \nNSpid:\t" + pid +
			"\nCapEff:\t0000000000000000\nNoNewPrivs:\t1\nSeccomp:\t2\n",
		dir + "exe": "-> /usr/bin/qemu-system-x86_64", dir + "ns/mnt": "-> mnt:[2]", dir + "attr/current": "libvirt-u (enforce)\n",
	}
	maps.Copy(files, more)
	return live(files)
}

func TestGuestProcesses(t *testing.T) {
	const whole = `[{"guest":"a,b","uuid":"u","user":"libvirt-qemu","groups":["kvm","disk","9"],"capabilities":"0000000000000000",` +
		`"noNewPrivs":"1","seccomp":"2","label":"libvirt-u (enforce)","replaced":false,"mounts":"own","monitors":[]}]`
	for _, test := range []struct {
		name  string
		words []string
		more  map[string]string
		path  string // below the first process, "" for all
		want  string
	}{
		{"all", nil, nil, "", whole},
		{"another's process", nil, map[string]string{"proc/7/cmdline": "/usr/bin/qemu-system-x86_64\x00-m\x001\x00"}, "", "[]"},
		{"a name without a guest", nil, map[string]string{"proc/7/cmdline": "qemu\x00-name\x00a\x00-uuid\x00u\x00"}, "", "[]"},
		{"in a container", nil, map[string]string{"proc/7/status": "NSpid:\t7\t1\n"}, "contained", "true"},
		{
			"KubeVirt's daemon beside it", nil,
			map[string]string{"proc/9/cmdline": "/usr/sbin/virtqemud\x00", "proc/9/ns/mnt": "-> mnt:[2]", "proc/9/status": "NSpid:\t9\t4\n"},
			"mounts", `"own"`,
		},
		{"a kernel's thread", nil, map[string]string{"proc/8/cmdline": ""}, "", whole},
		{"no security module", nil, map[string]string{"proc/7/attr/current": ""}, "label", "absent"},
		{"SELinux", nil, map[string]string{"proc/7/attr/current": "system_u:system_r:svirt_t:s0:c1,c2\x00"}, "label", `"system_u:system_r:svirt_t:s0:c1,c2"`},
		{"the host's mounts", nil, map[string]string{"proc/7/ns/mnt": "-> mnt:[1]"}, "mounts", `"host"`},
		{
			"the daemon's mounts, the first process' unknown", nil,
			map[string]string{
				"proc/7/ns/mnt": "-> mnt:[3]", "proc/1/ns/mnt": "no link", "proc/9/cmdline": "/usr/sbin/libvirtd\x00-d\x00", "proc/9/ns/mnt": "-> mnt:[3]",
				"proc/9/status": "NSpid:\t9\n",
			},
			"mounts", `"host"`,
		},
		{"nobody's mounts are known", nil, map[string]string{"proc/1/ns/mnt": "no link"}, "mounts", "unread"},
		{"updated", nil, map[string]string{"proc/7/exe": "-> /usr/bin/qemu-system-x86_64 (deleted)"}, "replaced", "true"},
		{
			"near miss: a file of that name", nil,
			map[string]string{"proc/7/exe": "-> /usr/bin/q (deleted)", "usr/bin/q (deleted)": ""},
			"replaced", "false",
		},
		{"without a sandbox", []string{"-sandbox", "off"}, map[string]string{"proc/7/status": "NSpid:\t7\nSeccomp:\t0\n"}, "seccomp", `"0"`},
		{"just started", []string{"-sandbox", "on,spawn=deny", "-sandbox", "off"}, map[string]string{"proc/7/status": "NSpid:\t7\nSeccomp:\t0\n"}, "seccomp", "unread"},
		{"a status without it", nil, map[string]string{"proc/7/status": "NSpid:\t7\n"}, "seccomp", "absent"},
		{"libvirt's monitor", []string{"-chardev", "socket,id=charmonitor,fd=9", "-mon", "chardev=charmonitor,mode=control"}, nil, "monitors", "[]"},
		{"a monitor", []string{"-monitor", "tcp:[::]:4444,server"}, nil, "monitors", `[{"what":"monitor","transport":"tcp","address":"[::]"}]`},
		{
			"monitors",
			[]string{"--qmp", "unix:/a,server", "-gdb", "tcp::1", "-s", "-serial", "mon:stdio", "-monitor", "none"},
			nil, "monitors",
			`[{"what":"monitor","transport":"unix"},{"what":"gdb","transport":"tcp","address":""},{"what":"gdb","transport":"tcp","address":""},` +
				`{"what":"monitor","transport":"stdio"}]`,
		},
		{
			"by a device's name",
			[]string{"-chardev", "socket,id=x,host=0,port=1,server=on", "-mon", "x", "-qmp", "chardev:x"},
			nil, "monitors",
			`[{"what":"monitor","transport":"tcp","address":"0"},{"what":"monitor","transport":"tcp","address":"0"}]`,
		},
		{"an option without its value", []string{"-mon"}, nil, "monitors", `[{"what":"monitor","transport":"other"}]`},
		{"an image", nil, map[string]string{"proc/1/cmdline": "", "proc/sys/kernel/osrelease": "6.1"}, "", whole},
	} {
		t.Run(test.name, func(t *testing.T) {
			v := collect(t, guestFiles("7", test.words, test.more)).value(t).At("guests")
			if test.path != "" {
				if len(v.Elements()) != 1 {
					t.Fatalf("%d processes", len(v.Elements()))
				}
				v = v.Elements()[0].Value
				if got := at(v, test.path); got != test.want {
					t.Errorf("got %s, want %s", got, test.want)
				}
			} else if got := string(estate.AppendJSON(nil, v)); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// Where /proc shows not even the first process, that no guest is seen says nothing.
func TestGuestProcessesOutOfSight(t *testing.T) {
	v := collect(t, live(map[string]string{"etc/libvirt/qemu.conf": ""})).value(t).At("guests")
	if v.Reason() != "not-in-input" {
		t.Error(v.Reason())
	}
}

// A process that ends while it is read is as good as never seen, and no problem.
func TestGuestProcessEnds(t *testing.T) {
	for _, gone := range []string{"status", "exe", "ns/mnt"} {
		files := guestFiles("7", nil, nil)
		delete(files, "proc/7/"+gone)
		root := writeRoot(t, files)
		dir, err := os.OpenRoot(root)
		if err != nil {
			t.Fatal(err)
		}
		r := &openedRoot{ctx: t.Context(), dir: dir}
		if v := guestProcess(r, "7", readAccounts(r)); v != nil || len(r.problems) > 0 {
			t.Errorf("without %s: %s, %v", gone, estate.AppendJSON(nil, v), r.problems)
		}
		// Its number is another program's by now.
		if err := os.WriteFile(filepath.Join(root, "proc/7/cmdline"), []byte("sh\x00"), 0o600); err != nil {
			t.Fatal(err)
		}
		if v := guestProcess(r, "7", readAccounts(r)); v != nil {
			t.Errorf("%s", estate.AppendJSON(nil, v))
		}
		if v := guestProcess(r, "8", readAccounts(r)); v != nil || len(r.problems) > 0 {
			t.Errorf("%s, %v", estate.AppendJSON(nil, v), r.problems)
		}
		dir.Close()
	}
}
