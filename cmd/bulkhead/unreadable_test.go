package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// nobody is a user whom permissions stop, in a process of the test that root starts.
const nobody = 65534

// A directory and a file that the user may not read are problems of their own, beside which all else is audited.
func TestUnreadableFiles(t *testing.T) {
	if os.Getuid() == 0 {
		if os.Getenv("BULKHEAD_TEST_USER") == "" {
			asNobody(t)
			return
		}
		if err := syscall.Setuid(nobody); err != nil {
			t.Fatal(err)
		}
	}
	dir, err := os.MkdirTemp("", "unreadable") // not the test's own, which is root's
	if err != nil {
		t.Fatal(err)
	}
	closed := filepath.Join(dir, "closed")
	t.Cleanup(func() {
		if err := os.Chmod(closed, 0o700); err != nil {
			t.Error(err)
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	write := func(name string, mode os.FileMode) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(goodPod), mode); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(closed, 0o700); err != nil {
		t.Fatal(err)
	}
	write("good.yaml", 0o600)
	write("secret.yaml", 0)
	write("closed/hidden.yaml", 0o600)
	if err := os.Chmod(closed, 0); err != nil {
		t.Fatal(err)
	}

	ran := bulkhead(t, "audit", "-f", "json", "--severity-threshold", "none", dir)
	d := ran.document(t)
	problems := strings.Join(d.problems(), "\n")
	if d.Targets[0].Status != "partial" || ran.code != 3 || !slices.Equal(d.names(), []string{"good"}) {
		t.Errorf("audited %v, %s, exit code %d", d.names(), d.Targets[0].Status, ran.code)
	}
	if len(d.problems()) != 2 || strings.Count(problems, "permission denied") != 2 ||
		!strings.Contains(problems, "closed:") || !strings.Contains(problems, "secret.yaml") {
		t.Errorf("problems:\n%s", problems)
	}
}

// asNobody runs the test again in a process that gives up its rights.
func asNobody(t *testing.T) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	again := exec.Command(program, "-test.run=^"+t.Name()+"$", "-test.count=1")
	again.Env = append(os.Environ(), "BULKHEAD_TEST_USER="+strconv.Itoa(nobody))
	if said, err := again.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, said)
	}
}
