package main

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const goodPod = "apiVersion: v1\nkind: Pod\nmetadata: {name: good}\nspec:\n  containers: [{name: app, image: a}]\n"

// badFiles hold something that cannot be read. Each is audited beside a good file.
func badFiles() map[string]struct{ file, content, want string } {
	head := "apiVersion: v1\nkind: Pod\nmetadata: {name: bad}\n"
	return map[string]struct{ file, content, want string }{
		"YAML with a tab":    {"bad.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n\tname: bad\n", "bad.yaml:4:2 found character that cannot start"},
		"YAML cut short":     {"bad.yaml", head + "spec: [\n", "bad.yaml:4:1 did not find expected node content"},
		"YAML key twice":     {"bad.yaml", head + "spec:\n  hostPID: false\n  hostPID: true\n", `bad.yaml:6:3 duplicate key "hostPID", first on line 5`},
		"YAML with bytes":    {"bad.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: \xff}\n", "bad.yaml:3:18 not UTF-8"},
		"YAML in UTF-16":     {"bad.yaml", "\xff\xfea\x00:\x00", "bad.yaml:0:0 UTF-16 text: convert it"},
		"YAML too deep":      {"bad.yaml", head + "spec: " + strings.Repeat("[", 5000) + strings.Repeat("]", 5000), "bad.yaml:4:207 nested deeper than 200"},
		"YAML of aliases":    {"bad.yaml", head + aliases() + "spec: *a9\n", "bad.yaml:8:45 aliases that repeat too much"},
		"YAML alias to self": {"bad.yaml", head + "spec: &a [*a]\n", "bad.yaml:4:7 nested deeper than 200"},
		"YAML in conflict":   {"bad.yaml", "<<<<<<< HEAD\n" + head + "=======\n", "bad.yaml:2:1 mapping values are not allowed"},
		"a template": {
			"bad.yaml", head + "spec:\n  {{- include \"pod\" . }}\n",
			"bad.yaml:4:1 did not find expected node content; it looks like a template: render it first",
		},
		"a pod without specification": {"bad.yaml", head + "spec: 5\n", "bad.yaml:4:7 spec takes a map, not a number"},
		"a map of containers": {
			"bad.yaml", head + "spec: {containers: {name: app}}\n",
			"bad.yaml:4:20 spec.containers takes a list, not a map",
		},
		"a field misspelt": {
			"bad.yaml", head + "spec:\n  hostNetwrok: true\n  containers: []\n",
			"bad.yaml:5:16 spec.hostNetwrok is no field that Kubernetes knows; did you mean hostNetwork?",
		},
		"JSON cut short": {"bad.json", `{"apiVersion": "v1", "kind": "Pod", "metadata": {`, "bad.json:1:50 the JSON text ends too early"},
		"JSON key twice": {"bad.json", "{\"apiVersion\": \"v1\",\n \"kind\": \"Pod\", \"kind\": \"Job\"}", `bad.json:2:17 duplicate key "kind"`},
		"JSON too deep": {
			"bad.json", `{"apiVersion": "v1", "kind": "Pod", "spec": ` + strings.Repeat("[", 1e5) + strings.Repeat("]", 1e5) + "}",
			"bad.json:1:245 nested deeper than 200",
		},
		"XML with a wrong end": {"bad.xml", "<domain type='kvm'>\n  <name>bad</nam>\n</domain>\n", "bad.xml:2:17 element <name> closed by </nam>"},
		"XML cut short":        {"bad.xml", "<domain type='kvm'>\n  <name>bad</name>\n", "bad.xml:2:19 unexpected EOF"},
		"XML too deep": {
			"bad.xml", "<domain type='kvm'>" + strings.Repeat("<a>", 1e5) + strings.Repeat("</a>", 1e5) + "</domain>",
			"bad.xml:1:401 nested deeper than 128",
		},
		"XML with bytes": {"bad.xml", "<domain type='kvm'>\n  <name>\xff</name>\n</domain>\n", "bad.xml:2:9 invalid UTF-8"},
		"XML that expands": {
			"bad.xml", "<!DOCTYPE d [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]>\n<domain type='kvm'>\n  <name>&b;</name>\n</domain>\n",
			"bad.xml:1:1 a document type declaration is not accepted",
		},
		"XML that reads a file": {
			"bad.xml", "<!DOCTYPE d [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>\n<domain type='kvm'>\n  <name>&a;</name>\n</domain>\n",
			"bad.xml:1:1 a document type declaration is not accepted",
		},
		"XML that has no name": {
			"bad", "<?xml version='1.0'?>\n<!DOCTYPE d [<!ENTITY a 'b'>]>\n<domain type='kvm'><name>&a;</name></domain>\n",
			"bad:2:1 a document type declaration is not accepted",
		},
		"a misspelt kind": {
			"bad.yaml", "apiVersion: apps/v1\nkind: Deploymnet\nmetadata: {name: bad}\n",
			`bad.yaml:2:7 Kubernetes has no kind "Deploymnet" in apps/v1; did you mean Deployment?`,
		},
		"YAML of flat aliases": {"bad.yaml", head + "a: &c []\nspec: [" + strings.Repeat("*c,", 100_001) + "]\n", "bad.yaml:5:300008 aliases that repeat too much"},
		"XML without a root":   {"bad.xml", "<!-- <domain/>", "bad.xml:0:0 XML without a root element"},
	}
}

