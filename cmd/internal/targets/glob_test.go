package targets

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestGlobs(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, path := range []string{
		"a/one.yaml", "a/b/two.yaml", "a/b/two.xml", "a/.hidden/three.yaml", "a/.four.yaml", "c[1].yaml",
		"charts/web/Chart.yaml", "charts/web/templates/web.yaml", "charts/web/charts/db/Chart.yaml", "charts/web/charts/db/templates/db.yaml",
	} {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("kind: Pod\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("..", "a/b/up"); err != nil {
		t.Fatal(err)
	}
	for pattern, want := range map[string]string{
		"a/*.yaml":                          "a/one.yaml",
		"./a/*.yaml":                        "a/one.yaml",
		"a/**/*.yaml":                       "a/b/two.yaml a/one.yaml",
		"a/**/*.{yaml,xml}":                 "a/b/two.xml a/b/two.yaml a/one.yaml",
		"a/?ne.yaml":                        "a/one.yaml",
		"a/.*.yaml":                         "a/.four.yaml",
		"a/**":                              "a",
		"a/*":                               "a/b a/one.yaml",
		"charts/**/*.yaml":                  "charts/web",
		"charts/*":                          "charts/web",
		"charts/web/charts/**/*.yaml":       "charts/web/charts/db",
		"charts/web/templates/*.yaml":       "charts/web/templates/web.yaml",
		"**/[ow]*.yaml":                     "a/one.yaml charts/web",
		filepath.Join(cwd(t), "a/b/*.yaml"): filepath.Join(cwd(t), "a/b/two.yaml"),
		"c[1].yaml":                         "", // matches c1.yaml
		"a/*.json":                          "",
		"absent/**":                         "",
	} {
		got, err := expand(pattern)
		if strings.Join(got, " ") != want || (err != nil) != (want == "") {
			t.Errorf("%s: %q, %v, want %q", pattern, got, err, want)
		}
	}
	for name, want := range map[string]bool{"c[1].yaml": false, "a": false, "a/*": true, "absent": false, "a/[b": false, "\x1b[31m": false} {
		if isGlob(name) != want {
			t.Errorf("isGlob(%s) is not %v", name, want)
		}
	}
	collectors, err := Open([]string{"a/**/*.yaml", "**/*.json", "charts/web"}, Config{})
	if err != nil || len(collectors) != 2 {
		t.Fatalf("%d collectors, %v", len(collectors), err)
	}
	var said []string
	for _, c := range collectors {
		said = append(said, c.Target().ID)
	}
	// A target is called what the user called it: another file that matches must not make it another target.
	if got, want := strings.Join(said, ", "), "**/*.json, a/**/*.yaml charts/web"; got != want {
		t.Errorf("targets %s, want %s", got, want)
	}
	if err := collectors[0].Collect(t.Context(), nil); err == nil || err.Error() != "audit **/*.json: the glob matches nothing" {
		t.Errorf("a glob that matches nothing: %v", err)
	}
}

func cwd(t *testing.T) string {
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}
