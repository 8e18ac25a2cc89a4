package fixing

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"bulkhead/audit/estate"
	"bulkhead/collectors/kubeyaml"
)

// Changing a List by its pieces has to give what changing it as a whole does.
func TestPieces(t *testing.T) {
	list := func(head, item, separator, tail string) string {
		var items []string
		for i := range 300 {
			items = append(items, strings.ReplaceAll(item, "N", fmt.Sprint(i)))
		}
		return head + strings.Join(items, separator) + tail
	}
	for name, test := range map[string]struct {
		text   string
		pieces bool
	}{
		"blocks":     {list("kind: List\nitems:\n", "  # one\n  - kind: Pod # N\n    spec: {}\n\n    metadata:\n      name: \"N\"\n", "", "metadata: {}\n"), true},
		"not deeper": {list("kind: List\nitems:\n", "- kind: Pod\n  metadata:\n    name: |\n      N\n\n      M\n  spec:\n    hostPID: true\n", "", ""), true},
		"CRLF":       {list("---\r\nkind: List\r\nitems:\r\n", "- kind: Pod\r\n  metadata: {name: N}\r\n  spec: {hostPID: 'yes'}\r\n", "", ""), true},
		"JSON":       {list(`{"kind": "List", "items": [`, `{"kind": "Pod", "metadata": {"name": "N", "uid": "unique"}, "spec": {"hostPID": true}}`, ", ", "]}\n"), true},
		"JSON lines": {list("{\n    \"kind\": \"List\",\n    \"items\": [\n", "        {\n            \"kind\": \"Pod N\",\n            \"spec\": {}\n        }", ",\n", "\n    ]\n}\n"), true},
		"anchor":     {list("kind: List\nitems:\n- &x {kind: Pod, spec: {hostPID: true}}\n", "- kind: Pod\n  metadata: {name: N}\n  spec: *x\n", "", ""), false},
	} {
		d := slices.Collect(kubeyaml.Documents([]byte(test.text)))[0]
		if (cut(d) != nil) != test.pieces {
			t.Errorf("%s: cut into pieces: %v", name, !test.pieces)
		}
		values, err := new(kubeyaml.Parser).Parse(d)
		if err != nil {
			t.Fatal(err)
		}
		items := values[0].Get("items").Items
		y := OpenYAML([]byte(test.text))
		whole := d
		for _, i := range []int{299, 298, 150, 1, 0} {
			v := items[i].Value
			c := Change{Path: []any{"spec", "hostPID"}, Value: estate.Bool(false)}
			alone := y.Change(v.Line, v.Column, c)
			made, err := document(whole, v.Line, v.Column, c)
			if err == nil {
				whole.Text = made
			}
			if fmt.Sprint(alone) != fmt.Sprint(err) {
				t.Errorf("%s: item %d: %v, as a whole %v", name, i, alone, err)
			}
		}
		want := test.text[:d.Offset] + string(whole.Text) + test.text[d.Offset+len(d.Text):]
		if got := string(y.Bytes()); got != want || test.pieces && got == test.text {
			t.Errorf("%s: not what changing it as a whole gives:\n%.600s", name, got)
		}
	}
}
