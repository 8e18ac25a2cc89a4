package kubeyaml

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	sigsyaml "sigs.k8s.io/yaml"

	"bulkhead/audit/estate"
)

func TestDocuments(t *testing.T) {
	type found struct {
		text         string
		offset, line int
	}
	for name, test := range map[string]struct {
		stream string
		want   []found
	}{
		"none":                     {"", nil},
		"white space and comments": {"\n# c\n---\n\n---\n# d\n", nil},
		"one":                      {"a: 1\n", []found{{"a: 1\n", 0, 1}}},
		"two":                      {"a: 1\n---\nb: 2", []found{{"a: 1\n", 0, 1}, {"---\nb: 2", 5, 2}}},
		"comment before a marker":  {"# c\n---\na: 1\n", []found{{"# c\n---\na: 1\n", 0, 1}}},
		"directive":                {"%YAML 1.1\n---\na: 1\n", []found{{"%YAML 1.1\n---\na: 1\n", 0, 1}}},
		"end marker": {
			"a: 1\n...\n%YAML 1.1\n---\nb: 2\n",
			[]found{{"a: 1\n", 0, 1}, {"%YAML 1.1\n---\nb: 2\n", 9, 3}},
		},
		"content on the marker's line": {"--- a\n--- b\n", []found{{"--- a\n", 0, 1}, {"--- b\n", 6, 2}}},
		"no marker":                    {"a: |\n  ---\n----\n---x\n", []found{{"a: |\n  ---\n----\n---x\n", 0, 1}}},
		"marker in a block scalar":     {"a: |\n---\nb\n", []found{{"a: |\n", 0, 1}, {"---\nb\n", 5, 2}}},
		"byte order mark and CRLF":     {"\ufeffa: 1\r\n---\r\nb: 2\r\n", []found{{"a: 1\r\n", 3, 1}, {"---\r\nb: 2\r\n", 9, 2}}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []found
			for d := range Documents([]byte(test.stream)) {
				got = append(got, found{string(d.Text), d.Offset, int(d.Line)})
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}

// TestScalars compares the meaning of single scalars with kubectl's, as values and as keys.
func TestScalars(t *testing.T) {
	for _, scalar := range []string{
		"y", "Y", "yes", "on", "ON", "oN", "n", "no", "off", "true", "TRUE", "tRUE", "null", "Null", "~", "nulL", "x",
		"0", "-0", "1", "-1", "+1", "007", "08", "010", "0o10", "0x10", "0X1F", "-0x1f", "+0x10", "0b101", "-0b1", "1_000", "1__0", "_1", "0_",
		"9223372036854775807", "9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616", "123456789012345678",
		"1.", "1.0", "1.50", "01.5", ".5", "-.5", "+.5", "1e3", "1E3", "1e+3", "1e-3", ".5e1", "1e400", "1.e1", ".", "..", "-", "+", "1.2.3", "1e", "e1",
		".5_0", "1_0.5", ".e1", "1.5e1.5", "1:30", "10:20:30", "2001-01-01", "2001-01-01T00:00:00Z", "0x", "0x1p4", "1a", "1 2", "12345678.5",
		"'1'", "\"yes\"", "!!str 1", "!!int '7'", "!!bool yes", "!!float 1", "!!binary aGk=", "!!null ''", "! 12", "!foo 12", ".infinity", ".Infinity",
	} {
		for _, text := range []string{"a: " + scalar + "\n", scalar + ": a\n", "[" + scalar + "]\n"} {
			want, err := sigsyaml.YAMLToJSON([]byte(text))
			values, ourErr := new(Parser).Parse(Document{Text: []byte(text), Line: 1})
			switch {
			case err != nil:
				if ourErr == nil {
					t.Errorf("%q: read as %s, for kubectl: %v", text, estate.AppendJSON(nil, values[0]), err)
				}
			case ourErr != nil:
				t.Errorf("%q: %v, for kubectl it is %s", text, ourErr, want)
			default:
				compareJSON(t, text, estate.AppendJSON(nil, values[0]), want)
			}
		}
	}
	for _, scalar := range []string{".nan", ".inf", "-.INF", "!!int 1.5", "!!bool 3", "!!binary /w==", "!!null x"} {
		if _, err := new(Parser).Parse(Document{Text: []byte("a: " + scalar), Line: 1}); err == nil {
			t.Errorf("%s: accepted", scalar)
		}
	}
}

func TestAliasesAndMerges(t *testing.T) {
	for text, want := range map[string]string{
		"a: &x [1, {b: 2}]\nc: *x\n":                                    `{"a":[1,{"b":2}],"c":[1,{"b":2}]}`,
		"a: &x {k: 1, l: 2}\nb: {<<: *x, k: 3}\n":                       `{"a":{"k":1,"l":2},"b":{"k":3,"l":2}}`,
		"a: &x {k: 1}\nb: {k: 2, <<: *x}\n":                             `{"a":{"k":1},"b":{"k":1}}`, // as kubectl has it, against YAML
		"a: &x {k: 1}\nb: &y {k: 2, l: 3}\nc: {<<: [*x, *y]}\n":         `{"a":{"k":1},"b":{"k":2,"l":3},"c":{"k":1,"l":3}}`,
		"a: &x yes\n*x : b\n":                                           `{"a":true,"true":"b"}`,
		"'<<': {a: 1}\n":                                                `{"<<":{"a":1}}`,
		"a: &x {k: 1}\nb: &y {<<: *x, l: 2}\nc:\n  <<: *y\n  k: null\n": `{"a":{"k":1},"b":{"k":1,"l":2},"c":{"k":null,"l":2}}`,
	} {
		values, err := new(Parser).Parse(Document{Text: []byte(text), Line: 1})
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		compareJSON(t, text, estate.AppendJSON(nil, values[0]), []byte(want))
		compareKubectl(t, text, values[0])
	}
}

func TestErrors(t *testing.T) {
	for text, want := range map[string]string{
		"a: b: c\n":                       "line 3, column 1: mapping values are not allowed in this context",
		"a: 1\nb:\n  c: [1,\n":            "line 5, column 3: did not find expected node content",
		"a: é \xff\n":                     "line 3, column 7: not UTF-8",
		"a: 1\nb: 2\na: 3\n":              `line 5, column 1: duplicate key "a", first on line 3`,
		"yes: 1\non: 2\n":                 `line 4, column 1: duplicate key "true", first on line 3`,
		"? [a]\n: b\n":                    "line 3, column 3: a map or list cannot be a key",
		"~: 1\n":                          "line 3, column 1: null cannot be a key",
		"a: 1\n<<: 3\n":                   "line 4, column 5: a merge needs a map or a list of maps",
		"<<: [[{a: 1}]]\n":                "line 3, column 6: a merge needs a map or a list of maps",
		"{\"a\": 1,\n \"b\" 2}":           "line 4, column 6: invalid character '2' after object name (expecting ':')",
		"{\"a\": [1, 2":                   "line 3, column 12: the JSON text ends too early",
		"a: \"x\n":                        "line 3, column 1: found unexpected end of stream",
		strings.Repeat("- ", 300) + "x\n": "line 3, column 403: nested deeper than 200",
	} {
		_, err := new(Parser).Parse(Document{Text: []byte(text), Line: 3})
		if e := (*Error)(nil); !errors.As(err, &e) || err.Error() != want {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
}

// TestPlainSubset holds that what manifests are made of needs no complete parser.
func TestPlainSubset(t *testing.T) {
	for name, text := range map[string]string{
		"blocks":  "a:\n- b: 1\n  c:\n  - d\n# e\n\nf:\n    - g\n",
		"escapes": "a: \"b\\n\\u00e4 \\\n  c\"\nd: 'e''f'\n",
		"lines":   "a: b c\n  d\n\n  e\nf: \"g\n  h\"\n",
		"literal": "a: |-\n  l\n  \tm\n",
		"folded":  "a: >\n  o\n  p\n",
		"flow":    "a: {b: [c, \"d\", 'e'], f: {}}\n",
		"CRLF":    "---\r\na: b\r\nc: |\r\n  d\r\n",
		"Unicode": "a: ü # ö\n",
	} {
		if _, ok := new(Parser).parseBlocks(Document{Text: []byte(text), Line: 1}); !ok {
			t.Errorf("%s: not read as plain YAML", name)
		}
	}
}

// A flat alias bomb is as long as what its aliases stand for, and must not pay for itself with its length.
func TestAliasLimit(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"many":       {"a: &c []\nb: [" + strings.Repeat("*c,", 90_000) + "]\n", "<nil>"},
		"too many":   {"a: &c []\nb: [" + strings.Repeat("*c,", 100_001) + "]\n", "line 9, column 300005: aliases that repeat too much"},
		"long texts": {"a: &c " + strings.Repeat("x", 64_000) + "\nb: [" + strings.Repeat("*c,", 100) + "]\n", "line 9, column 302: aliases that repeat too much"},
		"long texts as keys": {
			"a: &c " + strings.Repeat("x", 64_000) + "\nb: [" + strings.Repeat("{*c : 1},", 100) + "]\n", "line 9, column 897: aliases that repeat too much",
		},
	} {
		if _, err := new(Parser).Parse(Document{Text: []byte(test.text), Line: 8}); fmt.Sprint(err) != test.want {
			t.Errorf("%s: got %v, want %s", name, err, test.want)
		}
	}
}

// Blanks before the brace count, and what a line has before the document does.
func TestPlacesOfIndentedJSON(t *testing.T) {
	text := "---\n\n  {\"kind\": \"List\",\n \"items\": [{\"kind\": \"Pod\"}]}"
	d := slices.Collect(Documents([]byte(text)))[0]
	values, err := new(Parser).Parse(d)
	if err != nil {
		t.Fatal(err)
	}
	kind := values[0].Get("kind")
	if list := values[0]; list.Line != 3 || list.Column != 3 || kind.Line != 3 || kind.Column != 12 {
		t.Errorf("list at %d:%d, kind at %d:%d", list.Line, list.Column, kind.Line, kind.Column)
	}
	for _, d := range []Document{{Text: []byte("\t {\"kind\": \"Pod\"}"), Line: 7, Column: 5}, {Text: []byte(" \n  {}"), Line: 6, Column: 5}} {
		pieces, ok := Pieces(d)
		values, err := new(Parser).Parse(d)
		if !ok || len(pieces) != 1 || err != nil {
			t.Fatal(ok, pieces, err)
		}
		again, err := new(Parser).Parse(pieces[0].Document)
		if err != nil || again[0].Line != values[0].Line || again[0].Column != values[0].Column {
			t.Errorf("%q: at %d:%d, as a piece %d:%d %v", d.Text, values[0].Line, values[0].Column, again[0].Line, again[0].Column, err)
		}
	}
}
