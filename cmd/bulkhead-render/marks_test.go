package main

import (
	"strings"
	"testing"
	"text/template"
)

// Marks change nothing but themselves, whatever a template trims.
func TestMarksChangeNothing(t *testing.T) {
	for _, test := range []string{
		"a\nb\n",
		"a: {{ .x }}\nb\n",
		"{{- /* }} */ -}}\na: 1\n",
		"{{/* a\n b */}}\na: 1\n",
		"a:\n  {{- .many }}\nb: 1\n",
		"a: {{ .many }}\nb: 1\n",
		"a:\n{{ .many -}}\n  b\nc\n",
		"{{ if .x }}\na: 1\n{{- else }}\nb: 1\n{{ end }}\nc\n",
		"{{ range .list -}}\n- {{ . }}\n{{ end }}z\n",
		"{{ range $i, $e := .list }}\n- {{ $e }}: {{ $i }}\n{{- end }}\nz\n",
		"{{ $a := .x }}{{ $a }}\n{{ $a = \"}}\" }}{{ $a }}\n",
		"{{ define \"n\" }}a\nb{{ if true }}{{ end }}{{ end }}{{ template \"n\" }}\n{{ define \"m\" }}x{{ end }}y",
		"a {{- `}}` -}} b\n{{\"{{\"}} c",
		"  \n\t{{- .x }}  \r\n \n{{- \"\" -}}\n",
		"{{- with .x }}{{ . }}{{ end -}}\n\n\nend",
		"{{block \"b\" .}}x\ny{{end}}\nz",
		"é: {{ .x }} {{- /* c */}}\nü",
	} {
		data := map[string]any{"x": "X", "many": "\n  k: v\n  w: z", "list": []string{"p", "q"}}
		plain, marked := execute(t, test, data), execute(t, withMarks(test), data)
		if stripped := mark.ReplaceAllString(marked, ""); stripped != plain {
			t.Errorf("%q writes %q with marks, %q without", test, stripped, plain)
		}
		if !strings.Contains(marked, markOpen) {
			t.Errorf("%q: no marks", test)
		}
	}
}

func execute(t *testing.T, text string, data any) string {
	t.Helper()
	made, err := template.New("t").Parse(text)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	var b strings.Builder
	if err := made.Execute(&b, data); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return b.String()
}
