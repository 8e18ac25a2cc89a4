package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"bulkhead/collectors/render"
)

// TestMain builds the program that renders charts and kustomizations, and puts it where bulkhead looks for it.
func TestMain(m *testing.M) {
	os.Exit(withRenderer(m.Run))
}

func withRenderer(run func() int) int {
	dir, err := os.MkdirTemp("", "bulkhead-render-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	// No cgo: the program is the same, and is linked sooner.
	build := exec.Command("go", "build", "-ldflags", "-s -w", "-o", filepath.Join(dir, render.Program), "bulkhead/cmd/"+render.Program)
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		fmt.Fprintln(os.Stderr, "build the renderer:", err)
		return 1
	}
	if err := os.Setenv("PATH", dir+string(filepath.ListSeparator)+os.Getenv("PATH")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return run()
}

// Without the renderer a chart is a problem that says what to install, and the rest is audited.
func TestNoRenderer(t *testing.T) {
	atRoot(t)
	t.Setenv("PATH", t.TempDir())
	got := bulkhead(t, "audit", repositories+"/chart", repositories+"/kustomize", "-f", "json")
	if got.code != exitIncomplete {
		t.Errorf("exit code %d: %s", got.code, got.err)
	}
	for _, target := range got.document(t).Targets {
		if n := strings.Count(fmt.Sprint(target.Problems), "install both"); n != 1 {
			t.Errorf("%s: told %d times: %+v", target.ID, n, target.Problems)
		}
	}
}

// A renderer of another version is refused, not believed.
func TestRendererOfAnotherVersion(t *testing.T) {
	var q render.Question
	if err := q.Understood(); err == nil {
		t.Error("a question of no version is understood")
	}
	if out, err := exec.Command(render.Program).CombinedOutput(); err == nil || !strings.Contains(string(out), "is called by bulkhead") {
		t.Errorf("called by hand: %v: %s", err, out)
	}
}
