package manifest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bulkhead/audit/estate"
)

// recorder is a sink that keeps what it gets.
type recorder struct {
	objects  []*estate.Object
	problems []estate.Problem
	refuse   error
}

func (r *recorder) Object(o *estate.Object) error {
	r.objects = append(r.objects, o)
	return r.refuse
}
func (r *recorder) Problem(p estate.Problem)  { r.problems = append(r.problems, p) }
func (r *recorder) Progress(string, int, int) {}

// names lists the objects as kind/namespace/name.
func (r *recorder) names() []string {
	names := []string{}
	for _, o := range r.objects {
		names = append(names, o.Kind+"/"+o.Namespace+"/"+o.Name)
	}
	return names
}

// faults lists the problems as kind file:line:column message, files without the directory dir.
func (r *recorder) faults(dir string) []string {
	faults := []string{}
	for _, p := range r.problems {
		file := strings.TrimPrefix(p.File, dir+"/")
		faults = append(faults, fmt.Sprintf("%s %s:%d:%d %s", p.Kind, file, p.Line, p.Column, p.Error))
	}
	return faults
}

func collect(t *testing.T, config Config) (*recorder, *Collector, error) {
	t.Helper()
	r := &recorder{}
	c := New(config)
	err := c.Collect(t.Context(), r)
	return r, c, err
}

func fromStdin(t *testing.T, text string) (*recorder, *Collector, error) {
	t.Helper()
	return collect(t, Config{Paths: []string{"-"}, Stdin: strings.NewReader(text)})
}

// write makes files below a new directory.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func object(apiVersion, kind, name string) string {
	return fmt.Sprintf("apiVersion: %s\nkind: %s\nmetadata:\n  name: %s\n", apiVersion, kind, name)
}

func TestObjects(t *testing.T) {
	for name, test := range map[string]struct {
		text    string
		want    []string
		skipped int
	}{
		"references first, owners before owned": {
			object("v1", "Pod", "p") + "---\n" + object("batch/v1", "Job", "j") + "---\n" + object("apps/v1", "Deployment", "d") +
				"---\n" + object("v1", "Namespace", "ns") + "---\n" + object("networking.k8s.io/v1", "NetworkPolicy", "np"),
			[]string{"Namespace//ns", "NetworkPolicy/default/np", "Deployment/default/d", "Job/default/j", "Pod/default/p"},
			0,
		},
		"namespace and generated name": {
			"apiVersion: v1\nkind: Pod\nmetadata: {generateName: p-, namespace: team}\n",
			[]string{"Pod/team/p-"},
			0,
		},
		"list": {
			"apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: a}\n" +
				"- apiVersion: v1\n  kind: Namespace\n  metadata: {name: b}\n- null\n",
			[]string{"Namespace//b", "Pod/default/a"},
			1,
		},
		"typed list in JSON": {
			`{"apiVersion":"apps/v1","kind":"DeploymentList","items":[{"metadata":{"name":"a"}},{"metadata":{"name":"b"}}]}`,
			[]string{"Deployment/default/a", "Deployment/default/b"},
			0,
		},
		"JSON texts one after the other": {
			`{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"}} {"apiVersion":"v1","kind":"Pod","metadata":{"name":"b"}}`,
			[]string{"Pod/default/a", "Pod/default/b"},
			0,
		},
		"JSON among YAML": {
			object("v1", "Pod", "a") + "---\n" + `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"b"}}` + "\n---\n" +
				`{apiVersion: v1, kind: Pod, metadata: {name: c}}` + "\n",
			[]string{"Pod/default/a", "Pod/default/b", "Pod/default/c"},
			0,
		},
		"other kinds": {
			object("example.com/v1", "Widget", "w") + "---\n" + object("serving.knative.dev/v1", "Service", "s") + "---\nreplicas: 3\n" +
				"---\nnested:\n  kind: Pod\n---\n" + object("extensions/v1beta1", "Deployment", "d"),
			[]string{"Deployment/default/d"},
			4,
		},
		"network plugins' kinds": {
			object("cilium.io/v2", "CiliumNetworkPolicy", "c") + "---\n" + object("cilium.io/v2", "CiliumClusterwideNetworkPolicy", "w") + "---\n" +
				object("projectcalico.org/v3", "NetworkPolicy", "own") + "---\n" + object("crd.projectcalico.org/v1", "GlobalNetworkPolicy", "g") +
				"---\n" + object("example.com/v1", "NetworkPolicy", "other") + "---\n" + object("example.com/v1", "GlobalNetworkPolicy", "other"),
			[]string{"CiliumNetworkPolicy/default/c", "CiliumClusterwideNetworkPolicy//w", "NetworkPolicy/default/own", "GlobalNetworkPolicy//g"},
			2,
		},
		"byte order mark, CRLF, comments, empty documents": {
			"\ufeff# c\r\n---\r\n---\r\n# c\r\n---\r\n" + strings.ReplaceAll(object("v1", "Pod", "p"), "\n", "\r\n") + "...\r\n",
			[]string{"Pod/default/p"},
			0,
		},
		"key that is escaped, quoted or merged": {
			"apiVersion: v1\n\"\\x6bind\": Pod\nmetadata: {name: a}\n---\napiVersion: v1\n'kind': Pod\nmetadata: {name: b}\n" +
				"---\nmetadata: {name: c, labels: &x {kind: Pod}}\n<<: *x\napiVersion: v1\n---\n? kind\n: Pod\napiVersion: v1\nmetadata: {name: d}\n",
			[]string{"Pod/default/a", "Pod/default/b", "Pod/default/c", "Pod/default/d"},
			0,
		},
		"domain":  {"<!-- c --><domain type='kvm'><name>vm</name></domain>", []string{"Domain//vm"}, 0},
		"network": {"<?xml version='1.0'?>\n<network><name>net</name></network>", []string{"Network//net"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			r, c, err := fromStdin(t, test.text)
			if err != nil {
				t.Fatal(err)
			}
			if got := r.names(); !slices.Equal(got, test.want) || len(r.problems) > 0 {
				t.Errorf("got %v and problems %v, want %v", got, r.problems, test.want)
			}
			if c.Skipped() != test.skipped {
				t.Errorf("skipped %d, want %d", c.Skipped(), test.skipped)
			}
		})
	}
}

