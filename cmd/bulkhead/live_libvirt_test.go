//go:build cgo && libvirt_dlopen

package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"

	"bulkhead/audit/result"
	"bulkhead/collectors/kubernetes/clustertest"
)

// domainFaults are what has to be found at qemu:///system: subjects by control.
func (e *liveEstate) domainFaults() map[string][]string {
	running, stopped := "Domain "+e.running, "Domain "+e.stopped
	return map[string][]string{
		"libvirt/emulated-guest":         {running, stopped},
		"libvirt/secure-boot-off":        {running, stopped},
		"libvirt/qemu-command-line":      {stopped},
		"libvirt/vnc-listens-everywhere": {stopped + " vnc"},
		"libvirt/shared-disk-writable":   {stopped + " vda"},
		"libvirt/unencrypted-disk":       {stopped + " vda"},
		"libvirt/host-directory-shared":  {stopped + " share"},
	}
}

const (
	runningDomain = `<domain type='qemu'><name>%s</name><memory unit='MiB'>64</memory>
		<os><type arch='x86_64' machine='q35'>hvm</type></os>
		<devices><graphics type='vnc' autoport='yes' listen='127.0.0.1' passwd='hunter2'/></devices>
	</domain>`
	stoppedDomain = `<domain type='qemu' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
		<name>%s</name><description>root password hunter2-in-description</description><memory unit='MiB'>64</memory>
		<sysinfo type='smbios'><oemStrings><entry>io.systemd.credential:passwd=hunter2-in-smbios</entry></oemStrings></sysinfo>
		<os><type arch='x86_64' machine='q35'>hvm</type><smbios mode='sysinfo'/></os>
		<devices>
			<disk type='file' device='disk'><source file='/var/lib/libvirt/images/none.raw'/><target dev='vda' bus='virtio'/><shareable/></disk>
			<filesystem type='mount'><source dir='/srv'/><target dir='share'/></filesystem>
			<graphics type='vnc' autoport='yes' listen='0.0.0.0' passwd='hunter2'/>
		</devices>
		<qemu:commandline>
			<qemu:arg value='-object'/><qemu:arg value='secret,id=disk,data=hunter2-in-argument'/>
			<qemu:env name='TOKEN' value='hunter2-in-variable'/>
		</qemu:commandline>
	</domain>`
)

// defineDomains makes one domain that runs, under emulation, and one that is only defined, so that nothing of what is wrong with
// it ever happens.
func (e *liveEstate) defineDomains(t *testing.T) {
	t.Helper()
	e.running = fmt.Sprintf("bulkhead-e2e-%d-running", os.Getpid())
	e.stopped = fmt.Sprintf("bulkhead-e2e-%d-stopped", os.Getpid())
	for name, xml := range map[string]string{e.running: runningDomain, e.stopped: stoppedDomain} {
		virsh(t, fmt.Sprintf(xml, name), "define", "/dev/stdin")
		t.Cleanup(func() { virsh(t, "", "undefine", name) })
	}
	virsh(t, "", "start", e.running)
	t.Cleanup(func() { virsh(t, "", "destroy", e.running) })
}

func virsh(t *testing.T, stdin string, args ...string) {
	t.Helper()
	command := exec.Command("virsh", append([]string{"--quiet", "--connect", "qemu:///system"}, args...)...)
	command.Stdin = strings.NewReader(stdin)
	if out, err := command.CombinedOutput(); err != nil {
		t.Errorf("virsh %s: %v: %s", strings.Join(args, " "), err, out)
	}
}

// writeManifests makes the directory of files.
func (e *liveEstate) writeManifests(t *testing.T) {
	t.Helper()
	e.manifests = t.TempDir()
	write(t, e.manifests, "deployment.yaml", `apiVersion: apps/v1
kind: Deployment
metadata: {name: from-file, namespace: files}
spec:
  selector: {matchLabels: {app: from-file}}
  template:
    metadata: {labels: {app: from-file}}
    spec:
      hostPID: true
      containers:
      - name: app
        image: `+image+`
        env: [{name: PASSWORD, value: `+secret+`-in-file}]
`)
	write(t, e.manifests, "secret.yaml", `apiVersion: v1
kind: Secret
metadata: {name: from-file, namespace: files}
stringData: {password: `+secret+`-in-secret-file}
`)
}

// hangs audits a daemon and a cluster that accept connections and never answer, beside targets that do.
func (e *liveEstate) hangs(t *testing.T) {
	uri := "qemu+unix:///system?socket=" + listenSilently(t, "unix", filepath.Join(shortDirectory(t), "s"))
	kubeconfig := e.kubeconfig(t, func(config *clientcmdapi.Config) {
		config.Clusters["test"].Server = "https://" + listenSilently(t, "tcp", "127.0.0.1:0")
	})
	for concurrency, silent := range map[string]map[string]string{ // targets, and what has to be said of them
		"1": {uri: uri},
		"4": {uri: uri, clustertest.Admin: "https://127.0.0.1"},
	} {
		t.Run(concurrency+" at a time", func(t *testing.T) {
			t.Parallel()
			args := []string{
				"audit", "-f", "json", "--severity-threshold", "none", "--timeout", "4s", "--concurrency", concurrency,
				"--kubeconfig", kubeconfig, uri, "test:///default", e.manifests,
			}
			if len(silent) > 1 {
				args = append(args, "kubernetes:")
			}
			ran := bulkhead(t, args...)
			if ran.code != 3 {
				t.Errorf("exit code %d", ran.code)
			}
			d := ran.document(t)
			for id, address := range silent {
				hung := d.target(t, id)
				if hung.Status != "failed" || len(hung.Problems) != 1 {
					t.Errorf("target is %s: %v", hung.Status, hung.Problems)
					continue
				}
				if line := hung.Problems[0].Error; !strings.Contains(line, "not done after 4s (--timeout)") || !strings.Contains(line, address) {
					t.Errorf("problem: %s", line)
				}
			}
			for _, f := range []result.Finding{
				d.failure(t, "libvirt/unencrypted-disk", "test:///default", "Domain test vda"),
				d.failure(t, "kubernetes/host-pid", e.manifests, "Deployment files/from-file"),
			} {
				if status := d.target(t, f.Subject.Target).Status; status != "complete" {
					t.Errorf("target %s is %s", f.Subject.Target, status)
				}
			}
		})
	}
}

// listenSilently accepts connections and says nothing until the test ends. It returns its address.
func listenSilently(t *testing.T, network, address string) string {
	t.Helper()
	listener, err := net.Listen(network, address)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			connection, err := listener.Accept()
			if err != nil { // the listener was closed
				return
			}
			defer connection.Close() // sets libvirt free
		}
	}()
	t.Cleanup(func() { listener.Close(); <-done })
	return listener.Addr().String()
}

// shortDirectory is a directory for sockets, whose paths may not be as long as those of [testing.T.TempDir].
func shortDirectory(t *testing.T) string {
	t.Helper()
	directory, err := os.MkdirTemp("", "silent")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(directory) })
	return directory
}