// aliases are nine lines whose last makes a billion values.
func aliases() string {
	var b strings.Builder
	b.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := range 9 {
		fmt.Fprintf(&b, "a%d: &a%d [%s*a%d]\n", i+1, i+1, strings.Repeat(fmt.Sprintf("*a%d, ", i), 9), i)
	}
	return b.String()
}

func TestBadFiles(t *testing.T) {
	for name, test := range badFiles() {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, test.file, test.content)
			write(t, dir, "good.yaml", goodPod)

			// In a directory, with what else is there.
			ran := bulkhead(t, "audit", "-f", "json", "--severity-threshold", "none", dir)
			d := ran.document(t)
			if problems := d.problems(); len(problems) != 1 || !strings.HasPrefix(problems[0], test.want) {
				t.Errorf("problems %q, want %q", problems, test.want)
			}
			want := []string{"good"}
			if strings.Contains(test.want, " takes a ") || strings.Contains(test.want, "is no field") { // it is there all the same
				want = []string{"bad", "good"}
			}
			if !slices.Equal(d.names(), want) || d.Targets[0].Status != "partial" || ran.code != 3 {
				t.Errorf("audited %v, %s, exit code %d", d.names(), d.Targets[0].Status, ran.code)
			}

			// By itself: the same fault, and nothing else.
			ran = bulkheadReading(t, test.content, "audit", "-f", "json", "--severity-threshold", "none", "-")
			_, fault, _ := strings.Cut(strings.Replace(test.want, ":0:0 ", ":", 1), ":")
			if problems := strings.Join(ran.document(t).problems(), "\n"); !strings.Contains(problems, fault) || ran.code != 3 {
				t.Errorf("on standard input: exit code %d, problems %q", ran.code, problems)
			}
		})
	}
}

// The table for people names every fault too, as long as they are not too many.
func TestBadFilesInTheTable(t *testing.T) {
	for names := range slices.Chunk(slices.Sorted(maps.Keys(badFiles())), 10) {
		dir := t.TempDir()
		for _, name := range names {
			write(t, dir, filepath.Join(strings.ReplaceAll(name, " ", "-"), badFiles()[name].file), badFiles()[name].content)
		}
		write(t, dir, "good.yaml", goodPod)
		ran := bulkhead(t, "audit", "--severity-threshold", "none", dir)
		if ran.code != 3 {
			t.Errorf("exit code %d", ran.code)
		}
		for _, name := range names {
			place, _, _ := strings.Cut(badFiles()[name].want, " ")
			place = strings.ReplaceAll(name, " ", "-") + "/" + strings.TrimSuffix(place, ":0:0") + ": "
			if !strings.Contains(strings.Join(strings.Fields(ran.out), " "), place) { // a line may break behind the place
				t.Errorf("no word of %s\n%s", place, ran.out)
			}
		}
	}
}

