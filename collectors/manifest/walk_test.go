package manifest

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
)

func TestDirectory(t *testing.T) {
	pod := func(name string) string { return object("v1", "Pod", name) }
	dir := write(t, map[string]string{
		"a.yaml":                pod("a"),
		"b/b.yml":               pod("b"),
		"b/b.json":              `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"bj"}}`,
		"c/vm.xml":              "<domain><name>vm</name></domain>",
		"c/pom.xml":             "<project><name>x</name></project>",
		"d/manifest":            "# no extension\n---\n" + pod("d"),
		"d/README.md":           "# Title\n\nAn example:\n```yaml\n" + pod("readme") + "```\n",
		"d/html/README.md":      "<!-- c -->\n<p align=center>\n\nText\n",
		"d/page":                "<!DOCTYPE html>\n<html>\n",
		"d/network":             "<?xml version='1.0'?>\n<!-- c -->\n<network><name>net</name></network>\n",
		"d/code.go":             "package d // apiVersion kind\n",
		"d/helpers.tpl":         "{{/* kind apiVersion */}}\n",
		"d/values.yaml":         "kinds: 3\n",
		"d/binary.yaml":         "kind: Pod\x00",
		"e/broken.yaml":         "apiVersion: v1\nkind: Pod\na: b: c\n",
		"e/utf16.yaml":          "\xff\xfek\x00",
		"e/large.yaml":          pod("large") + strings.Repeat("#\n", 8192),
		".hidden/x.yaml":        pod("hidden"),
		".hidden.yaml":          pod("hidden"),
		"f/z.yaml":              object("v1", "Namespace", "z"),
		"g/real/in.yaml":        pod("in"),
		"..data/x/y/ignored.yl": "",
	})
	outside := write(t, map[string]string{"o.yaml": pod("outside"), "l.yaml": pod("linked")})
	for link, to := range map[string]string{
		"f/loop":          dir,
		"f/self":          "self",
		"f/self.yaml":     "self.yaml",
		"f/again.yaml":    "../a.yaml",
		"g/0link":         "real",
		"g/out":           outside,
		"g/linked.yaml":   outside + "/l.yaml",
		"g/dangling.yaml": "nowhere",
		"g/dangling":      "nowhere",
	} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "fifo.yaml"), 0o600); err != nil {
		t.Fatal(err)
	}
	r, c, err := collect(t, Config{Paths: []string{dir}, MaxFileSize: 8192})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"Network//net", "Namespace//z", "Domain//vm", "Pod/default/a", "Pod/default/bj", "Pod/default/b", "Pod/default/d", "Pod/default/in", "Pod/default/linked",
	}
	if got := r.names(); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	wantFaults := []string{
		" f/self.yaml:0:0 EvalSymlinks: too many links",
		" g/dangling.yaml:0:0 no such file or directory",
		" g/out:0:0 the link leads out of the directory: audit " + outside + " too",
		" e/large.yaml:0:0 larger than 0 MB: split it",
		" e/utf16.yaml:0:0 UTF-16 text: convert it to UTF-8",
		"Pod e/broken.yaml:3:1 mapping values are not allowed in this context",
	}
	if got := r.faults(dir); !slices.Equal(got, wantFaults) {
		t.Errorf("got %q, want %q", got, wantFaults)
	}
	if c.Skipped() != 2 { // pom.xml and values.yaml
		t.Errorf("skipped %d, want 2", c.Skipped())
	}
	if source := r.objects[7].Value.Source.File; source != filepath.Join(dir, "g/0link/in.yaml") {
		t.Errorf("source is %s", source)
	}
}

func TestUnreadableDirectory(t *testing.T) {
	dir := write(t, map[string]string{"a.yaml": object("v1", "Pod", "a"), "b/c.yaml": object("v1", "Pod", "c")})
	r := &recorder{}
	w := walker{problem: r.Problem, root: dir, visited: map[string]bool{}}
	// As for a directory that may not be listed; tests may run as root, who may list all.
	if err := w.directory(t.Context(), filepath.Join(dir, "gone"), filepath.Join(dir, "gone")); err != nil {
		t.Fatal(err)
	}
	if got, want := r.faults(dir), []string{" gone:0:0 no such file or directory"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFilesReadTwice(t *testing.T) {
	dir := write(t, map[string]string{"a.yaml": object("v1", "Pod", "a") + "---\n" + object("v1", "Pod", "b")})
	f := &file{path: filepath.Join(dir, "a.yaml"), named: true}
	var kept atomic.Int64
	kept.Add(keepLimit)
	s := newScanner(1<<20, &kept)
	r := s.scan(f)
	if f.content != nil || len(r.entries[pods]) != 2 {
		t.Fatalf("kept %d bytes, found %d", len(f.content), len(r.entries[pods]))
	}
	parsed := newParseWorker()(r.entries[pods])
	if len(parsed.objects) != 2 || parsed.objects[1].Name != "b" {
		t.Errorf("got %+v", parsed)
	}
	if err := os.WriteFile(f.path, []byte(strings.ReplaceAll(object("v1", "Pod", "a")+"---\n"+object("v1", "Pod", "b"), "Pod", "Foo")), 0o600); err != nil {
		t.Fatal(err)
	}
	if parsed := newParseWorker()(r.entries[pods]); len(parsed.objects) != 0 {
		t.Errorf("got %+v of a file that changed", parsed)
	}
	if err := os.Truncate(f.path, 3); err != nil {
		t.Fatal(err)
	}
	if parsed := newParseWorker()(r.entries[pods]); len(parsed.problems) != 2 {
		t.Errorf("got %+v of a file that was cut", parsed)
	}
}
