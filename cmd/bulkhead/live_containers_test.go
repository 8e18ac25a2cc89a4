//go:build cgo && libvirt_dlopen

package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"bulkhead/audit/result"
)

// containersDaemon starts a libvirtd that runs containers of libvirt's own driver, LXC, and returns its URI. It has directories for what it
// keeps to itself, and no view of a mount that LXC can't do with: beside version 1 of control groups it does not start below version 2.
func containersDaemon(t *testing.T) string {
	t.Helper()
	dir := shortDirectory(t)
	listener, err := net.Listen("unix", filepath.Join(dir, "socket")) // listens in the daemon's stead until that has started
	if err != nil {
		t.Fatal(err)
	}
	listener.(*net.UnixListener).SetUnlinkOnClose(false)
	defer listener.Close()
	socket, err := listener.(*net.UnixListener).File()
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	log, err := os.Create(filepath.Join(dir, "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	command := exec.Command("sh", "-c", `for at in /run /var/lib/libvirt /etc/libvirt /var/log/libvirt; do mount -t tmpfs tmpfs $at || exit; done
		umount /sys/fs/cgroup/unified 2>/dev/null
		printf 'auth_unix_ro = "none"\nauth_unix_rw = "none"\n' >/etc/libvirt/libvirtd.conf
		LISTEN_PID=$$ exec libvirtd`)
	command.Env = []string{"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LISTEN_FDS=1", "LISTEN_FDNAMES=libvirtd.socket"}
	command.SysProcAttr = &syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWNS, Setsid: true}
	command.ExtraFiles = []*os.File{socket}
	command.Stdout, command.Stderr = log, log
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait()
		if t.Failed() {
			text, _ := os.ReadFile(log.Name())
			t.Logf("the daemon's log:\n%s", text)
		}
	})
	return "lxc+unix:///system?socket=" + filepath.Join(dir, "socket")
}

// TestLiveContainers audits containers of libvirt's own driver at a real daemon.
func TestLiveContainers(t *testing.T) {
	uri := containersDaemon(t)
	open, mapped := fmt.Sprintf("bulkhead-open-%d", os.Getpid()), fmt.Sprintf("bulkhead-mapped-%d", os.Getpid())
	const container = `<domain type='lxc'><name>%s</name><memory unit='MiB'>64</memory><os><type>exe</type><init>/bin/sleep</init><initarg>600</initarg></os>
		%s<devices><filesystem type='mount'><source dir='%s'/><target dir='/'/></filesystem><console type='pty'/></devices></domain>`
	run := func(stdin string, args ...string) {
		t.Helper()
		command := exec.Command("virsh", append([]string{"--quiet", "--connect", uri}, args...)...)
		command.Stdin = strings.NewReader(stdin)
		if out, err := command.CombinedOutput(); err != nil {
			t.Fatalf("virsh %s: %v: %s", strings.Join(args, " "), err, out)
		}
	}
	run(fmt.Sprintf(container, open, "", "/"), "define", "/dev/stdin")
	run(fmt.Sprintf(container, mapped, `<idmap><uid start='0' target='100000' count='65536'/><gid start='0' target='100000' count='65536'/></idmap>
		<features><privnet/><capabilities policy='deny'><mknod state='on'/></capabilities></features>`, t.TempDir()), "define", "/dev/stdin")
	run("", "start", open)
	t.Cleanup(func() { run("", "destroy", open) })

	l := isolated(t, uri)
	if rungs := l.rungs(); len(rungs) != 2 || rungs["Domain/"+open] != 0 || rungs["Domain/"+mapped] != 1 {
		t.Errorf("rungs %v", rungs)
	}

	d := audited(t, uri)
	if target := d.target(t, uri); target.Status != "complete" || len(target.Problems) > 0 {
		t.Errorf("%+v", target)
	}
	var failed []string
	for _, f := range d.Findings {
		if s := f.Subject; f.Status == result.Fail && s.Resource == "Domain" {
			failed = append(failed, f.Control+" "+s.Name)
		}
	}
	slices.Sort(failed)
	want := []string{
		"libvirt/lxc-capabilities-allowed " + mapped, "libvirt/lxc-host-network " + open, "libvirt/lxc-host-root " + open, "libvirt/lxc-without-idmap " + open,
	}
	if !slices.Equal(failed, want) {
		t.Errorf("failed: %q, want %q", failed, want)
	}
}
