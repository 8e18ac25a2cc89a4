package policies_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/kubernetes/scheme"
	kjson "sigs.k8s.io/json"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/engine"
	"bulkhead/audit/estate"
	"bulkhead/audit/relate"
	"bulkhead/audit/subject"
	"bulkhead/collectors/kubeyaml"
	"bulkhead/collectors/manifest"
	"bulkhead/testdata/generated"
)

// A value of the wrong type hides no fault: what fails on a control's bad object, or on a pod that a profile forbids, does not pass
// with any of its values replaced by one that the API server's decoder refuses.
func TestWrongTypesNeverPass(t *testing.T) {
	seed := generated.Seed(t)
	random := rand.New(rand.NewPCG(seed, 0))
	kept, pods := 10, 300 // one replacement in so many
	if generated.Long() {
		kept, pods = 1, 3000
	}
	estates := badObjects(t)
	for maker := (&podMaker{random}); pods > 0; pods-- {
		text := `{"apiVersion":"v1","kind":"Pod",` + strings.TrimPrefix(maker.pod(), "{")
		estates = append(estates, []*estate.Value{parseAll(t, text)[0]})
	}
	ours := engine.New(load(t), func(*catalogue.Control) bool { return true }, true).Examiner()
	refused := 0
	for _, objects := range estates {
		before, problems := outcomes(t, ours, objects)
		if problems > 0 {
			t.Fatalf("%d problems with %s", problems, estate.AppendJSON(nil, objects[0]))
		}
		for i, object := range objects {
			for _, path := range below(object, nil) {
				odd := wrongValue(random, object.At(path...), random.IntN(kept))
				if odd == nil || len(path) == 1 && path[0] != "spec" && path[0] != "metadata" {
					continue
				}
				changed := slices.Clone(objects)
				changed[i] = replaced(object, path, odd)
				if !refuses(t, changed[i]) {
					continue
				}
				refused++
				after, problems := outcomes(t, ours, changed)
				if problems == 0 {
					t.Errorf("no problem is named with %s", estate.AppendJSON(nil, changed[i]))
				}
				for key, outcome := range after {
					if before[key] == engine.Fail && outcome == engine.Pass {
						t.Errorf("%s passes with %s at %v of %s", key, estate.AppendJSON(nil, odd), path, estate.AppendJSON(nil, object))
					}
				}
			}
		}
	}
	t.Logf("%d wrong values, BULKHEAD_SEED=%d", refused, seed)
	if refused < 100 {
		t.Error("this compares too little")
	}
}

// badObjects returns what is in the fixtures of the Kubernetes controls, each file an estate of its own.
func badObjects(t *testing.T) [][]*estate.Value {
	t.Helper()
	files, err := filepath.Glob("../testdata/corpora/controls/kubernetes/*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	var all [][]*estate.Value
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, parseAll(t, string(text)))
	}
	return all
}

func parseAll(t *testing.T, text string) []*estate.Value {
	t.Helper()
	var all []*estate.Value
	var parser kubeyaml.Parser
	for d := range kubeyaml.Documents([]byte(text)) {
		values, err := parser.Parse(d)
		if err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		for _, v := range values {
			if v.Kind == estate.Map {
				all = append(all, v)
			}
		}
	}
	return all
}

// below lists the paths of all values in v that an object may hold: not what its list positions are.
func below(v *estate.Value, path []string) [][]string {
	var all [][]string
	for i, item := range v.Items {
		key := item.Key
		if v.Kind == estate.List {
			key = fmt.Sprint(i)
		}
		one := append(slices.Clone(path), key)
		all = append(append(all, one), below(item.Value, one)...)
	}
	return all
}

// wrongValue returns a value of another kind than v has, nil where n says to leave this one out.
func wrongValue(random *rand.Rand, v *estate.Value, n int) *estate.Value {
	if n != 0 {
		return nil
	}
	number := &estate.Value{Kind: estate.Number, Text: "1"}
	switch {
	case v == nil: // in a list
		return number
	case v.Kind == estate.True:
		return []*estate.Value{estate.Text("true"), estate.Text("yes"), number}[random.IntN(3)]
	case v.Kind == estate.Number:
		return []*estate.Value{estate.Text(v.Text), {Kind: estate.Number, Text: v.Text + ".5"}, estate.ListOf(v)}[random.IntN(3)]
	case v.Kind == estate.List && len(v.Items) > 0:
		return []*estate.Value{v.Items[0].Value, estate.Text("x"), estate.MapOf()}[random.IntN(3)]
	case v.Kind == estate.String:
		return []*estate.Value{estate.ListOf(v), number, estate.Bool(true)}[random.IntN(3)]
	}
	return []*estate.Value{estate.ListOf(v), estate.Text("x"), number}[random.IntN(3)]
}

// replaced returns v with another value at path.
func replaced(v *estate.Value, path []string, with *estate.Value) *estate.Value {
	if len(path) == 0 {
		return with
	}
	changed := *v
	changed.Items = slices.Clone(v.Items)
	for i, item := range v.Items {
		if v.Kind == estate.List && fmt.Sprint(i) == path[0] || v.Kind == estate.Map && item.Key == path[0] {
			changed.Items[i].Value = replaced(item.Value, path[1:], with)
		}
	}
	return &changed
}

// refuses asks the API server's decoder.
func refuses(t *testing.T, v *estate.Value) bool {
	t.Helper()
	version, err := schema.ParseGroupVersion(v.Get("apiVersion").Str())
	if err != nil {
		t.Fatal(err)
	}
	object, err := scheme.Scheme.New(version.WithKind(v.Get("kind").Str()))
	if runtime.IsNotRegisteredError(err) {
		return false // another project's kind, whose types are not known here
	}
	if err != nil {
		t.Fatal(err)
	}
	return kjson.UnmarshalCaseSensitivePreserveInts(estate.AppendJSON(nil, v), object) != nil
}

// outcomes audits objects as one file.
func outcomes(t *testing.T, ours *engine.Examiner, objects []*estate.Value) (all map[string]engine.Outcome, problems int) {
	t.Helper()
	var text []byte
	for _, object := range objects {
		text = append(estate.AppendJSON(text, object), "\n---\n"...)
	}
	collector := manifest.New(manifest.Config{Paths: []string{"-"}, Stdin: strings.NewReader(string(text))})
	sink := &relatingSink{all: map[string]engine.Outcome{}, relation: relate.New(collector.Target(), nil, func(string) bool { return true })}
	sink.yield = func(s *subject.Subject) {
		answers, err := ours.Examine(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		for _, answer := range answers {
			key := answer.Control.ID + " " + s.Kind + " " + s.Object.Kind + "/" + s.Object.Name + " " + s.Part
			sink.all[key] = answer.Verdict.Outcome
		}
	}
	if err := collector.Collect(t.Context(), sink); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	sink.relation.End(sink.yield)
	return sink.all, sink.problems
}

// relatingSink relates what a collector sends, as an audit does.
type relatingSink struct {
	relation *relate.Relation
	yield    func(*subject.Subject)
	all      map[string]engine.Outcome
	problems int
}

func (s *relatingSink) Object(o *estate.Object) error {
	if err := s.relation.Object(o, s.yield); err != nil {
		s.problems++
	}
	return nil
}

func (s *relatingSink) Problem(p estate.Problem) {
	s.problems++
	s.relation.Problem(p)
}

func (*relatingSink) Progress(string, int, int) {}