// What is of no concern is no fault, as long as there is something to audit.
func TestOtherFiles(t *testing.T) {
	for name, test := range map[string]struct {
		file, content string
		want          []string
	}{
		"kinds that nobody knows": {"other.yaml", "apiVersion: example.org/v1\nkind: Widget\nmetadata: {name: w}\n", []string{"good"}},
		"a list":                  {"other.yaml", "apiVersion: v1\nkind: List\nitems:\n" + listed("a") + listed("b"), []string{"a", "b", "good"}},
		"a typed list": {
			"other.yaml", "apiVersion: v1\nkind: PodList\nitems:\n- metadata: {name: a}\n  spec: {containers: [{name: app}]}\n",
			[]string{"a", "good"},
		},
		"lists in lists": {"other.json", nestedLists(8), []string{"good", "innermost"}},
		"nothing":        {"other.yaml", "", []string{"good"}},
		"a comment":      {"other.yaml", "# nothing yet\n---\n---\n", []string{"good"}},
		"a text":         {"other.yaml", "just words\n", []string{"good"}},
		"another XML":    {"other.xml", "<!DOCTYPE html>\n<html><body/></html>\n", []string{"good"}},
		"HTML in a text": {"README.md", "<p align=center>\n\nwords\n", []string{"good"}},
		"a kubeconfig":   {"other.yaml", "apiVersion: v1\nkind: Config\n", []string{"good"}},
		"a program":      {"other", "\x7fELF\x00\x00", []string{"good"}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, test.file, test.content)
			write(t, dir, "good.yaml", goodPod)
			ran := bulkhead(t, "audit", "-f", "json", "--severity-threshold", "none", dir)
			d := ran.document(t)
			if problems := d.problems(); len(problems) > 0 || ran.code != 0 || !slices.Equal(d.names(), test.want) {
				t.Errorf("exit code %d, audited %v, problems %q", ran.code, d.names(), problems)
			}
		})
	}
}

func listed(name string) string {
	return "- apiVersion: v1\n  kind: Pod\n  metadata: {name: " + name + "}\n  spec: {containers: [{name: app}]}\n"
}

func nestedLists(depth int) string {
	text := `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "innermost"}, "spec": {"containers": [{"name": "app"}]}}`
	for range depth {
		text = `{"apiVersion": "v1", "kind": "List", "items": [` + text + `]}`
	}
	return text
}

// A file of 100 MB is audited, and one beyond the bound is refused without being read.
func TestHugeFiles(t *testing.T) {
	dir := t.TempDir()
	file, err := os.Create(filepath.Join(dir, "huge.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(file)
	line := "  " + strings.Repeat("0123456789abcdef ", 60) + "\n"
	_, _ = io.WriteString(w, strings.Replace(goodPod, "good", "before", 1)+"---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: huge}\ndata:\n  text: |\n")
	for written := 0; written < 100<<20; written += len(line) + 2 {
		_, _ = io.WriteString(w, "  "+line)
	}
	_, _ = io.WriteString(w, "---\n"+strings.Replace(goodPod, "good", "behind", 1)) // errors stay with w
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(write(t, dir, "beyond.yaml", goodPod+strings.Repeat("#", 4096)), 300<<20); err != nil {
		t.Fatal(err)
	}
	ran := bulkhead(t, "audit", "-f", "json", "--severity-threshold", "none", dir)
	d := ran.document(t)
	if !slices.Equal(d.names(), []string{"before", "behind"}) || ran.code != 3 {
		t.Errorf("exit code %d, audited %v", ran.code, d.names())
	}
	if problems := d.problems(); len(problems) != 1 || problems[0] != "beyond.yaml:0:0 larger than 256 MB: split it" {
		t.Errorf("problems %q", problems)
	}
}
