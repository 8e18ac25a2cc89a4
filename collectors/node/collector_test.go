package node

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"bulkhead/audit/estate"
)

// recorder keeps what a collector sends.
type recorder struct {
	objects  []*estate.Object
	problems []estate.Problem
}

func (s *recorder) Object(o *estate.Object) error    { s.objects = append(s.objects, o); return nil }
func (s *recorder) Problem(p estate.Problem)         { s.problems = append(s.problems, p) }
func (s *recorder) Progress(what string, _, _ int)   {}
func (s *recorder) value(t *testing.T) *estate.Value { return s.object(t).Value }

func (s *recorder) object(t *testing.T) *estate.Object {
	t.Helper()
	if len(s.objects) != 1 {
		t.Fatalf("%d objects, want 1", len(s.objects))
	}
	return s.objects[0]
}

// writeRoot makes a root directory of files by name. A content of "-> target" makes a link.
func writeRoot(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, content := range files {
		file := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		var err error
		if target, ok := strings.CutPrefix(content, "-> "); ok {
			err = os.Symlink(target, file)
		} else {
			err = os.WriteFile(file, []byte(content), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func collect(t *testing.T, files map[string]string) *recorder {
	t.Helper()
	root := writeRoot(t, files)
	sink := &recorder{}
	if err := New("node:"+root, root).Collect(t.Context(), sink); err != nil {
		t.Fatal(err)
	}
	return sink
}

// live are the least files of a root with a live kernel.
func live(more map[string]string) map[string]string {
	files := map[string]string{
		"etc/hostname":              "node-1\n",
		"proc/sys/kernel/osrelease": "6.12.0\n",
		"proc/cmdline":              "root=/dev/sda1 ro\n",
		"proc/swaps":                "Filename\tType\tSize\tUsed\tPriority\n",
		"sys/kernel/security/lsm":   "capability,landlock\n",
		"sys/devices/system/cpu/vulnerabilities/meltdown":   "Not affected\n",
		"sys/devices/system/cpu/smt/control":                "on\n",
		"sys/module/kvm/parameters/nx_huge_pages":           "Y\n",
		"sys/devices/virtual/dmi/id/product_uuid":           "4C4C4544-0000-0000-0000-000000000001\n",
		"sys/class/dmi/id":                                  "-> ../../devices/virtual/dmi/id",
		"sys/kernel/mm/transparent_hugepage/enabled":        "always [madvise] never\n",
		"sys/module/kvm_intel/parameters/vmentry_l1d_flush": "cond\n",
	}
	for name, content := range more {
		files[name] = content
	}
	return files
}

// at prints what is at a path, as JSON.
func at(v *estate.Value, keys ...string) string {
	v = v.At(keys...)
	if v == nil {
		return "absent"
	}
	if v.Unknown() {
		return v.Reason()
	}
	return string(estate.AppendJSON(nil, v))
}

func TestKernelFacts(t *testing.T) {
	hardened := live(map[string]string{
		"proc/cmdline":                               `root=/dev/sda1 mitigations=auto,nosmt dyndbg="file a.c +p" inst.rootpw=hunter2` + "\n",
		"sys/kernel/security/lockdown":               "none [integrity] confidentiality\n",
		"sys/kernel/security/lsm":                    "lockdown,capability,yama,apparmor\n",
		"sys/fs/selinux/enforce":                     "1\n",
		"sys/kernel/mm/ksm/run":                      "0\n",
		"proc/sys/kernel/yama/ptrace_scope":          "1\n",
		"proc/sys/net/ipv4/ip_forward":               "1\n",
		"sys/kernel/iommu_groups/0/type":             "DMA\n",
		"sys/kernel/iommu_groups/1/type":             "DMA\n",
		"sys/devices/system/cpu/vulnerabilities/mds": "Mitigation: Clear CPU buffers; SMT disabled\n",
	})
	weak := live(map[string]string{
		"proc/cmdline":           "mitigations=off\n",
		"sys/kernel/mm/ksm/run":  "1\n",
		"proc/swaps":             "Filename Type Size Used Priority\n/dev/dm-1 partition 1 0 -2\n/dev/sda2 partition 1 0 -3\n",
		"sys/block/dm-1/dm/uuid": "CRYPT-LUKS2-0123-swap\n",
	})
	image := map[string]string{"etc/hostname": "localhost\n", "etc/libvirt/qemu.conf": "user = \"root\"\n"}
	tests := []struct {
		name  string
		files map[string]string
		path  string
		want  string
	}{
		{"words", hardened, "kernel cmdline", `["root=/dev/sda1","mitigations=auto,nosmt","dyndbg=\"file a.c +p\"","inst.rootpw=<hidden>"]`},
		{"release", hardened, "kernel release", `"6.12.0"`},
		{"lockdown", hardened, "kernel lockdown", `"integrity"`},
		{"lsm", hardened, "kernel lsm", `["lockdown","capability","yama","apparmor"]`},
		{"selinux", hardened, "kernel selinux", `{"enforce":"1"}`},
		{"no selinux", weak, "kernel selinux", "absent"},
		{"ksm", hardened, "kernel ksm", `{"run":"0"}`},
		{"sysctl", hardened, "kernel sysctl kernel.yama.ptrace_scope", `"1"`},
		{"network settings of who knows whom", hardened, "kernel sysctl net.ipv4.ip_forward", "not-in-input"},
		{"groups", hardened, "iommu groups", "2"},
		{"vulnerabilities", hardened, "cpu vulnerabilities", `{"mds":"Mitigation: Clear CPU buffers; SMT disabled","meltdown":"Not affected"}`},
		{"smt", hardened, "cpu smt", `"on"`},
		{"uuid through a link", hardened, "product_uuid", `"4C4C4544-0000-0000-0000-000000000001"`},
		{"kvm", hardened, "kvm", `{"kvm":{"nx_huge_pages":"Y"},"kvm_intel":{"vmentry_l1d_flush":"cond"}}`},
		{"no swap", hardened, "swaps", "[]"},
		{"no libvirt", hardened, "libvirt", "absent"},
		{"no kubelet", hardened, "kubelet", "absent"},

		{"lockdown not built", weak, "kernel lockdown", `"none"`},
		{"merging", weak, "kernel ksm run", `"1"`},
		{"no yama", weak, "kernel sysctl kernel.yama.ptrace_scope", "absent"},
		{"no iommu", weak, "iommu groups", "0"},
		{"swaps", weak, "swaps", `[{"device":"/dev/dm-1","type":"partition","mapper":"CRYPT"},{"device":"/dev/sda2","type":"partition"}]`},

		{"ksm not built", live(nil), "kernel ksm", "absent"},
		{"old kernel", live(map[string]string{
			"sys/devices/system/cpu/vulnerabilities/meltdown": "-> nowhere",
		}), "cpu vulnerabilities", "not-in-input"},
		{"lockdown without brackets", live(map[string]string{"sys/kernel/security/lockdown": "?\n"}), "kernel lockdown", "unread"},

		{"image's release", image, "kernel release", "not-in-input"},
		{"image's words", image, "kernel cmdline", "not-in-input"},
		{"image's lockdown", image, "kernel lockdown", "not-in-input"},
		{"image's lsm", image, "kernel lsm", "not-in-input"},
		{"image's sysctl", image, "kernel sysctl", "not-in-input"},
		{"image's ksm", image, "kernel ksm run", "not-in-input"},
		{"image's vulnerabilities", image, "cpu vulnerabilities", "not-in-input"},
		{"image's smt", image, "cpu smt", "not-in-input"},
		{"image's kvm", image, "kvm", "not-in-input"},
		{"image's iommu", image, "iommu groups", "not-in-input"},
		{"image's swaps", image, "swaps", "not-in-input"},
		{"image's uuid", image, "product_uuid", "not-in-input"},
		{"image's sockets", image, "libvirt sockets", "not-in-input"},
		{"image's units", image, "libvirt units", "not-in-input"},
		{"image's configuration", image, "libvirt qemu.conf", `{"user":"root"}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := at(collect(t, test.files).value(t), strings.Fields(test.path)...); got != test.want {
				t.Errorf("%s: %s, want %s", test.path, got, test.want)
			}
		})
	}
}

func TestPositions(t *testing.T) {
	v := collect(t, live(map[string]string{"proc/cmdline": "ro mitigations=off\n"})).value(t)
	list := v.At("kernel", "cmdline")
	word := list.Elements()[1].Value
	if list.Source == nil || list.Source.File != "/proc/cmdline" || word.Line != 1 || word.Column != 4 {
		t.Errorf("mitigations=off is in %v at %d:%d", list.Source, word.Line, word.Column)
	}
	if mds := v.At("cpu", "vulnerabilities", "meltdown"); mds.Source.File != "/sys/devices/system/cpu/vulnerabilities/meltdown" {
		t.Errorf("meltdown is in %s", mds.Source.File)
	}
}

func TestTarget(t *testing.T) {
	for name, test := range map[string]struct{ content, want string }{
		"hostname":         {"web-1.example\n", "web-1.example"},
		"after a comment":  {"# name\n\nweb-1\n", "web-1"},
		"an image's":       {"localhost.localdomain\n", "node:/x"},
		"none":             {"", "node:/x"},
		"a link elsewhere": {"-> ../../../../../../etc/hostname", "node:/x"},
	} {
		root := writeRoot(t, map[string]string{"etc/hostname": test.content, "etc/os-release": "PRETTY_NAME=\"Some OS\"\n", "etc/libvirt/x": ""})
		c := New("node:/x", root)
		if c.Target().ID != test.want || c.Target().Kind != estate.Machine || c.Target().URI != "node:/x" {
			t.Errorf("%s: %+v, want %s", name, c.Target(), test.want)
		}
		sink := &recorder{}
		if err := c.Collect(t.Context(), sink); err != nil {
			t.Fatal(err)
		}
		o := sink.object(t)
		if o.Name != test.want || o.Target != c.Target() || c.Target().Version != "Some OS" || c.Target().Collected.IsZero() {
			t.Errorf("%s: object %q of %+v", name, o.Name, c.Target())
		}
	}
}

func TestNothingToAudit(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for name, root := range map[string]string{
		"missing":    filepath.Join(t.TempDir(), "missing"),
		"a file":     file,
		"empty":      t.TempDir(),
		"only names": writeRoot(t, map[string]string{"etc/hostname": "a\n", "proc/.keep": "", "sys/.keep": ""}),
	} {
		sink := &recorder{}
		if err := New("node:"+root, root).Collect(t.Context(), sink); err == nil || len(sink.objects) > 0 {
			t.Errorf("%s: error %v, %d objects", name, err, len(sink.objects))
		}
	}
}

func TestContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	root := writeRoot(t, live(nil))
	sink := &recorder{}
	if err := New("node:/", root).Collect(ctx, sink); !errors.Is(err, context.Canceled) || len(sink.objects)+len(sink.problems) > 0 {
		t.Errorf("error %v, %d objects", err, len(sink.objects))
	}
}

// TestHostileFiles holds that what cannot be read is Unread with a problem, and nothing hangs or leads out of the root.
func TestHostileFiles(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "secret.conf")
	if err := os.WriteFile(outside, []byte("user = \"outside\"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	root := writeRoot(t, live(map[string]string{
		"etc/libvirt/huge.conf":     strings.Repeat("#", fileLimit+1),
		"etc/libvirt/loop.conf":     "-> loop.conf",
		"etc/libvirt/outside.conf":  "-> " + outside,
		"etc/libvirt/climbs.conf":   "-> ../../../../../../../.." + outside,
		"etc/libvirt/inside.conf":   "-> /etc/libvirt/real",
		"etc/libvirt/real":          "a = 1\n",
		"etc/libvirt/broken.conf":   "a = 1\nvnc_password = \"hunter2\n",
		"etc/libvirt/binary.conf":   "a = '\xff\x1b[31m'\n",
		"etc/libvirt/dir.conf/file": "",
	}))
	if err := syscall.Mkfifo(filepath.Join(root, "etc/libvirt/fifo.conf"), 0o644); err != nil {
		t.Fatal(err)
	}
	sink := &recorder{}
	if err := New("node:/", root).Collect(t.Context(), sink); err != nil {
		t.Fatal(err)
	}
	v := sink.value(t)
	for name, want := range map[string]string{
		"huge.conf":    "unread",
		"loop.conf":    "unread",
		"fifo.conf":    "unread",
		"dir.conf":     "unread",
		"outside.conf": "absent",
		"climbs.conf":  "absent",
		"inside.conf":  `{"a":"1"}`,
		"broken.conf":  "unread",
		"binary.conf":  "{\"a\":\"\uFFFD\\u001b[31m\"}",
	} {
		if got := at(v, "libvirt", name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	if len(sink.problems) != 5 {
		t.Errorf("%d problems, want 5: %+v", len(sink.problems), sink.problems)
	}
	for _, problem := range sink.problems {
		if strings.Contains(problem.Error, "hunter2") || strings.Contains(problem.Error, root) {
			t.Errorf("tells too much: %+v", problem)
		}
		if problem.File == "/etc/libvirt/broken.conf" && (problem.Line != 2 || problem.Column == 0) {
			t.Errorf("no position: %+v", problem)
		}
	}
}

// TestThisMachine reads the machine that the test runs on, whatever it is.
func TestThisMachine(t *testing.T) {
	sink := &recorder{}
	if err := New("node:/", "/").Collect(t.Context(), sink); err != nil {
		t.Fatal(err)
	}
	v := sink.value(t)
	if v.At("kernel", "release").Str() == "" {
		t.Errorf("no kernel release: %s", estate.AppendJSON(nil, v))
	}
}
