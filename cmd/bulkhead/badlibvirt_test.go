//go:build cgo && libvirt_dlopen

package main

import (
	"net"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A daemon that takes connections and never answers costs its time and nothing else.
func TestLibvirtThatHangs(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "silent")
	listener, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close() // the kernel takes the connections; nobody ever reads them
	uri := "qemu+unix:///system?socket=" + socket
	ran := bulkhead(t, "audit", "-f", "json", "--timeout", "1s", "--severity-threshold", "none", uri, write(t, t.TempDir(), "good.yaml", goodPod))
	d := ran.document(t)
	if problems := d.problems(); len(problems) != 1 || !strings.HasPrefix(problems[0], uri+" not done after 1s (--timeout)") || ran.code != 3 {
		t.Errorf("exit code %d, problems %q", ran.code, problems)
	}
	if !slices.Contains(d.names(), "good") {
		t.Errorf("the other target was not audited: %v", d.names())
	}
}

func TestLibvirtThatIsNotThere(t *testing.T) {
	for uri, want := range map[string]string{
		"qemu+unix:///system?socket=" + t.TempDir() + "/none": "No such file or directory",
		"nosuchdriver:///": "nosuchdriver:///",
	} {
		ran := bulkhead(t, "audit", "-f", "json", "--timeout", "10s", uri)
		d := ran.document(t)
		if problems := d.problems(); len(problems) != 1 || !strings.Contains(problems[0], want) || ran.code != 3 || d.Targets[0].Status != "failed" {
			t.Errorf("%s: exit code %d, problems %q", uri, ran.code, problems)
		}
	}
}
