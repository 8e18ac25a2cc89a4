//go:build cgo && libvirt_dlopen

package libvirt

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// daemon is a libvirtd of an unprivileged user, as qemu:///session starts one, that also listens on loopback: by TCP without, and by
// TLS with SASL. The test listens in its stead until it has started, as systemd does.
type daemon struct {
	dir, socket, tcp, tls string
	process               *os.Process
}

// nobody is the user that the daemon runs as.
const nobody = 65534

func startDaemon(t *testing.T) *daemon {
	t.Helper()
	dir, err := os.MkdirTemp("", "bulkhead-session-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	d := &daemon{dir: dir, socket: filepath.Join(dir, "socket")}
	writeCertificates(t, dir)
	users := exec.Command("saslpasswd2", "-p", "-c", "-f", filepath.Join(dir, "users"), "-a", "libvirt", "auditor")
	users.Stdin = strings.NewReader("hunter2")
	if out, err := users.CombinedOutput(); err != nil {
		t.Fatalf("saslpasswd2: %v: %s", err, out)
	}
	for name, text := range map[string]string{
		"libvirt.conf": "mech_list: scram-sha-256\nsasldb_path: " + dir + "/users\n",
		"libvirtd.conf": "auth_tcp = \"none\"\nauth_tls = \"sasl\"\nauth_unix_ro = \"none\"\nauth_unix_rw = \"none\"\n" +
			"key_file = \"" + dir + "/serverkey.pem\"\ncert_file = \"" + dir + "/servercert.pem\"\nca_file = \"" + dir + "/cacert.pem\"\n",
		"auth": "[credentials-a]\nauthname=auditor\npassword=hunter2\n[auth-libvirt-localhost]\ncredentials=a\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	command := exec.Command("sh", "-c", `LISTEN_PID=$$ exec libvirtd --config "$0/libvirtd.conf"`, dir)
	command.Env = []string{
		"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=" + dir, "XDG_RUNTIME_DIR=" + dir, "SASL_CONF_PATH=" + dir,
		"LISTEN_FDS=3", "LISTEN_FDNAMES=libvirtd.socket:libvirtd-tcp.socket:libvirtd-tls.socket",
	}
	command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}, Setsid: true}
	for _, listen := range []struct {
		network, address string
		at               *string
	}{{"unix", d.socket, &d.socket}, {"tcp", "127.0.0.1:0", &d.tcp}, {"tcp", "127.0.0.1:0", &d.tls}} {
		listener, err := net.Listen(listen.network, listen.address)
		if err != nil {
			t.Fatal(err)
		}
		*listen.at = listener.Addr().String()
		if unix, ok := listener.(*net.UnixListener); ok {
			unix.SetUnlinkOnClose(false)
		}
		file, err := listener.(interface{ File() (*os.File, error) }).File()
		if err != nil {
			t.Fatal(err)
		}
		command.ExtraFiles = append(command.ExtraFiles, file)
		listener.Close()
		defer file.Close()
	}
	for _, name := range []string{"", "users", "libvirt.conf", "libvirtd.conf", "auth", "serverkey.pem", "clientkey.pem"} {
		if err := os.Chown(filepath.Join(dir, name), nobody, nobody); err != nil {
			t.Fatal(err)
		}
	}
	log, err := os.Create(filepath.Join(dir, "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	command.Stdout, command.Stderr = log, log
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	d.process = command.Process
	t.Cleanup(func() {
		_ = d.process.Signal(syscall.SIGCONT)
		_ = d.process.Kill()
		_ = command.Wait()
		if t.Failed() {
			text, _ := os.ReadFile(log.Name())
			t.Logf("the daemon's log:\n%s", text)
		}
	})
	return d
}

// writeCertificates makes a CA with a certificate each for the server and its client.
func writeCertificates(t *testing.T, dir string) {
	t.Helper()
	write := func(name, kind string, der []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(filepath.Join(dir, name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	key := func() *ecdsa.PrivateKey {
		k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	template := func(name string, serial int64) *x509.Certificate {
		return &x509.Certificate{
			SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: name},
			NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour), BasicConstraintsValid: true,
		}
	}
	ca, caKey := template("test CA", 1), key()
	ca.IsCA, ca.KeyUsage = true, x509.KeyUsageCertSign
	der, err := x509.CreateCertificate(rand.Reader, ca, ca, caKey.Public(), caKey)
	if err != nil {
		t.Fatal(err)
	}
	write("cacert.pem", "CERTIFICATE", der)
	for i, name := range []string{"server", "client"} {
		leaf, leafKey := template("localhost", int64(i+2)), key()
		leaf.DNSNames, leaf.IPAddresses = []string{"localhost"}, []net.IP{net.IPv4(127, 0, 0, 1)}
		leaf.KeyUsage = x509.KeyUsageDigitalSignature | x509.KeyUsageKeyEncipherment
		leaf.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}
		der, err := x509.CreateCertificate(rand.Reader, leaf, ca, leafKey.Public(), caKey)
		if err != nil {
			t.Fatal(err)
		}
		write(name+"cert.pem", "CERTIFICATE", der)
		if der, err = x509.MarshalPKCS8PrivateKey(leafKey); err != nil {
			t.Fatal(err)
		}
		write(name+"key.pem", "PRIVATE KEY", der)
	}
}

func port(address string) string {
	_, port, _ := net.SplitHostPort(address)
	return port
}

// TestDaemonByTransports reads one daemon by all the ways that lead to it, and what it refuses by none.
func TestDaemonByTransports(t *testing.T) {
	d := startDaemon(t)
	tls := "qemu+tls://localhost:" + port(d.tls) + "/session?pkipath=" + d.dir
	for name, uri := range map[string]string{
		"unix":           "qemu+unix:///session?socket=" + d.socket,
		"tcp":            "qemu+tcp://127.0.0.1:" + port(d.tcp) + "/session",
		"tls and sasl":   tls + "&authfile=" + d.dir + "/auth",
		"another driver": "test+unix:///default?socket=" + d.socket,
	} {
		s := &sink{}
		c := New(uri)
		if err := c.Collect(t.Context(), s); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if s.host(t).Value.At("capabilities", "host") == nil || c.Target().Version == "" {
			t.Errorf("%s: no capabilities of %s", name, c.Target().Version)
		}
		if got := s.kinds["Domain"]; name == "another driver" && got != 1 {
			t.Errorf("%s: %d domains", name, got)
		}
	}
	for name, test := range map[string]struct{ uri, want string }{
		"no SASL user": {tls, "authentication failed"},
		"no certificate": {
			"qemu+tls://localhost:" + port(d.tls) + "/session?pkipath=" + filepath.Join(d.dir, "none"), "cacert.pem",
		},
		"TLS spoken to TCP": {"qemu+tls://localhost:" + port(d.tcp) + "/session?pkipath=" + d.dir, "TLS"},
	} {
		err := New(test.uri).Collect(t.Context(), &sink{})
		if err == nil || !strings.HasPrefix(err.Error(), "connect to ") || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestDaemonBySSH reads the system's daemon by way of an SSH server on loopback.
func TestDaemonBySSH(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"host", "user"} {
		if out, err := exec.Command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", filepath.Join(dir, name)).CombinedOutput(); err != nil {
			t.Fatalf("ssh-keygen: %v: %s", err, out)
		}
	}
	config := filepath.Join(dir, "sshd_config")
	text := fmt.Sprintf("HostKey %s/host\nAuthorizedKeysFile %s/user.pub\nStrictModes no\nUsePAM no\nPidFile none\n", dir, dir)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll("/run/sshd", 0o755); err != nil {
		t.Fatal(err)
	}
	// In inetd's manner sshd serves one connection on its standard input, so that nothing has to wait for it to listen.
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan struct{})
	go func() {
		defer close(served)
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			file, err := connection.(*net.TCPConn).File()
			connection.Close()
			if err != nil {
				return
			}
			sshd := exec.Command("/usr/sbin/sshd", "-i", "-e", "-f", config)
			sshd.Stdin, sshd.Stdout = file, file
			_ = sshd.Run()
			file.Close()
		}
	}()
	t.Cleanup(func() { listener.Close(); <-served })
	ssh := filepath.Join(dir, "ssh") // the user's known hosts are none of a test's business
	if err := os.WriteFile(ssh, []byte("#!/bin/sh\nexec ssh -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR \"$@\"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	s := &sink{}
	uri := "qemu+ssh://root@127.0.0.1:" + port(listener.Addr().String()) + "/system?proxy=native&no_verify=1&keyfile=" + dir + "/user&command=" + ssh
	if err := New(uri).Collect(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	if s.host(t).Value.At("capabilities", "host", "uuid").Str() == "" || s.kinds["NWFilter"] == 0 {
		t.Errorf("%v", s.kinds)
	}
}

// TestDaemonHangsUp reads through a proxy that hangs up after so many bytes from the daemon.
func TestDaemonHangsUp(t *testing.T) {
	const whole = 1 << 30
	read := func(limit int64) (*sink, int64, error) {
		listener, err := net.Listen("unix", filepath.Join(t.TempDir(), "s"))
		if err != nil {
			t.Fatal(err)
		}
		passed := make(chan int64, 1)
		go func() {
			defer close(passed)
			client, err := listener.Accept()
			if err != nil {
				return
			}
			defer client.Close()
			server, err := net.Dial("unix", "/run/libvirt/libvirt-sock-ro")
			if err != nil {
				return
			}
			defer server.Close()
			go func() { _, _ = io.Copy(server, client); server.Close() }()
			n, _ := io.Copy(client, io.LimitReader(server, limit))
			passed <- n
		}()
		s := &sink{}
		err = New("qemu+unix:///system?socket="+listener.Addr().String()).Collect(t.Context(), s)
		n := <-passed
		listener.Close()
		return s, n, err
	}
	_, n, err := read(whole)
	if err != nil || n < 10_000 {
		t.Fatalf("%d bytes: %v", n, err)
	}
	for _, tenths := range []int64{1, 4, 7, 9} {
		s, _, err := read(n * tenths / 10)
		if err == nil {
			t.Errorf("after %d tenths nobody noticed", tenths)
			continue
		}
		if tenths > 4 && (len(s.objects) == 0 || !strings.Contains(err.Error(), "the connection was lost") || len(s.problems) > 1) {
			t.Errorf("after %d tenths: %d objects, problems %v: %v", tenths, len(s.objects), s.problems, err)
		}
	}
}

// TestDaemonStops stops a daemon that has answered before, so that the next call hangs.
func TestDaemonStops(t *testing.T) {
	d := startDaemon(t)
	uri := "qemu+unix:///session?socket=" + d.socket
	if err := New(uri).Collect(t.Context(), &sink{}); err != nil {
		t.Fatal(err)
	}
	if err := d.process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond) // however short: it never answers
	defer cancel()
	if err := New(uri).Collect(ctx, &sink{}); err == nil || !strings.Contains(err.Error(), "no answer from libvirt") {
		t.Errorf("%v", err)
	}
}
