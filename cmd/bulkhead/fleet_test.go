package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A list of targets is read beside those of the command line; what can't be read of it leaves the others.
func TestListOfTargets(t *testing.T) {
	dir := t.TempDir()
	var list strings.Builder
	list.WriteString("# the fleet\n\n")
	for i := range 20 {
		host := recordedFleetHost(t, dir, i)
		fmt.Fprintf(&list, "  %s\n", host)
	}
	fmt.Fprintln(&list, "qemu+unix:///system?socket="+dir+"/none")
	file := filepath.Join(dir, "hosts.txt")
	if err := os.WriteFile(file, []byte(list.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	ran := bulkhead(t, "audit", "-f", "json", "--severity-threshold", "none", "--targets", file, "--concurrency", "3")
	d := ran.document(t)
	complete := 0
	for _, target := range d.Targets {
		if target.Status == "complete" {
			complete++
		}
	}
	if complete != 20 || len(d.Targets) != 21 || ran.code != 3 {
		t.Errorf("%d of %d targets are complete, exit code %d: %s", complete, len(d.Targets), ran.code, ran.err)
	}
}

// recordedFleetHost is a machine's root of its own, which takes no libvirt.
func recordedFleetHost(t *testing.T, dir string, i int) string {
	t.Helper()
	root := filepath.Join(dir, fmt.Sprintf("host-%d", i))
	if err := os.MkdirAll(filepath.Join(root, "proc", "sys", "kernel"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "proc", "sys", "kernel", "osrelease"), []byte("6.12.0\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return "node:" + root
}

func TestListsThatAreNone(t *testing.T) {
	empty := filepath.Join(t.TempDir(), "empty")
	if err := os.WriteFile(empty, []byte("# nobody\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{empty: "lists no target", empty + ".gone": "no such file"} {
		if ran := bulkhead(t, "audit", "--targets", file); ran.code != 2 || !strings.Contains(ran.err, want) {
			t.Errorf("%s: exit code %d: %s", want, ran.code, ran.err)
		}
	}
}