func TestProblems(t *testing.T) {
	pod, broken := object("v1", "Pod", "p"), "a: b: c\n"
	for name, test := range map[string]struct {
		text string
		want []string
	}{
		"one broken document": {
			pod + "---\n" + object("apps/v1", "Deployment", "d") + "spec:\n  " + broken + "---\n" + pod,
			[]string{"Deployment -:11:3 mapping values are not allowed in this context"},
		},
		"duplicate key": {pod + "---\n" + pod + "spec:\n  a: 1\n  b: 2\n  a: 3\n", []string{`Pod -:13:3 duplicate key "a", first on line 11`}},
		"duplicate key in JSON": {
			pod + "---\n{\"kind\": \"NetworkPolicy\",\n \"a\": 1, \"a\": 2}",
			[]string{`NetworkPolicy -:7:10 duplicate key "a"`},
		},
		"not UTF-8":         {pod + "---\nkind: Pod\na: \xff\n", []string{"Pod -:7:4 not UTF-8"}},
		"control character": {pod + "---\nkind: Pod\na: \x01\n", []string{"Pod -:7:4 control characters are not allowed"}},
		"tab":               {pod + "---\nkind: Pod\n\ta: b\n", []string{" -:7:1 found a tab character that violates indentation"}},
		"unknown anchor":    {pod + "---\nkind: Pod\na: *x\n", []string{"Pod -:7:4 unknown anchor 'x' referenced"}},
		"number without JSON": {
			pod + "---\nkind: Pod\na: .nan\n", []string{"Pod -:7:4 .nan: JSON has no such number"},
		},
		"nested too deep": {
			pod + "---\nkind: Pod\na: " + strings.Repeat("[", 300) + strings.Repeat("]", 300) + "\n",
			[]string{"Pod -:7:204 nested deeper than 200"},
		},
		"alias bomb": {pod + "---\n" + bomb(), []string{"Pod -:11:45 aliases that repeat too much"}},
		"alias to itself": {
			pod + "---\nkind: Pod\na: &a [*a]\n", []string{"Pod -:7:4 nested deeper than 200"},
		},
		"merge of itself": {
			pod + "---\nkind: Pod\na: &a {<<: [*a, *a]}\n", []string{"Pod -:7:12 nested deeper than 200"},
		},
		"template": {
			pod + "---\nkind: Pod\nmetadata:\n  {{ include \"x\" . }}\n",
			[]string{"Pod -:8:4 a map or list cannot be a key; it looks like a template: render it first, as with helm template"},
		},
		"values of the wrong type": {
			pod + "---\n" + object("v1", "Pod", "12") + "spec:\n  hostPID: \"true\"\n  containers: [{args: x}]\n",
			[]string{
				" -:9:9 metadata.name takes a text, not a number", " -:11:12 spec.hostPID takes true or false, not a text",
				" -:12:23 spec.containers[0].args takes a list, not a text",
			},
		},
		"values that are shared": {
			pod + "---\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, spec: {containers: [{env: [&e {name: a, value: b}], args: &a [c]}]}}\n" +
				"- {apiVersion: v1, kind: Pod, spec: {containers: [{env: [*e], args: *a, tty: *a}]}}\n",
			[]string{" -:8:89 spec.containers[0].tty takes true or false, not a list"},
		},
		"a list that is none": {
			pod + "---\nkind: NetworkPolicyList\napiVersion: networking.k8s.io/v1\nitems: {a: b}\n",
			[]string{"NetworkPolicy -:8:8 items of a NetworkPolicyList takes a list"},
		},
		"an element that is no object": {
			pod + "---\nkind: NodeList\napiVersion: v1\nitems: [3, null]\n", []string{"Node -:8:9 an element of a list of objects is none"},
		},
		"list that hides references": {
			pod + "---\nkind: List\nitems:\n- kind: Role\n- kind: NetworkPolicy\n- kind: Role\n- a: b: c\n",
			[]string{
				"Role -:11:1 mapping values are not allowed in this context",
				"NetworkPolicy -:11:1 mapping values are not allowed in this context",
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			r, _, err := fromStdin(t, test.text)
			if err != nil {
				t.Fatal(err)
			}
			if got := r.faults(""); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if len(r.objects) == 0 || r.objects[0].Name != "p" {
				t.Errorf("the good document is missing: %v", r.names())
			}
		})
	}
}

