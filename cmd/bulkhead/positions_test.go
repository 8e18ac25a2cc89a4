package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
	kyaml "sigs.k8s.io/yaml"

	"bulkhead/audit/result"
)

// node is a value of a file as another parser sees it: where it stands, and what is in it.
type node struct {
	line, column int
	fields       map[string]*node
	elements     []*node
	text         string
}

// Each piece of evidence in a file stands where another parser finds the value of that path, or of the nearest one above it that is
// there. All files of testdata are held to that: YAML, JSON and XML.
func TestPositionsAreExact(t *testing.T) {
	atRoot(t)
	checked := map[string]int{}
	for _, target := range []string{
		corpora + "/controls", corpora + "/hardened", corpora + "/attacks", corpora + "/clusters", corpora + "/hosts", corpora + "/control-plane.yaml",
		"testdata/demo", repositories + "/domains", repositories + "/kustomize/base/web.yaml", corpora + "/tuned", asJSON(t, corpora+"/controls/kubernetes"), asJSON(t, corpora+"/hardened"),
	} {
		report := bulkhead(t, "audit", target, "-f", "json", "--show-passed").document(t)
		files := map[string][]*node{}
		for _, findings := range [][]result.Finding{report.Findings, report.Passed} {
			for i := range findings {
				f := &findings[i]
				for _, e := range f.Evidence {
					if e.File == "" {
						continue
					}
					path, isComputed := pathSteps(t, e.Path)
					if isComputed {
						continue // a fact has no place but its subject's
					}
					roots, known := files[e.File]
					if !known {
						roots = parsePlaces(t, e.File)
						files[e.File] = roots
					}
					if !slices.ContainsFunc(roots, func(root *node) bool {
						at := root.follow(path)
						return at.line == e.Line && at.column == e.Column
					}) {
						t.Errorf("%s %s/%s: %s at %s:%d:%d%s", f.Control, f.Subject.Resource, f.Subject.Name, e.Path, e.File, e.Line, e.Column, candidates(roots, path))
					}
					checked[e.File[strings.LastIndexByte(e.File, '.')+1:]]++
				}
			}
		}
	}
	for _, kind := range []string{"yaml", "json", "xml"} {
		if checked[kind] < 20 {
			t.Errorf("only %d places in %s files: %v", checked[kind], kind, checked)
		}
	}
}

// asJSON writes the manifests of a directory as JSON.
func asJSON(t *testing.T, dir string) string {
	t.Helper()
	files, err := filepath.Glob(dir + "/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	made := t.TempDir()
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i, document := range strings.Split(string(text), "\n---\n") {
			plain, err := kyaml.YAMLToJSON([]byte(document))
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			if err := json.Indent(&b, plain, "", "   "); err != nil {
				t.Fatal(err)
			}
			write(t, made, fmt.Sprintf("%s-%d.json", strings.TrimSuffix(filepath.Base(file), ".yaml"), i), b.String())
		}
	}
	return made
}

func candidates(roots []*node, path []any) string {
	var b strings.Builder
	for _, root := range roots {
		at := root.follow(path)
		fmt.Fprintf(&b, ", expected %d:%d", at.line, at.column)
	}
	return b.String()
}

// follow goes as far along the path as there is something.
func (p *node) follow(path []any) *node {
	for i, step := range path {
		var next *node
		switch step := step.(type) {
		case string:
			if step == "flags" && i+1 < len(path) {
				return p.argument(fmt.Sprint(path[i+1]))
			}
			next = p.fields[step]
		case int:
			if step < len(p.elements) {
				next = p.elements[step]
			}
		}
		if next == nil {
			return p
		}
		p = next
	}
	return p
}

// argument is where a container's command line has a flag.
func (p *node) argument(flag string) *node {
	for _, list := range []string{"command", "args"} {
		if p.fields[list] == nil {
			continue
		}
		for _, element := range p.fields[list].elements {
			if name, _, _ := strings.Cut(element.text, "="); name == "--"+flag {
				return element
			}
		}
	}
	return p
}

var step = regexp.MustCompile(`^(?:\.?([^.\[\]]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\])`)

