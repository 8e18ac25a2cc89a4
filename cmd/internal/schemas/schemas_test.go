package schemas

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/estate"
	"bulkhead/audit/relate"
	"bulkhead/audit/subject"
	"bulkhead/audit/subject/outline"
	"bulkhead/cmd/internal/choice"
	"bulkhead/cmd/internal/targets"
	"bulkhead/policies"
)

var update = flag.Bool("update", false, "rewrite golden files")

const root = "../../../"

func TestEveryKindHasASchema(t *testing.T) {
	for kind, s := range Subjects() {
		if s.Fields["facts"].Form == outline.Any {
			_, name, _ := strings.Cut(kind, "/")
			t.Errorf("%s is not described: add it to cmd/internal/schemas/kinds.go, at the least as\n\tadd(%q, commonFacts, roots{%q: {}})", kind, kind, name)
		}
		if !slices.Contains(subject.Kinds(), kind) {
			t.Errorf("%s is no kind of subject", kind)
		}
	}
}

func TestDocsOfSchemasGolden(t *testing.T) {
	for _, platform := range choice.Platforms() {
		text, err := json.MarshalIndent(Platform(platform), "", " ")
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(root, "docs", "schemas", platform+".json")
		if *update {
			if err := os.WriteFile(path, append(text, '\n'), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if kept, err := os.ReadFile(path); err != nil || string(kept) != string(text)+"\n" {
			t.Errorf("%s is not what the types say: make generate rewrites it (%v)", path, err)
		}
	}
}

// Built-in policies read nothing that does not exist.
func TestBuiltInPoliciesReadWhatThereIs(t *testing.T) {
	if err := catalogue.Check(policies.FS, OfPolicies(), choice.Platforms()...); err != nil {
		t.Errorf("%v\nA path is misspelt, or cmd/internal/schemas does not know a root or fact yet.", err)
	}
}

// What the schemas say is what subjects of the corpora are: nothing else stands in them.
func TestSubjectsFitTheirSchemas(t *testing.T) {
	schemas := map[string]*jsonschema.Schema{}
	for _, kind := range subject.Kinds() {
		schemas[kind] = compile(t, kind)
	}
	met := map[string]bool{}
	faults := map[string]bool{}
	subjects(t, func(s *subject.Subject) {
		fields := []estate.Item{}
		for _, r := range s.Roots {
			if r.Value != nil {
				fields = append(fields, estate.Item{Key: r.Name, Value: r.Value})
			}
		}
		var v any
		decoder := json.NewDecoder(strings.NewReader(string(estate.AppendJSON(nil, &estate.Value{Kind: estate.Map, Items: fields}))))
		decoder.UseNumber()
		if err := decoder.Decode(&v); err != nil {
			t.Fatal(err)
		}
		met[s.Kind] = true
		if err := schemas[s.Kind].Validate(v); err != nil && len(faults) < 20 {
			if text := fmt.Sprintf("%s: %v", s.Kind, err); !faults[text] {
				faults[text] = true
				t.Errorf("%s %s %s %s\nA fact or root that is new stands in cmd/internal/schemas, too.", s.Object.File(), s.Object.Name, s.Part, text)
			}
		}
	})
	if len(met) < 25 {
		t.Errorf("the corpora hold subjects of %d kinds only", len(met))
	}
}

// compile returns the schema of a kind that allows no other roots and facts. Of the platform's own objects it says nothing here: files may
// hold what their types do not know.
func compile(t *testing.T, kind string) *jsonschema.Schema {
	t.Helper()
	s := *Subjects()[kind]
	s.Fields = maps.Clone(s.Fields)
	for name, field := range s.Fields {
		if name != "facts" && name != "machine" && name != "host" && name != "state" {
			s.Fields[name] = &outline.Outline{}
			_ = field
		}
	}
	text, err := json.Marshal((&writer{closed: true}).document(kind, &s))
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("schema.json", v); err != nil {
		t.Fatal(err)
	}
	made, err := compiler.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// subjects visits all subjects of the corpora: of the fixtures together with a machine, and of the demo's cluster.
func subjects(t *testing.T, visit func(*subject.Subject)) {
	t.Helper()
	machines, err := filepath.Glob(filepath.Join(root, "testdata/corpora/machines/*/*"))
	if err != nil {
		t.Fatal(err)
	}
	names := []string{root + "testdata/corpora/controls", root + "testdata/demo/cluster.snapshot.zst", root + "testdata/demo/libvirt"}
	for _, machine := range append(machines, root+"testdata/corpora/hardened/machine") {
		absolute, err := filepath.Abs(machine)
		if err != nil {
			t.Fatal(err)
		}
		if about, err := os.Stat(absolute); err != nil || !about.IsDir() {
			names = append(names, absolute)
			continue
		}
		names = append(names, "node:"+absolute)
	}
	collectors, err := targets.Open(names, targets.Config{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range collectors {
		s := &sink{relation: relate.New(c.Target(), nil, func(string) bool { return true }), visit: visit}
		if err := c.Collect(t.Context(), s); err != nil {
			t.Fatal(err)
		}
		s.relation.End(visit)
	}
}

type sink struct {
	relation *relate.Relation
	visit    func(*subject.Subject)
}

func (s *sink) Object(o *estate.Object) error {
	_ = s.relation.Object(o, s.visit) // what is wrong with an object is a problem of the audit
	return nil
}
func (s *sink) Problem(p estate.Problem)  { s.relation.Problem(p) }
func (s *sink) Progress(string, int, int) {}

// Each fact is described where people read of it.
func TestFactsAreDocumented(t *testing.T) {
	text, err := os.ReadFile(root + "docs/subjects.md")
	if err != nil {
		t.Fatal(err)
	}
	for kind, s := range Subjects() {
		for fact := range s.Fields["facts"].Fields {
			if !strings.Contains(string(text), "`"+fact+"`") && !strings.Contains(string(text), "`"+fact+".") {
				t.Errorf("fact %s of %s is not in docs/subjects.md", fact, kind)
			}
		}
		for name := range s.Fields {
			if name != "facts" && !strings.Contains(string(text), "`"+kind+"`") && !strings.Contains(string(text), "`"+name+"`") {
				t.Errorf("root %s of %s is not in docs/subjects.md", name, kind)
			}
		}
	}
}

// What a fix sets is a field that there is.
func TestFixesSetWhatThereIs(t *testing.T) {
	all, err := catalogue.Load(policies.FS, choice.Platforms()...)
	if err != nil {
		t.Fatal(err)
	}
	for _, control := range all.Controls {
		for _, fix := range control.Fix {
			for _, path := range append([][]string{fix.Path}, pathsOf(fix.Unless)...) {
				at := Subjects()[control.Subject]
				for _, key := range path {
					if at = at.Field(key); at == nil {
						t.Errorf("%s: %v: there is no %s", control.ID, path, key)
						break
					}
				}
			}
		}
	}
}

func pathsOf(all []catalogue.Unless) [][]string {
	var paths [][]string
	for _, one := range all {
		paths = append(paths, one.Path)
	}
	return paths
}
