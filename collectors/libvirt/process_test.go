//go:build cgo && libvirt_dlopen

package libvirt_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
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

// TestProcessesOfGuests starts guests that are confined in different ways, and compares what the controls say of their processes, by the
// machine's files alone, with what the kernel shows. This kernel has no security module, so that labels come from recorded files.
func TestProcessesOfGuests(t *testing.T) {
	verdicts(t, collector.New("test:///default")) // loads libvirt for this test too
	connection, err := libvirt.NewConnect("qemu:///system")
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	emulator := copyOfQEMU(t)
	monitor := `<qemu:commandline xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
		<qemu:arg value='-qmp'/><qemu:arg value='tcp:127.0.0.1:` + strconv.Itoa(consoles+os.Getpid()%10000) + `,server=on,wait=off'/></qemu:commandline>`
	name := func(of string) string { return fmt.Sprintf("bulkhead-test-%d,%s", os.Getpid(), of) }
	pids := map[string]string{}
	for of, xml := range map[string][2]string{
		"plain":    {"", ""},
		"monitor":  {monitor, ""},
		"root":     {`<seclabel type='static' model='dac'><label>0:0</label></seclabel>`, ""},
		"replaced": {"", `<emulator>` + emulator + `</emulator>`},
	} {
		start(t, connection, name(of), xml[0], xml[1])
		defer stop(t, connection, name(of))
		pids[of] = pidOf(t, name(of))
	}
	// libvirt does not start one like this.
	pids["unconfined"] = startAlone(t, name("unconfined"))
	if err := os.Remove(emulator); err != nil {
		t.Fatal(err)
	}
	report, err := audit.Run(t.Context(), []audit.Collector{node.New("node:/", "/")}, audit.Options{Policies: policies.FS, Passed: true})
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]map[string]result.Status{}
	add := func(f *result.Finding) {
		if f.Subject.Kind == "libvirt/process" {
			if said[f.Subject.Part] == nil {
				said[f.Subject.Part] = map[string]result.Status{}
			}
			said[f.Subject.Part][f.Control] = f.Status
		}
	}
	for f := range report.Passed {
		add(f)
	}
	for f := range report.Findings {
		add(f)
	}
	daemon, err := os.Readlink("/proc/" + strings.TrimSpace(readFile(t, "/run/libvirtd.pid")) + "/ns/mnt")
	if err != nil {
		t.Fatal(err)
	}
	for of, pid := range pids {
		p := readProcess(t, pid)
		mounts, err := os.Readlink("/proc/" + pid + "/ns/mnt")
		if err != nil {
			t.Fatal(err)
		}
		program, err := os.Readlink("/proc/" + pid + "/exe")
		if err != nil {
			t.Fatal(err)
		}
		for control, bad := range map[string]bool{
			"libvirt/process-without-seccomp": p.seccomp != "2",
			"libvirt/process-privileged":      p.user == "0",
			"libvirt/process-in-host-mounts":  mounts == daemon,
			"libvirt/process-outdated":        strings.HasSuffix(program, " (deleted)"),
			"libvirt/process-monitor-open":    of == "monitor",
			"libvirt/process-in-host-group":   false,
		} {
			if got := said[name(of)][control]; bad != (got == result.Fail) || !bad && got != "pass" {
				t.Errorf("%s: %s says %q", of, control, got)
			}
		}
	}
	// The oracles tell the guests apart, or they would prove nothing.
	if said[name("unconfined")]["libvirt/process-without-seccomp"] != result.Fail || said[name("root")]["libvirt/process-privileged"] != result.Fail ||
		said[name("unconfined")]["libvirt/process-in-host-mounts"] != result.Fail || said[name("replaced")]["libvirt/process-outdated"] != result.Fail {
		t.Errorf("%v", said)
	}
}

// startAlone starts QEMU without libvirt, as nothing but a guest's process that nothing confines. It runs once it has answered.
func startAlone(t *testing.T, name string) string {
	t.Helper()
	command := exec.CommandContext(t.Context(), "qemu-system-x86_64", "-name", "guest="+strings.ReplaceAll(name, ",", ",,"),
		"-uuid", "8a2f3c1e-0000-4000-8000-000000000001", "-machine", "none", "-accel", "tcg", "-nodefaults", "-display", "none", "-S",
		"-sandbox", "off", "-chardev", "stdio,id=charmonitor", "-mon", "chardev=charmonitor,mode=control")
	greeting, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	orders, err := command.StdinPipe() // closed, the monitor would go
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		orders.Close()
		command.Process.Kill()
		command.Wait() // it was killed
	})
	if _, err := greeting.Read(make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
	return strconv.Itoa(command.Process.Pid)
}

// copyOfQEMU is another file of the same program, which QEMU's user may run.
func copyOfQEMU(t *testing.T) string {
	t.Helper()
	installed, err := exec.LookPath("qemu-system-x86_64")
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(installed)
	if err != nil {
		t.Fatal(err)
	}
	// It looks for its modules and firmware beside the directory that it is in.
	prefix := imageDirectory(t)
	made := filepath.Join(prefix, "bin", "qemu-system-x86_64")
	if err := os.Mkdir(filepath.Dir(made), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"lib", "share"} {
		if err := os.Symlink(filepath.Join("/usr", dir), filepath.Join(prefix, dir)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(made, program, 0o755); err != nil {
		t.Fatal(err)
	}
	return made
}