// bomb is a document whose aliases make a billion values.
func bomb() string {
	var b strings.Builder
	b.WriteString("kind: Pod\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := range 9 {
		fmt.Fprintf(&b, "a%d: &a%d [%s]\n", i+1, i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i), 10), ", "))
	}
	return b.String()
}

func TestXMLRoots(t *testing.T) {
	for text, want := range map[string]string{
		"<domain type='kvm'/>": "domain true",
		"\ufeff<?xml version='1.0'?>\n<!-- <network> -->\n<domain>":                      "domain true",
		"<!DOCTYPE a [<!ENTITY b 'x>'><!-- don't --><?c >?><!ENTITY d \"]>\">]><domain>": "domain true",
		"<!DOCTYPE html><html>":          "html true",
		"<!-- never closed <domain>":     " true",
		"<!DOCTYPE a [<!ENTITY b 'x>":    " true",
		strings.Repeat("<!", 1<<20):      " true",
		"<<<<<<< HEAD\napiVersion: v1\n": " false",
		"apiVersion: v1":                 " false",
	} {
		root, ok := rootElement([]byte(text))
		if got := fmt.Sprint(root, " ", ok); got != want {
			t.Errorf("%.60q: got %q, want %q", text, got, want)
		}
	}
}

func TestRefused(t *testing.T) {
	dir := write(t, map[string]string{"a.yaml": "replicas: 1\n", "empty/x.txt": "", "bin": "\x00"})
	for name, test := range map[string]struct {
		config Config
		want   string
	}{
		"missing":        {Config{Paths: []string{dir + "/none"}}, "it does not exist"},
		"no manifests":   {Config{Paths: []string{dir + "/empty"}}, "nothing in it to audit"},
		"values only":    {Config{Paths: []string{dir + "/a.yaml"}}, "libvirt domains: 1"},
		"binary":         {Config{Paths: []string{dir + "/bin"}}, "nothing in it to audit"},
		"device":         {Config{Paths: []string{"/dev/null"}}, "neither a file nor a directory"},
		"no input":       {Config{Paths: []string{"-"}}, "no standard input"},
		"empty input":    {Config{Paths: []string{"-"}, Stdin: strings.NewReader("")}, "nothing in it to audit"},
		"too much input": {Config{Paths: []string{"-"}, Stdin: strings.NewReader("kind: Pod\n"), MaxFileSize: 5}, "larger than"},
		"UTF-16":         {Config{Paths: []string{"-"}, Stdin: strings.NewReader("\xff\xfek\x00")}, "convert it to UTF-8"},
		"all broken":     {Config{Paths: []string{"-"}, Stdin: strings.NewReader("kind: Pod\na: b: c\n")}, "nothing in it could be read"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := collect(t, test.config)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

func TestPositions(t *testing.T) {
	r, _, err := fromStdin(t, "# c\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: \"ä\" # c\n  annotations: {ü: é, x: y}\n"+
		"spec:\n  hostPID: true\n  nodeName:\n  containers:\n  - name: c\n    args:\n    - |\n      x\n    -\n")
	if err != nil {
		t.Fatal(err)
	}
	v := r.objects[0].Value
	if v.Source == nil || v.Source.File != "-" {
		t.Errorf("source is %v", v.Source)
	}
	container := v.At("spec", "containers").Items[0].Value
	for name, test := range map[string]struct {
		v    *estate.Value
		want [2]int32
	}{
		"root":           {v, [2]int32{3, 1}},
		"quoted":         {v.At("metadata", "name"), [2]int32{6, 9}},
		"flow map":       {v.At("metadata", "annotations"), [2]int32{7, 16}},
		"behind umlauts": {v.At("metadata", "annotations", "x"), [2]int32{7, 28}},
		"boolean":        {v.At("spec", "hostPID"), [2]int32{9, 12}},
		"null":           {v.At("spec", "nodeName"), [2]int32{10, 3}},
		"list":           {v.At("spec", "containers"), [2]int32{12, 3}},
		"list element":   {container, [2]int32{12, 5}},
		"inner list":     {container.Get("args"), [2]int32{14, 5}},
	} {
		if test.v == nil || [2]int32{test.v.Line, test.v.Column} != test.want {
			t.Errorf("%s: got %+v, want %v", name, test.v, test.want)
		}
	}
}

func TestSecretsAreTakenOut(t *testing.T) {
	r, _, err := fromStdin(t, `{"apiVersion":"v1","kind":"PodList","items":[{"metadata":{"name":"p"},"spec":{"containers":[
		{"name":"c","env":[{"name":"A","value":"hunter2"}]}]}}]}`)
	if err != nil {
		t.Fatal(err)
	}
	if got := string(estate.AppendJSON(nil, r.objects[0].Value)); strings.Contains(got, "hunter2") ||
		!strings.HasPrefix(got, `{"apiVersion":"v1","kind":"Pod",`) {
		t.Error(got)
	}
}

func TestSinkThatRefuses(t *testing.T) {
	refused := errors.New("enough")
	r := &recorder{refuse: refused}
	err := New(Config{Paths: []string{"-"}, Stdin: strings.NewReader(object("v1", "Pod", "a") + "---\n" + object("v1", "Pod", "b"))}).Collect(t.Context(), r)
	if !errors.Is(err, refused) || len(r.objects) != 1 {
		t.Errorf("got %v after %d objects", err, len(r.objects))
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := write(t, map[string]string{"a.yaml": object("v1", "Pod", "a")})
	for _, path := range []string{dir, dir + "/a.yaml"} {
		if err := New(Config{Paths: []string{path}}).Collect(ctx, &recorder{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", path, err)
		}
	}
}