// pathSteps takes a path apart. The second result says that it leads into a fact.
func pathSteps(t *testing.T, path string) ([]any, bool) {
	t.Helper()
	var steps []any
	for rest := path; rest != ""; {
		match := step.FindStringSubmatch(rest)
		if match == nil {
			t.Fatalf("path %q", path)
		}
		rest = rest[len(match[0]):]
		switch {
		case match[1] != "":
			steps = append(steps, match[1])
		case match[2] != "":
			n, err := strconv.Atoi(match[2])
			if err != nil {
				t.Fatal(err)
			}
			steps = append(steps, n)
		default:
			key, err := strconv.Unquote(match[3])
			if err != nil {
				t.Fatal(err)
			}
			steps = append(steps, key)
		}
	}
	first, _ := steps[0].(string)
	return steps, slices.Contains([]string{"facts", "namespace", "serviceAccount", "machine", "host", "network", "role", "sharing"}, first)
}

func parsePlaces(t *testing.T, path string) []*node {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.HasPrefix(bytes.TrimSpace(text), []byte("<")) {
		return []*node{xmlPlaces(t, text)}
	}
	var all []*node
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	for {
		var document yaml.Node
		if err := decoder.Decode(&document); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if len(document.Content) == 0 {
			continue
		}
		root := yamlPlace(document.Content[0])
		all = append(all, root)
		if items := root.fields["items"]; items != nil {
			all = append(all, items.elements...)
		}
	}
}

func yamlPlace(n *yaml.Node) *node {
	if n.Kind == yaml.AliasNode {
		p := yamlPlace(n.Alias)
		return p
	}
	p := &node{line: n.Line, column: n.Column, text: n.Value, fields: map[string]*node{}}
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			field := yamlPlace(n.Content[i+1])
			if field.line == 0 { // nothing stands behind the key
				field.line, field.column = n.Content[i].Line, n.Content[i].Column
			}
			p.fields[n.Content[i].Value] = field
		}
	case yaml.SequenceNode:
		for _, element := range n.Content {
			p.elements = append(p.elements, yamlPlace(element))
		}
	}
	return p
}

// xmlPlaces reads a document as encoding/xml does. An element that may be alone is reached by its name, and by its number too.
func xmlPlaces(t *testing.T, text []byte) *node {
	t.Helper()
	decoder := xml.NewDecoder(bytes.NewReader(text))
	position := func(offset int) (line, column int) {
		before := text[:offset]
		return 1 + bytes.Count(before, []byte("\n")), offset - bytes.LastIndexByte(before, '\n')
	}
	document := &node{fields: map[string]*node{}}
	open := []*node{document}
	for {
		begin := int(decoder.InputOffset())
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			for _, root := range document.fields {
				document.line, document.column = root.line, root.column
			}
			return document
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			p := &node{fields: map[string]*node{}}
			p.line, p.column = position(begin)
			tag := text[begin:decoder.InputOffset()]
			for _, attribute := range token.Attr {
				at := regexp.MustCompile(`\s` + regexp.QuoteMeta(attribute.Name.Local) + `\s*=`).FindIndex(tag)
				if at == nil {
					continue // it has a prefix
				}
				a := &node{}
				a.line, a.column = position(begin + at[0] + 1)
				p.fields[attribute.Name.Local], p.fields["@"+attribute.Name.Local] = a, a
			}
			parent, name := open[len(open)-1], token.Name.Local
			if strings.HasSuffix(token.Name.Space, "/qemu/1.0") {
				name = "qemu:" + name
			}
			first := parent.fields[name]
			if first == nil {
				parent.fields[name] = p
				p.elements = []*node{p}
			} else {
				first.elements = append(first.elements, p)
			}
			open = append(open, p)
		case xml.EndElement:
			open = open[:len(open)-1]
		}
	}
}

// What two machines say alike stands in each one's own file, on its own line.
func TestLinesOfEachMachine(t *testing.T) {
	var targets []string
	for name, text := range map[string]string{"a": "user = \"root\"\n", "b": "\n\nuser = \"root\"\n"} {
		dir := t.TempDir()
		write(t, dir, "etc/hostname", name+"\n")
		write(t, dir, "etc/libvirt/qemu.conf", text)
		targets = append(targets, "node:"+dir)
	}
	lines := map[string]int{}
	for _, f := range audited(t, targets...).Findings {
		if f.Control == "libvirt/qemu-as-root" {
			lines[f.Subject.Name] = f.Evidence[0].Line
		}
	}
	if len(lines) != 2 || lines["a"] != 1 || lines["b"] != 3 {
		t.Errorf("lines %v", lines)
	}
}
