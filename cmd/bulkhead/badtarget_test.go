package main

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// Each target that cannot be read is named in one line, with exit code 3, and the others are audited.
func TestBadTargets(t *testing.T) {
	dir := t.TempDir()
	good := write(t, dir, "good.yaml", goodPod)
	if err := os.Mkdir(filepath.Join(dir, "empty"), 0o755); err != nil {
		t.Fatal(err)
	}
	link(t, "loop", filepath.Join(dir, "loop"))
	fifo := filepath.Join(dir, "fifo")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	snapshot := filepath.Join(dir, "taken.snapshot.zst")
	if ran := bulkhead(t, "collect", "-o", snapshot, good); ran.code != 0 {
		t.Fatal(ran.err)
	}
	taken, err := os.ReadFile(snapshot)
	if err != nil {
		t.Fatal(err)
	}
	closed, silent := closedPort(t), silentServer(t)
	config := kubeconfig(t, "closed", "https://"+closed, "silent", silent)
	for _, test := range []struct {
		name   string
		target string
		flags  []string
		want   string // the problem
	}{
		{"a path that does not exist", dir + "/none", nil, "it does not exist: give a file, a directory"},
		{"an empty directory", dir + "/empty", nil, "nothing in it to audit"},
		{"a link to itself", dir + "/loop", nil, "too many levels of symbolic links"},
		{"a pipe", fifo, nil, "neither a file nor a directory"},
		{"a scheme that nobody knows", "vmware:prod", nil, "it does not exist"},
		{"half a snapshot", write(t, dir, "half.snapshot.zst", string(taken[:len(taken)/2])), nil, "half.snapshot.zst: it is cut short"},
		{"no snapshot", write(t, dir, "no.snapshot.zst", "\x28\xb5\x2f\xfd and more"), nil, "read snapshot " + dir + "/no.snapshot.zst: "},
		{"a root that does not exist", "node:" + dir + "/none", nil, "no such file or directory"},
		{"a root without a machine", "node:" + dir + "/empty", nil, "nothing to audit below"},
		{"a closed port", "kubernetes:closed", nil, `context "closed": no answer from https://` + closed},
		{"a server that hangs", "kubernetes:silent", []string{"--timeout", "1s"}, "not done after 1s (--timeout)"},
		{"an unknown context", "kubernetes:none", nil, `there is no context "none": name one of closed, silent`},
		{"no kubeconfig", "kubernetes:", []string{"--kubeconfig", dir + "/none"}, "no such file or directory"},
		{"no YAML for a kubeconfig", "kubernetes:", []string{"--kubeconfig", write(t, dir, "config", "a: [")}, "yaml: line 1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			args := append([]string{"--kubeconfig", config, "--severity-threshold", "none", test.target, good}, test.flags...)
			ran := bulkhead(t, append([]string{"audit", "-f", "json"}, args...)...)
			d := ran.document(t)
			problems := d.problems()
			if len(problems) != 1 || !strings.Contains(problems[0], test.want) || ran.code != 3 {
				t.Errorf("exit code %d, problems %q, want %q", ran.code, problems, test.want)
			}
			if !slices.Contains(d.names(), "good") {
				t.Errorf("the other target was not audited: %v", d.names())
			}
			if table := bulkhead(t, append([]string{"audit"}, args...)...); table.code != 3 || !strings.Contains(table.out, "\nPROBLEMS  ") {
				t.Errorf("exit code %d, and the table shows no problems", table.code)
			}

			// Collecting keeps what went wrong, and says it.
			kept := filepath.Join(t.TempDir(), "kept.snapshot.zst")
			collected := bulkhead(t, append([]string{"collect", "-o", kept, "--kubeconfig", config, test.target, good}, test.flags...)...)
			if collected.code != 3 || !strings.Contains(collected.err, "level=warning") {
				t.Errorf("collect: exit code %d\n%s", collected.code, collected.err)
			}
			if again := audited(t, kept); !slices.Equal(again.problems(), problems) || !slices.Contains(again.names(), "good") {
				t.Errorf("the snapshot's problems are %q, not %q", again.problems(), problems)
			}
		})
	}
}

