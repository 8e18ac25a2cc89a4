package manifest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"bulkhead/audit/estate"
	"bulkhead/collectors/kubeyaml"
)

// JSON that is cut into pieces gives the objects, places and problems that reading it whole gives.
func TestPiecesAreTheWhole(t *testing.T) {
	for name, text := range map[string]string{
		"one object":          `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":{"hostPID":"true"}}`,
		"some, on some lines": "\n  {\"kind\":\"Pod\",\n\"apiVersion\":\"v1\"} {\"kind\": \"Node\",\"apiVersion\":\"v1\"}\n\n{\"kind\":\"Job\", \"apiVersion\":\n\"batch/v1\"}",
		"a list": `{"apiVersion":"v1","kind":"List","items":[ {"apiVersion":"v1","kind":"Pod", "x": [1,
			2]},{"kind":"Namespace","apiVersion":"v1","metadata":{"name":"n"}},{"kind":"Widget","apiVersion":"example.org/v1"}, 3, null,
			{"kind":"Pood","apiVersion":"v1"},{"kind":"Pod","apiVersion":"example.org/v1"}, {"apiVersion": "v1"}]}`,
		"a list that says so last": `{"items":[{"metadata":{"name":"a"}},{"kind":"","metadata":{"name":"b"}},{"kind":1,"apiVersion":2},` +
			`{"kind":"Job","apiVersion":"batch/v1"}],"kind":"PodList","apiVersion":"v1"}`,
		"lists in lists":      `{"kind":"List","items":[{"kind":"NodeList","apiVersion":"v1","items":[{},{"metadata":{"name":"x"}}]},{"kind":"List","items":[]}]}`,
		"items of no list":    `{"kind":"Pod","apiVersion":"v1","items":[{"kind":"Node","apiVersion":"v1"}],"spec":{}}`,
		"a list of nothing":   `{"kind":"PodList","apiVersion":"v1","items":[]} {"kind":"PodList","apiVersion":"v1","items":null}`,
		"items that are none": `{"kind":"PodList","apiVersion":"v1","items":{"kind":"Pod"}}`,
		"escapes":             `{"k\u0069nd":"P\u006fd","apiVersion":"v1","metadata":{"name":"\u00e4"}}`,
		"a key twice":         `{"kind":"List","items":[{"kind":"Pod","apiVersion":"v1","a":1,"a":2}]}`,
		"cut short":           `{"kind":"List","items":[{"kind":"Pod","apiVersion":"v1"},`,
		"not JSON alone":      `{"kind":"Pod","apiVersion":"v1"} x`,
		"a list of others":    `{"kind":"Pod","apiVersion":"v1"} [1]`,
		"nothing to see":      `{} {"kind":"Pod"}`,
		"YAML":                `{kind: Pod, apiVersion: v1}`,
		"too deep":            `{"kind":"Pod","apiVersion":"v1","a":` + strings.Repeat("[", 300) + strings.Repeat("]", 300) + "}",
	} {
		t.Run(name, func(t *testing.T) {
			f := &file{path: "-", named: true, source: &estate.Source{File: "-"}}
			f.content = []byte("# a comment\n---\n" + text)
			var whole parsed
			for d := range kubeyaml.Documents(f.content) {
				new(parser).document(f, d, "", &whole)
			}
			found := (&scanner{parser: new(parser)}).scan(f)
			cut := parsed{skipped: found.skipped, problems: found.problems}
			for _, entries := range found.entries {
				read := newParseWorker()(entries)
				cut.objects = append(cut.objects, read.objects...)
				cut.problems = append(cut.problems, read.problems...)
			}
			if got, want := describe(&cut), describe(&whole); !slices.Equal(got, want) {
				t.Errorf("in pieces\n%s\nwhole\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}

// describe says all of what was parsed, in an order of its own.
func describe(r *parsed) []string {
	said := []string{fmt.Sprint("skipped ", r.skipped)}
	for _, o := range r.objects {
		said = append(said, o.Kind+" "+o.Namespace+"/"+o.Name+places(o.Value))
	}
	for _, p := range r.problems {
		p.Kind = "" // of a document with several faults it is the first one's
		said = append(said, fmt.Sprintf("%+v", p))
	}
	slices.Sort(said)
	return said
}

func places(v *estate.Value) string {
	text := fmt.Sprintf(" %d:%d %d %q", v.Line, v.Column, v.Kind, v.Text)
	for _, item := range v.Items {
		text += " " + item.Key + places(item.Value)
	}
	return text
}
