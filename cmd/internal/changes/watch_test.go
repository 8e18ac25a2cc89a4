package changes

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

func TestWatch(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	put := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("in/a.yaml", "a")
	put("in/below/b.yaml", "b")
	put("in/.hidden/c.yaml", "c")
	put("one.yaml", "d")
	put("two.yaml", "e")
	w, err := Watch([]string{dir + "/in", dir + "/one.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	// wait gathers what is told until the file is among it.
	wait := func(last string) []string {
		t.Helper()
		all := map[string]bool{}
		for !all[filepath.Join(dir, last)] {
			changed, err := w.Next(ctx)
			if err != nil {
				t.Fatalf("waiting for %s: %v", last, err)
			}
			maps.Copy(all, changed)
		}
		var names []string
		for path := range all {
			name, err := filepath.Rel(dir, path)
			if err != nil {
				t.Fatal(err)
			}
			names = append(names, name)
		}
		slices.Sort(names)
		return names
	}
	put("two.yaml", "not asked for")
	put("in/.hidden/c.yaml", "hidden")
	put("in/below/b.yaml", "changed")
	if got := wait("in/below/b.yaml"); !slices.Equal(got, []string{"in/below/b.yaml"}) {
		t.Errorf("told %v", got)
	}
	put("in/new/deep/c.yaml", "new")
	wait("in/new/deep/c.yaml")
	put("in/new/deep/d.yaml", "later")
	wait("in/new/deep/d.yaml")
	put("aside", "x")
	if err := os.Rename(filepath.Join(dir, "aside"), filepath.Join(dir, "one.yaml")); err != nil {
		t.Fatal(err)
	}
	wait("one.yaml")
	if err := os.Remove(filepath.Join(dir, "in/a.yaml")); err != nil {
		t.Fatal(err)
	}
	wait("in/a.yaml")
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := w.Next(stopped); err == nil {
		t.Error("it goes on when it is to stop")
	}
	if _, err := Watch([]string{dir + "/missing"}); err == nil {
		t.Error("what is not there is watched")
	}
}