// Links lead round and round, and out of what was asked for: each is followed once, or reported.
func TestLinks(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	write(t, dir, "deploy/good.yaml", goodPod)
	write(t, outside, "secret.yaml", strings.Replace(goodPod, "good", "outside", 1))
	link(t, ".", filepath.Join(dir, "deploy", "self"))
	link(t, "../deploy", filepath.Join(dir, "deploy", "again"))
	link(t, "b.yaml", filepath.Join(dir, "deploy", "a.yaml"))
	link(t, "a.yaml", filepath.Join(dir, "deploy", "b.yaml"))
	link(t, "gone.yaml", filepath.Join(dir, "deploy", "dangling.yaml"))
	link(t, outside, filepath.Join(dir, "deploy", "out"))
	ran := bulkhead(t, "audit", "-f", "json", "--severity-threshold", "none", filepath.Join(dir, "deploy"))
	d := ran.document(t)
	if !slices.Equal(d.names(), []string{"good"}) || d.Targets[0].Subjects["kubernetes/pod"] != 1 || ran.code != 3 {
		t.Errorf("exit code %d, audited %v: %v", ran.code, d.names(), d.Targets[0].Subjects)
	}
	problems := strings.Join(d.problems(), "\n")
	for _, want := range []string{"a.yaml:0:0 ", "b.yaml:0:0 ", "dangling.yaml:0:0 ", "out:0:0 the link leads out of the directory"} {
		if !strings.Contains(problems, want) {
			t.Errorf("no word of %s\n%s", want, problems)
		}
	}
}

// An interrupt ends the run at once, and leaves no half of a file.
func TestInterrupted(t *testing.T) {
	dir := t.TempDir()
	asked := make(chan struct{}, 1)
	server := httptest.NewTLSServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		select {
		case asked <- struct{}{}:
		default:
		}
		<-r.Context().Done()
	}))
	t.Cleanup(server.Close)
	go func() {
		<-asked
		_ = syscall.Kill(os.Getpid(), syscall.SIGINT)
	}()
	report := filepath.Join(dir, "report.json")
	ran := bulkhead(t, "audit", "-f", "json", "-o", report, "--kubeconfig", kubeconfig(t, "silent", server.URL), "kubernetes:silent")
	if ran.code != exitInterrupted || ran.err != "bulkhead: interrupted\n" {
		t.Errorf("exit code %d, %q", ran.code, ran.err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func link(t *testing.T, to, path string) {
	t.Helper()
	if err := os.Symlink(to, path); err != nil {
		t.Fatal(err)
	}
}

// closedPort is an address where nobody listens.
func closedPort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// silentServer takes requests and never answers.
func silentServer(t *testing.T) string {
	t.Helper()
	server := httptest.NewTLSServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	t.Cleanup(server.Close)
	return server.URL
}

// kubeconfig writes a file with contexts, given as names and servers in turn. The first is the current one.
func kubeconfig(t *testing.T, contexts ...string) string {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "apiVersion: v1\nkind: Config\ncurrent-context: %q\nusers: [{name: u, user: {token: t}}]\n", contexts[0])
	clusters, named := "clusters:\n", "contexts:\n"
	for i := 0; i+1 < len(contexts); i += 2 {
		clusters += fmt.Sprintf("- {name: %q, cluster: {server: %q, insecure-skip-tls-verify: true}}\n", contexts[i], contexts[i+1])
		named += fmt.Sprintf("- {name: %q, context: {cluster: %q, user: u}}\n", contexts[i], contexts[i])
	}
	return write(t, t.TempDir(), "kubeconfig", b.String()+clusters+named)
}
