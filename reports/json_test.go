package reports

import (
	"bytes"
	"encoding/json"
	"io"
	"reflect"
	"strings"
	"testing"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"bulkhead/audit/estate"
	"bulkhead/audit/result"
)

func samples() map[string]*result.Report {
	return map[string]*result.Report{
		"sample": sample(), "clear": clear(), "nothing": nothing(), "hostile": hostile(), "empty": {},
		"namespaces": {Targets: []result.Target{{Subjects: map[string]int{}, Problems: []result.Problem{}, Status: "complete", Namespaces: []estate.Namespaces{{Include: []string{"shop-*"}, Exclude: []string{"\"<b>"}}}}}},
	}
}

func render(t testing.TB, format string, r *result.Report, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, format, r, o); err != nil {
		t.Fatalf("Write: %v", err)
	}
	return b.String()
}

// document is the whole report as Go types, to decode strictly.
type document struct {
	Schema    string           `json:"schema"`
	Tool      result.Tool      `json:"tool"`
	Started   string           `json:"started"`
	Finished  string           `json:"finished"`
	Limited   bool             `json:"limited"`
	Targets   []result.Target  `json:"targets"`
	Controls  []result.Control `json:"controls"`
	Findings  []result.Finding `json:"findings"`
	Passed    []result.Finding `json:"passed"`
	Isolation any              `json:"isolation"`
}

func TestJSONFollowsTheSchemaExactly(t *testing.T) {
	loose, strict := compileSchema(t, false), compileSchema(t, true)
	for name, r := range samples() {
		t.Run(name, func(t *testing.T) {
			text := render(t, FormatJSON, r, Options{})
			value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			if err := loose.Validate(value); err != nil {
				t.Errorf("does not follow the schema: %v", err)
			}
			if err := strict.Validate(value); err != nil {
				t.Errorf("has fields that the schema does not: %v", err)
			}
			var d document
			if err := jsonv2.Unmarshal([]byte(text), &d, jsonv2.RejectUnknownMembers(true)); err != nil {
				t.Errorf("has fields that the types do not: %v", err)
			}
		})
	}
}

func TestSchemaRefuses(t *testing.T) {
	schema := compileSchema(t, false)
	text := render(t, FormatJSON, sample(), Options{})
	for name, change := range map[string][2]string{
		"another schema":           {`"bulkhead.report/v1"`, `"bulkhead.report/v2"`},
		"an unknown status":        {`"status":"fail"`, `"status":"failed"`},
		"an unknown severity":      {`"severity":"high"`, `"severity":"severe"`},
		"an unknown reason":        {`"reason":"unread"`, `"reason":"forbidden"`},
		"unknown without a reason": {`"reason":"unread",`, ``},
		"waived without a waiver":  {`"waiver":`, `"excuse":`},
		"a finding that passes":    {`"status":"fail"`, `"status":"pass"`},
		"no subject":               {`"subject":{`, `"thing":{`},
		"a line before the first":  {`"line":31`, `"line":0`},
		"a target without status":  {`"status":"partial",`, ``},
		"no findings":              {`"findings"`, `"results"`},
	} {
		t.Run(name, func(t *testing.T) {
			value, err := jsonschema.UnmarshalJSON(strings.NewReader(strings.ReplaceAll(text, change[0], change[1])))
			if err != nil {
				t.Fatal(err)
			}
			if schema.Validate(value) == nil {
				t.Error("follows the schema")
			}
		})
	}
}

