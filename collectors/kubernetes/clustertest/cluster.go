// Package clustertest starts a real API server and etcd for tests and measurements. Nothing runs but these two: no controller, no
// scheduler, no kubelet; what a test wants in the cluster, it creates.
package clustertest

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"
)

// Admin is the user who may do everything.
const Admin = "admin"

// Cluster is a running API server.
type Cluster struct {
	// URL is the API server's address.
	URL string
	// Kubeconfig is a file with one context for each user, of the user's name. The current one is Admin's.
	Kubeconfig string

	ca        string
	users     []string
	processes []*process
}

// Start starts a cluster that ends with the test. Besides Admin it knows users, who may do nothing until the test gives
// them rights. The binaries are built where they are missing, which takes some ten minutes; what goes wrong fails t.
func Start(t testing.TB, users ...string) *Cluster {
	t.Helper()
	cluster, err := Run(t.Context(), t.TempDir(), users...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cluster.Stop()
		if t.Failed() {
			t.Log(cluster.log())
		}
	})
	return cluster
}

// Run starts a cluster as [Start] does, with its files in dir, for programs that are no tests. It runs until Stop.
func Run(ctx context.Context, dir string, users ...string) (*Cluster, error) {
	binaries, err := build()
	if err != nil {
		return nil, err
	}
	const tries = 3 // another program may take the ports that were free a moment ago
	for try := 1; ; try++ {
		own, err := os.MkdirTemp(dir, "cluster-")
		if err != nil {
			return nil, err
		}
		cluster := &Cluster{users: append([]string{Admin}, users...)}
		if err = cluster.start(ctx, binaries, own); err == nil {
			return cluster, nil
		}
		cluster.Stop()
		if try == tries || !errors.Is(err, errExited) {
			return nil, err
		}
	}
}

// Stop ends the cluster, and returns when it has.
func (c *Cluster) Stop() {
	for _, p := range slices.Backward(c.processes) {
		p.stop()
	}
}

// log is the end of what the processes wrote.
func (c *Cluster) log() string {
	var text strings.Builder
	for _, p := range c.processes {
		fmt.Fprintf(&text, "%s: %s\n", p.name, p.log.String())
	}
	return text.String()
}

// Config returns the credentials of a user.
func (c *Cluster) Config(user string) *rest.Config {
	return &rest.Config{
		Host:            c.URL,
		BearerToken:     token(user),
		TLSClientConfig: rest.TLSClientConfig{CAFile: c.ca},
		QPS:             -1, // tests create many objects at once
	}
}

func token(user string) string { return user + "-token" }

// build returns the directory of the binaries.
func build() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		script := filepath.Join(dir, "testdata", "cluster", "build")
		if _, err := os.Stat(script); err == nil {
			command := exec.Command(script)
			command.Stderr = os.Stderr
			out, err := command.Output()
			if err != nil {
				return "", fmt.Errorf("build the API server with %s: %w", script, err)
			}
			return strings.TrimSpace(string(out)), nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("find testdata/cluster/build: no directory above has it")
		}
		dir = parent
	}
}

func (c *Cluster) start(ctx context.Context, binaries, dir string) error {
	ports, err := freePorts(3)
	if err != nil {
		return err
	}
	etcdURL, peerURL := "http://"+ports[0], "http://"+ports[1]
	etcd, err := c.startProcess(exec.Command(filepath.Join(binaries, "etcd"),
		"--data-dir="+filepath.Join(dir, "etcd"),
		"--unsafe-no-fsync",
		"--listen-client-urls="+etcdURL, "--advertise-client-urls="+etcdURL,
		"--listen-peer-urls="+peerURL, "--initial-advertise-peer-urls="+peerURL, "--initial-cluster=default="+peerURL,
	))
	if err != nil {
		return err
	}
	if err := etcd.waitFor(ctx, etcdURL+"/health", nil); err != nil {
		return err
	}

	c.URL = "https://" + ports[2]
	c.Kubeconfig = filepath.Join(dir, "kubeconfig")
	c.ca = filepath.Join(dir, "apiserver.crt")
	tokens, key := filepath.Join(dir, "tokens.csv"), filepath.Join(dir, "accounts.key")
	if err := errors.Join(writeTokens(tokens, c.users), writeKey(key), c.writeKubeconfig()); err != nil {
		return err
	}
	_, port, _ := net.SplitHostPort(ports[2])
	server, err := c.startProcess(exec.Command(filepath.Join(binaries, "kube-apiserver"),
		"--etcd-servers="+etcdURL,
		"--bind-address=127.0.0.1", "--secure-port="+port, "--cert-dir="+dir,
		"--advertise-address=127.0.0.1", "--endpoint-reconciler-type=none",
		"--service-cluster-ip-range=10.0.0.0/24",
		"--token-auth-file="+tokens,
		"--authorization-mode=RBAC",
		"--service-account-issuer=https://kubernetes.default.svc",
		"--service-account-key-file="+key, "--service-account-signing-key-file="+key,
		"--disable-admission-plugins=ServiceAccount", // it waits for accounts that a controller would create
		"--allow-privileged=true",
	))
	if err != nil {
		return err
	}
	return server.waitFor(ctx, c.URL+"/readyz", c.Config(Admin))
}

// freePorts returns n addresses on loopback that nobody listens on.
func freePorts(n int) ([]string, error) {
	addresses := make([]string, n)
	for i := range addresses {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, fmt.Errorf("find a free port: %w", err)
		}
		defer listener.Close() // all at the end, so that no port comes twice
		addresses[i] = listener.Addr().String()
	}
	return addresses, nil
}

func writeTokens(file string, users []string) error {
	var lines strings.Builder
	for _, user := range users {
		fmt.Fprintf(&lines, "%s,%s,%s", token(user), user, user)
		if user == Admin {
			lines.WriteString(",system:masters")
		}
		lines.WriteByte('\n')
	}
	return os.WriteFile(file, []byte(lines.String()), 0o600)
}

// writeKey makes the key that the API server signs the tokens of service accounts with.
func writeKey(file string) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	der, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return err
	}
	return os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: der}), 0o600)
}

func (c *Cluster) writeKubeconfig() error {
	config := clientcmdapi.NewConfig()
	config.CurrentContext = Admin
	config.Clusters["test"] = &clientcmdapi.Cluster{Server: c.URL, CertificateAuthority: c.ca}
	for _, user := range c.users {
		config.AuthInfos[user] = &clientcmdapi.AuthInfo{Token: token(user)}
		config.Contexts[user] = &clientcmdapi.Context{Cluster: "test", AuthInfo: user}
	}
	return clientcmd.WriteToFile(*config, c.Kubeconfig)
}
