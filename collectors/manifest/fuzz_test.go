package manifest

import (
	"strings"
	"testing"

	"bulkhead/audit/estate"
	"bulkhead/collectors/kubeyaml"
)

// FuzzGuessKind holds a certain guess to what the document turns out to be: a wrong one would send objects in the wrong order, or
// leave them out.
func FuzzGuessKind(f *testing.F) {
	for _, seed := range []string{
		"kind: Pod\n", "a: 1\nkind: Pod # c\n", "\"kind\": Pod\n", "a: \"x\nkind: Pod\n\"\n", "kind: Pod\nkind: Role\n", "- kind: Pod\n", " kind: Pod\n",
		"a: |\n  kind: Pod\nkind: Role\n", "---\n# c\nkind: Pod\r\n", "{kind: Pod}\n", "a: &a {kind: Pod}\n<<: *a\n", "a:\n- b\nkind: Pod\n", "? kind\n: Pod\n",
		"\"\\x6bind\": Pod\n", "kind : Pod\n", "a: 'b\nkind: Pod\nc'\n'kind': Role\n", "kind: Pod\n...\nkind: Role\n", "x\nkind: Pod\n", "kind: Pod\n  x\n",
		"kind:\n  Pod\n", "kinda: b\n", "--- kind: Pod\n", "--- |\nkind: Pod\n", "a: >\nkind: Pod\n",
		"\n\rkind: Pod", "# c\rkind: Pod\r", "a: 1\u2028kind: Pod\n", "# c\u0085kind: Pod\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for d := range kubeyaml.Documents([]byte(text)) {
			kind, sure := guessKind(d.Text)
			values, err := new(kubeyaml.Parser).Parse(d)
			if err != nil || sure == uncertain {
				continue
			}
			for _, v := range values {
				got := v.Get("kind").Str()
				if sure == certain && got != "" && got != kind || sure == notAnObject && got != "" {
					t.Errorf("%q: guessed %q, is %q", d.Text, kind, got)
				}
			}
		}
	})
}

// FuzzCollect feeds standard input: nothing panics, and whatever is sent is whole.
func FuzzCollect(f *testing.F) {
	f.Add(object("v1", "Pod", "p") + "---\n" + object("v1", "Namespace", "n"))
	f.Add(`{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Pod"},{"kind":"PodList","items":[null]}]}`)
	f.Add("<domain><name>x</name></domain>")
	f.Fuzz(func(t *testing.T, text string) {
		r := &recorder{}
		_ = New(Config{Paths: []string{"-"}, Stdin: strings.NewReader(text)}).Collect(t.Context(), r)
		for _, o := range r.objects {
			if o.Target == nil || o.Kind == "" || o.Value == nil || o.Value.Kind != estate.Map || o.Value.Source == nil {
				t.Errorf("%q became %+v", text, o)
			}
		}
		for _, p := range r.problems {
			if p.File != "-" || p.Error == "" {
				t.Errorf("%q: problem %+v", text, p)
			}
		}
	})
}
