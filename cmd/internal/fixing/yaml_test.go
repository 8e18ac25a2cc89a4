package fixing

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bulkhead/audit/estate"
	"bulkhead/collectors/kubeyaml"
)

// firstObject is where the first map of a text begins.
func firstObject(t *testing.T, text string) (line, column int32) {
	t.Helper()
	for d := range kubeyaml.Documents([]byte(text)) {
		values, err := new(kubeyaml.Parser).Parse(d)
		if err != nil {
			t.Fatal(err)
		}
		return values[0].Line, values[0].Column
	}
	t.Fatal("no document")
	return 0, 0
}

func changeYAML(text []byte, line, column int32, c Change) ([]byte, error) {
	y := OpenYAML(text)
	if err := y.Change(line, column, c); err != nil {
		return nil, err
	}
	return y.Bytes(), nil
}

func TestYAML(t *testing.T) {
	no, yes := estate.Bool(false), estate.Text("RuntimeDefault")
	const path = "spec.containers[0].securityContext.privileged"
	for name, test := range map[string]struct {
		before, path string
		value        *estate.Value // nil: remove
		push         bool
		after        string // empty: refused
	}{
		"a value": {
			"a: 1\nspec:\n  containers:\n  - name: x\n    securityContext: # why\n      privileged: true  # because\n", path, no, false,
			"a: 1\nspec:\n  containers:\n  - name: x\n    securityContext: # why\n      privileged: false  # because\n",
		},
		"in quotes":                        {"spec:\n  type: 'a'\n", "spec.type", estate.Text("b"), false, "spec:\n  type: 'b'\n"},
		"in double quotes":                 {"spec:\n  type: \"a\\n\" # x\n", "spec.type", estate.Text("b\"c"), false, "spec:\n  type: \"b\\\"c\" # x\n"},
		"a text that looks like a boolean": {"spec:\n  type: a\n", "spec.type", estate.Text("true"), false, "spec:\n  type: \"true\"\n"},
		"absent": {
			"spec:\n  containers:\n    - name: x\n      securityContext:\n        a: 1\n      # end\n  b: 2\n", path, no, false,
			"spec:\n  containers:\n    - name: x\n      securityContext:\n        a: 1\n        privileged: false\n      # end\n  b: 2\n",
		},
		"absent map": {
			"spec:\n  containers:\n    - name: x\n      image: y # z\n      env:\n      - {name: a}\n", path, no, false,
			"spec:\n  containers:\n    - name: x\n      image: y # z\n      securityContext:\n        privileged: false\n      env:\n      - {name: a}\n",
		},
		"indented by four": {
			"spec:\n    containers:\n        -   name: x\n            resources:\n                a: 1\n", path, no, false,
			"spec:\n    containers:\n        -   name: x\n            securityContext:\n                privileged: false\n            resources:\n                a: 1\n",
		},
		"without a line break at the end": {"spec:\n  a: 1", "spec.type", yes, false, "spec:\n  a: 1\n  type: RuntimeDefault"},
		"CRLF":                            {"spec:\r\n  a: 1\r\n  b: {}\r\n", "spec.c.type", yes, false, "spec:\r\n  a: 1\r\n  c:\r\n    type: RuntimeDefault\r\n  b: {}\r\n"},
		"BOM":                             {"\ufeffspec:\n  a: 1\n", "spec.type", yes, false, "\ufeffspec:\n  a: 1\n  type: RuntimeDefault\n"},
		"not ASCII":                       {"spec:\n  \"ä\": ö # ü\n  type: a\n", "spec.type", yes, false, "spec:\n  \"ä\": ö # ü\n  type: RuntimeDefault\n"},
		"nothing but maps": {
			"spec:\n  a:\n    b: 1\n", "spec.type", yes, false,
			"spec:\n  type: RuntimeDefault\n  a:\n    b: 1\n",
		},
		"an element of nothing but maps": {
			"spec:\n  containers:\n  - env:\n    - name: b\n", path, no, false,
			"spec:\n  containers:\n  - securityContext:\n      privileged: false\n    env:\n    - name: b\n",
		},
		"behind a block text": {
			"spec:\n  a: |\n    type: x\n  b: >-\n    y\n", "spec.type", yes, false,
			"spec:\n  type: RuntimeDefault\n  a: |\n    type: x\n  b: >-\n    y\n",
		},
		"flow":             {"spec: {a: 1, b: [c]}\n", "spec.type", yes, false, "spec: {type: RuntimeDefault, a: 1, b: [c]}\n"},
		"flow with blanks": {"spec: { a: 1 }\n", "spec.type", yes, false, "spec: { type: RuntimeDefault, a: 1 }\n"},
		"empty flow":       {"spec: { }\n", "spec.c.type", yes, false, "spec: {c: {type: RuntimeDefault}}\n"},
		"null":             {"spec:\n  c: null # x\n", "spec.c.type", yes, false, "spec:\n  c: {type: RuntimeDefault} # x\n"},
		"nothing":          {"spec:\n  c: # x\n  d: 1\n", "spec.c.type", yes, false, "spec:\n  c: {type: RuntimeDefault} # x\n  d: 1\n"},
		"JSON":             {`{"spec": {"a": 1}}`, "spec.c.type", yes, false, `{"spec": {"c": {"type": "RuntimeDefault"}, "a": 1}}`},
		"JSON over lines": {
			"{\n  \"spec\": {\n    \"a\": 1\n  }\n}\n", "spec.c.type", yes, false,
			"{\n  \"spec\": {\n    \"c\": {\n      \"type\": \"RuntimeDefault\"\n    },\n    \"a\": 1\n  }\n}\n",
		},
		"JSON value":              {`{"spec": {"type": "x" , "a": 1}}`, "spec.type", yes, false, `{"spec": {"type": "RuntimeDefault" , "a": 1}}`},
		"remove":                  {"spec:\n  # one\n  a: 1 # two\n  # three\n  b: 2\n", "spec.a", nil, false, "spec:\n  # one\n  # three\n  b: 2\n"},
		"remove the last":         {"spec:\n  a: 1\n  b: 2", "spec.b", nil, false, "spec:\n  a: 1"},
		"remove the first":        {"spec:\n  - a: 1\n    b: 2\n", "spec[0].a", nil, false, "spec:\n  - b: 2\n"},
		"remove the only":         {"spec:\n  c:\n    a: 1\n  b: 2\n", "spec.c.a", nil, false, "spec:\n  c: {}\n  b: 2\n"},
		"remove a map":            {"spec:\n  c:\n    a: [1,\n      2]\n    d:\n    - e\n  b: 2\n", "spec.c", nil, false, "spec:\n  b: 2\n"},
		"remove an element":       {"spec:\n  - a\n  # x\n  - b\n", "spec[1]", nil, false, "spec:\n  - a\n  # x\n"},
		"remove the only element": {"spec:\n  c:\n  - a\n", "spec.c[0]", nil, false, "spec:\n  c: []\n"},
		"remove from flow":        {"spec: {a: 1, b: [c, d], e: 2}\n", "spec.b", nil, false, "spec: {a: 1, e: 2}\n"},
		"remove last from flow":   {"spec: [a, b]\n", "spec[1]", nil, false, "spec: [a]\n"},
		"remove only from flow":   {"spec: [ a ]\n", "spec[0]", nil, false, "spec: []\n"},
		"push":                    {"spec:\n  drop:\n  - A # x\n  b: 1\n", "spec.drop", estate.Text("ALL"), true, "spec:\n  drop:\n  - A # x\n  - ALL\n  b: 1\n"},
		"push into flow":          {"spec: {drop: [A, \"B\"]}\n", "spec.drop", estate.Text("ALL"), true, "spec: {drop: [A, \"B\", ALL]}\n"},
		"push into nothing":       {"spec:\n  a: 1\n", "spec.drop", estate.Text("ALL"), true, "spec:\n  a: 1\n  drop:\n    - ALL\n"},
		"an alias":                {"x: &x {a: 1}\nspec: *x\n", "spec.a", no, false, ""},
		"an anchor with an alias": {"spec: &x {a: 1}\ny: *x\n", "spec.a", no, false, ""},
		"an anchor without one":   {"spec: &x\n  a: 1\n", "spec.a", no, false, "spec: &x\n  a: false\n"},
		"over a merge key":        {"x: &x {a: 1}\nspec:\n  <<: *x\n  b: 2\n", "spec.a", no, false, "x: &x {a: 1}\nspec:\n  <<: *x\n  b: 2\n  a: false\n"},
		"below a merge key":       {"x: &x {c: {a: 1, d: 1}}\nspec:\n  <<: *x\n  b: 2\n", "spec.c.a", no, false, ""},
		"a block text":            {"spec:\n  a: |\n    x\n", "spec.a", yes, false, ""},
		"a tag":                   {"spec:\n  a: !!str x\n", "spec.a", yes, false, ""},
		"another kind of value":   {"spec:\n  a:\n    b: 1\n", "spec.a", yes, false, ""},
		"lone carriage returns":   {"spec:\r  a: 1\r", "spec.a", yes, false, ""},
		"several JSON texts":      {"{\"spec\": {\"a\": 1}}\n{\"b\": 1}\n", "spec.a", yes, false, ""},
		"other documents": {
			"# x\n---\nspec:\n  a: 1\n--- # y\n{ broken\n...\n", "spec.a", yes, false,
			"# x\n---\nspec:\n  a: RuntimeDefault\n--- # y\n{ broken\n...\n",
		},
	} {
		line, column := firstObject(t, test.before)
		made, err := changeYAML([]byte(test.before), line, column, Change{Path: steps(test.path), Value: test.value, Append: test.push})
		switch {
		case test.after == "" && err == nil:
			t.Errorf("%s: not refused, but %q", name, made)
		case test.after != "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case string(made) != test.after:
			t.Errorf("%s:\n%s\nwant\n%s", name, made, test.after)
		}
	}
}

func TestWhatIsRightStaysAsItIs(t *testing.T) {
	const text = "spec:\n  a: false\n"
	for _, c := range []Change{{Path: steps("spec.a"), Value: estate.Bool(false)}, {Path: steps("spec.b")}, {Path: steps("b.c")}} {
		if _, err := changeYAML([]byte(text), 1, 1, c); !errors.Is(err, errAsItIs) {
			t.Errorf("%v: %v", c.Path, err)
		}
	}
	if _, err := changeYAML([]byte(text), 2, 1, Change{Path: steps("a"), Value: estate.Bool(true)}); err == nil || !strings.Contains(err.Error(), "no longer where it was") {
		t.Errorf("an object elsewhere gives %v", err)
	}
}

func TestWriteRefusesAFileThatChanged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pod.yaml")
	if err := os.WriteFile(path, []byte("a: 2\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	f := File{Path: path, Before: []byte("a: 1\n"), After: []byte("a: 3\n")}
	if err := f.Write(); err == nil || !strings.Contains(err.Error(), "changed meanwhile") {
		t.Errorf("got %v", err)
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != "a: 2\n" {
		t.Errorf("the file holds %q, %v", text, err)
	}
}