// compileSchema compiles the schema; the strict one allows no field that it does not name.
func compileSchema(t *testing.T, strict bool) *jsonschema.Schema {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	if strict {
		closeObjects(value)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("report.json", value); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("report.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func closeObjects(value any) {
	switch value := value.(type) {
	case map[string]any:
		if value["type"] == "object" && value["properties"] != nil {
			value["additionalProperties"] = false
		}
		for _, v := range value {
			closeObjects(v)
		}
	case []any:
		for _, v := range value {
			closeObjects(v)
		}
	}
}

func TestSchemaNamesTheFieldsOfTheTypes(t *testing.T) {
	var schema struct {
		Properties map[string]any
		Defs       map[string]struct{ Properties map[string]any } `json:"$defs"`
	}
	if err := json.Unmarshal(Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	check := func(name string, v any, properties map[string]any) {
		want := map[string]bool{}
		typ := reflect.TypeOf(v)
		for i := range typ.NumField() {
			tag, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
			want[tag] = true
			if properties[tag] == nil {
				t.Errorf("%s: the schema does not name %q", name, tag)
			}
		}
		for property := range properties {
			if !want[property] {
				t.Errorf("%s: the type has no %q", name, property)
			}
		}
	}
	check("report", document{}, schema.Properties)
	check("tool", result.Tool{}, schema.Defs["tool"].Properties)
	check("namespaces", estate.Namespaces{}, schema.Defs["namespaces"].Properties)
	check("target", result.Target{}, schema.Defs["target"].Properties)
	check("problem", result.Problem{}, schema.Defs["problem"].Properties)
	check("control", result.Control{}, schema.Defs["control"].Properties)
	check("verdict", result.Finding{}, schema.Defs["verdict"].Properties)
	check("waiver", result.Waiver{}, schema.Defs["waiver"].Properties)
	check("subject", result.Subject{}, schema.Defs["subject"].Properties)
	check("workload", result.Workload{}, schema.Defs["workload"].Properties)
	check("edge", result.Edge{}, schema.Defs["edge"].Properties)
	check("evidence", result.Evidence{}, schema.Defs["evidence"].Properties)
}

func TestJSONReadsBack(t *testing.T) {
	for name, r := range samples() {
		t.Run(name, func(t *testing.T) {
			text := render(t, FormatJSON, r, Options{})
			read, err := ReadJSON(strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			if again := render(t, FormatJSON, read, Options{}); again != text {
				t.Errorf("differs when read and written again:\n%s\n%s", text, again)
			}
			if (read.Passed == nil) != (r.Passed == nil) {
				t.Errorf("passed: asked for in only one of them")
			}
		})
	}
}

func TestJSONEqualsEncodingJSON(t *testing.T) {
	r := sample()
	var got, want document
	if err := json.Unmarshal([]byte(render(t, FormatJSON, r, Options{})), &got); err != nil {
		t.Fatal(err)
	}
	want = document{Schema: result.Schema, Tool: r.Tool, Targets: r.Targets, Controls: r.Controls}
	for f := range r.Findings {
		want.Findings = append(want.Findings, *f)
	}
	for f := range r.Passed {
		want.Passed = append(want.Passed, *f)
	}
	want.Started, want.Finished = "2026-11-24T07:30:00Z", "2026-11-24T07:30:01.24Z"
	gotText, _ := json.MarshalIndent(got, "", " ")
	wantText, _ := json.MarshalIndent(want, "", " ")
	// Empty lists and maps are written as such, never as null.
	empty := strings.NewReplacer(": null", ": []", ": {}", ": []")
	if got, want := empty.Replace(string(gotText)), empty.Replace(string(wantText)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestJSONHoldsNothingThatATerminalObeys(t *testing.T) {
	for _, r := range render(t, FormatJSON, hostile(), Options{}) {
		if r != '\n' && unsafe(r) {
			t.Fatalf("holds %U", r)
		}
	}
}

func TestReadJSONRefuses(t *testing.T) {
	good := render(t, FormatJSON, sample(), Options{})
	for _, test := range []struct{ name, text, want string }{
		{"empty", "", "read report: line 1: not a bulkhead report: empty"},
		{"a list", "[]", "read report: line 1: not a bulkhead report: no JSON object"},
		{"no JSON", "apiVersion: v1\n", "read report: line 1: invalid character 'a' at start of value"},
		{"another object", `{"apiVersion": "v1"}`, `read report: line 1: not a bulkhead report: no "schema"`},
		{
			"another version", strings.Replace(good, "/v1", "/v9", 1),
			`read report: line 2: schema "bulkhead.report/v9" is not "bulkhead.report/v1", the one this version reads`,
		},
		{"cut off", good[:len(good)/2], "the report ends too early"},
		{"more behind", good + "{}", "something follows the report"},
		{"a key twice", strings.Replace(good, `"started"`, `"schema"`, 1), "duplicate object member name"},
		{"a status of nowhere", strings.Replace(good, `"status":"fail"`, `"status":"oops"`, 1), `status "oops" of a finding of`},
		{"a severity of nowhere", strings.Replace(good, `"severity":"critical","status"`, `"severity":"bad","status"`, 1), `severity "bad"`},
		{"findings that are no list", `{"findings": {}}`, "findings are no list"},
		{"a count that is text", strings.Replace(good, `"pass":0`, `"pass":"0"`, 1), "/controls/0/pass"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := ReadJSON(strings.NewReader(test.text))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

func TestWriteRefuses(t *testing.T) {
	for want, write := range map[string]func() error{
		`format "xml" is none of ` + strings.Join(Formats(), ", "): func() error { return Write(io.Discard, "xml", sample(), Options{}) },
		`view "wall" is none of control, resource, framework`: func() error {
			return Write(io.Discard, FormatTable, sample(), Options{View: "wall"})
		},
		`severity "bad" is none of [critical high medium low]`: func() error {
			return Write(io.Discard, FormatJSON, sample(), Options{MinSeverity: "bad"})
		},
		"write json report: io: read/write on closed pipe": func() error {
			r, w := io.Pipe()
			r.Close()
			return Write(w, FormatJSON, sample(), Options{})
		},
		"write table report: io: read/write on closed pipe": func() error {
			r, w := io.Pipe()
			r.Close()
			return Write(w, FormatTable, sample(), Options{})
		},
	} {
		if err := write(); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestJSONRefusesEvidenceThatIsNoJSON(t *testing.T) {
	r := &result.Report{Findings: pointers([]result.Finding{{Evidence: []result.Evidence{{Value: json.RawMessage(`{"a`)}}}})}
	if err := Write(io.Discard, FormatJSON, r, Options{}); err == nil || !strings.Contains(err.Error(), "format evidence's value") {
		t.Errorf("got %v", err)
	}
}

func TestFormatsAreAllWritten(t *testing.T) {
	for _, format := range Formats() {
		if len(render(t, format, sample(), Options{})) == 0 {
			t.Errorf("%s: wrote nothing", format)
		}
	}
}

func FuzzReadJSON(f *testing.F) {
	f.Add([]byte(render(f, FormatJSON, one(), Options{})))
	f.Add([]byte(render(f, FormatJSON, &result.Report{}, Options{})))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := ReadJSON(bytes.NewReader(text))
		if err != nil {
			return
		}
		first := render(t, FormatJSON, r, Options{})
		again, err := ReadJSON(strings.NewReader(first))
		if err != nil {
			t.Fatalf("what was written can't be read: %v\n%s", err, first)
		}
		if second := render(t, FormatJSON, again, Options{}); second != first {
			t.Fatalf("not stable:\n%s\n%s", first, second)
		}
	})
}

func BenchmarkJSON(b *testing.B) {
	r := large(60_000)
	b.SetBytes(int64(len(render(b, FormatJSON, r, Options{}))))
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(io.Discard, FormatJSON, r, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkJSONEncoding is what encoding/json takes for the same findings.
func BenchmarkJSONEncoding(b *testing.B) {
	r := large(60_000)
	b.ReportAllocs()
	for b.Loop() {
		encoder := json.NewEncoder(io.Discard)
		for f := range r.Findings {
			if err := encoder.Encode(f); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkReadJSON(b *testing.B) {
	text := render(b, FormatJSON, large(60_000), Options{})
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ReadJSON(strings.NewReader(text)); err != nil {
			b.Fatal(err)
		}
	}
}
