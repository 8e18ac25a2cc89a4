package kubeyaml

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	sigsyaml "sigs.k8s.io/yaml"

	"bulkhead/audit/estate"
)

// seeds are documents that both readers should know, and near misses.
var seeds = []string{
	"a: 1\nb:\n  c: x # y\n  d: \"q\\\"\\n\"\n",
	"a:\n- b: 1\n  c: 2\n- d\n-\n- - e\n  - f\n",
	"---\n# c\na: {b: [c, \"d\", 'e'], f: {}}\ng: []\n",
	"a: |\n  x\n    y\n\n  z\n\nb: |-\n  q\n",
	"a: x\n  y\n\n  z\nb: 'it''s\n  long\n\n  text'\n",
	"k: yes\nl: 010\nm: ~\nn:\no: 1.50\np: -1\nq: 0x1F\nr: 1_0\n",
	"a: b: c\n", "a: [b\n", "a: 'b\n", "a: &x {b: 1}\nc: *x\n", "a: {b: 1, c}\n",
	"a: b\r\nc:\r\n- d\r\n", "a: \u00e4\u00f6 # \u00fc\nb: [\u00e4]\n", "a:\tb\n", "a: b #c\nd: e#f\n",
	"a: {<<: {b: 1}, b: 2}\n", "a: 1\na: 2\n", "? a\n: b\n", "a: >\n  x\n  y\n", "- a\n- b: c\n", "a:\n  b\n", "%YAML 1.1\n---\na: 1\n",
	"{\"a\": [1, true, null]}", "a: !!int \"3\"\n", "on: 1\n1: 2\n1.5: 3\n", "a: http://x:80/\nb: 10:20\nc: a,b]{\n", "'a' : b\n\"c\": d\n",
	"a:\n    b: 1\n  c: 2\n", "a:\n  - b\n - c\n", "a: |\n\n  x\n y\n", "a: - b\n", "a: \"x\n\n  y\"\nb: \"z\"\n", "a: [x, y]z\n", "a: x\n# c\n  y\n",
	"a: >\n x\n  y\n\n z\n z\nb: |+\n x\n\nc: |1-\n  x\n", "a: \"x \\\n  \\  y\\x41\\u00e4 \n z\"\n", "a: |\n x\ty\n \tz\n",
}

// FuzzParse holds the reader of plain YAML to the complete one, positions included, and that one to kubectl's.
func FuzzParse(f *testing.F) {
	for _, seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for part := range Documents([]byte(text)) {
			_, _ = new(Parser).Parse(part) // must not panic
		}
		compareReaders(t, text)
	})
}

// dump writes a value with all positions.
func dump(v *estate.Value) string {
	var b strings.Builder
	var walk func(indent int, key string, v *estate.Value)
	walk = func(indent int, key string, v *estate.Value) {
		fmt.Fprintf(&b, "%*s%q %d:%d kind %d %q\n", indent, "", key, v.Line, v.Column, v.Kind, v.Text)
		for _, item := range v.Items {
			walk(indent+2, item.Key, item.Value)
		}
	}
	walk(0, "", v)
	return b.String()
}

// compareKubectl compares with what kubectl makes of the same text. Where it refuses the text, or loses what is there twice,
// there is nothing to compare.
func compareKubectl(t *testing.T, text string, v *estate.Value) {
	t.Helper()
	if strings.Contains(text, "!") {
		return // the readers differ in odd tags
	}
	want, err := sigsyaml.YAMLToJSON([]byte(text))
	if err != nil {
		return
	}
	compareJSON(t, text, estate.AppendJSON(nil, v), want)
}

func compareJSON(t *testing.T, text string, got, want []byte) {
	t.Helper()
	var a, b any
	if err := json.Unmarshal(want, &a); err != nil {
		return // YAML has numbers that JSON has not
	}
	if err := json.Unmarshal(got, &b); err != nil {
		t.Fatalf("%q became %s: %v", text, got, err)
	}
	if !reflect.DeepEqual(a, b) {
		t.Errorf("%q became %s, want %s", text, got, want)
	}
}
