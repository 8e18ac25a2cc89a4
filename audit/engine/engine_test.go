package engine

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/go-json-experiment/json/jsontext"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
	"bulkhead/policies"
)

// sample compiles controls, given by name, that look at kubernetes/container.
func sample(t *testing.T, remember bool, controls map[string]string) *Engine {
	t.Helper()
	capabilities, err := fs.ReadFile(policies.FS, "capabilities.json")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"capabilities.json": {Data: capabilities}, "lib/none.rego": {Data: []byte("package bulkhead.lib.none")}}
	for name, body := range controls {
		files["kubernetes/"+name+".rego"] = &fstest.MapFile{Data: []byte(`# METADATA
# title: A title
# description: A description
# scope: package
# custom:
#   {severity: high, subject: kubernetes/container, wall: kernel, dimension: isolation, remediation: Do., frameworks: {}}
package bulkhead.kubernetes.` + name + "\n" + body)}
	}
	c, err := catalogue.Load(files, "kubernetes")
	if err != nil {
		t.Fatal(err)
	}
	return New(c, func(*catalogue.Control) bool { return true }, remember)
}

func container(t *testing.T, json string) *subject.Subject {
	t.Helper()
	v, err := estate.DecodeJSON(jsontext.NewDecoder(strings.NewReader(json)), nil)
	if err != nil {
		t.Fatal(err)
	}
	return &subject.Subject{Kind: "kubernetes/container", Roots: []subject.Root{{Name: "container", Value: v}}}
}

var outcomes = map[Outcome]string{Pass: "pass", Fail: "fail", Unknown: "unknown", NotApplicable: "notapplicable"}

func examine(t *testing.T, e *Engine, s *subject.Subject) string {
	t.Helper()
	answers, err := e.Examiner().Examine(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, a := range answers {
		said = append(said, strings.TrimSpace(fmt.Sprintf("%s %s %s", strings.TrimPrefix(a.Control.ID, "kubernetes/"),
			outcomes[a.Verdict.Outcome], a.Verdict.Message())))
	}
	return strings.Join(said, "\n")
}

const privileged = `deny contains {"path": ["container", "privileged"], "message": "is privileged"} if input.container.privileged == true`

func TestVerdicts(t *testing.T) {
	controls := map[string]string{
		"a": privileged,
		"b": `deny contains {"path": ["container", "ports", i], "message": "listens"} if { some i, p in input.container.ports; p > 10 }
unknown contains {"path": ["container", "ports"], "message": "cannot tell", "reason": "not-in-input"} if not input.container.ports
notapplicable if input.container.off == true`,
	}
	for _, remember := range []bool{true, false} {
		e := sample(t, remember, controls)
		for input, want := range map[string]string{
			`{"privileged": true, "ports": [1]}`:    "a fail is privileged\nb pass",
			`{"privileged": false, "ports": [1]}`:   "a pass\nb pass",
			`{"privileged": null}`:                  "a pass\nb unknown cannot tell",
			`{}`:                                    "a pass\nb unknown cannot tell",
			`{"ports": [11, 12, 1]}`:                "a pass\nb fail listens",
			`{"ports": [1], "off": true}`:           "a pass\nb notapplicable",
			`{"ports": [11], "off": true}`:          "a pass\nb fail listens",
			`{"privileged": "true", "ports": [10]}`: "a pass\nb pass",
		} {
			for range 2 { // asked, then remembered
				if got := examine(t, e, container(t, input)); got != want {
					t.Errorf("remember %v: %s gave\n%s\nwant\n%s", remember, input, got, want)
				}
			}
		}
	}
}

// A built-in's error, a conflict, or nonsense in one control must cost that control's verdict alone.
func TestErrorsStayWithTheirControl(t *testing.T) {
	e := sample(t, true, map[string]string{
		"a": privileged,
		"b": `deny contains {"path": ["container"], "message": "big"} if to_number(input.container.size) > 3`,
		"c": `deny contains {"path": ["container"], "message": "conflict"} if _x == 1` + "\n_x := 1 if input.container.size\n_x := 2 if input.container.size",
		"d": `deny contains "no object" if input.container.size`,
		"e": `deny contains {"path": ["container", "size"], "message": "odd", "severity": "terrible"} if input.container.size`,
	})
	got := examine(t, e, container(t, `{"privileged": true, "size": "abc"}`))
	for i, want := range []string{"a fail is privileged", "b unknown the control failed:", "c unknown the control failed:", "d unknown the control failed:", "e unknown the control failed:"} {
		if line := strings.Split(got, "\n")[i]; !strings.HasPrefix(line, want) {
			t.Errorf("got %q, want %q", line, want)
		}
	}
	if got := examine(t, e, container(t, `{"privileged": false}`)); strings.Contains(got, "unknown") {
		t.Errorf("without the field: %s", got)
	}
}

func TestUnknownIsNeverPass(t *testing.T) {
	e := sample(t, true, map[string]string{
		"a": privileged,
		"b": `deny contains {"path": ["container", "privileged"], "message": "bad"} if input.container.certain == true
unknown contains {"path": ["container", "privileged"], "message": "may be", "reason": "unread"} if input.container.privileged.unknown`,
		"c": `deny contains {"path": ["container", "list"], "message": "bad"} if input.container.list.deep.er == 1`,
	})
	unread := estate.UnreadBecause("forbidden")
	with := func(items ...estate.Item) *subject.Subject {
		return &subject.Subject{Kind: "kubernetes/container", Roots: []subject.Root{{Name: "container", Value: estate.MapOf(items...)}}}
	}
	tests := map[string]struct {
		subject *subject.Subject
		want    string
	}{
		"at the path":        {with(estate.Item{Key: "privileged", Value: unread}), "a unknown forbidden\nb unknown may be\nc pass"},
		"fail all the same":  {with(estate.Item{Key: "privileged", Value: unread}, estate.Item{Key: "certain", Value: estate.Bool(true)}), "a unknown forbidden\nb fail bad\nc pass"},
		"above the path":     {with(estate.Item{Key: "list", Value: unread}), "a pass\nb pass\nc unknown forbidden"},
		"the root":           {&subject.Subject{Kind: "kubernetes/container", Roots: []subject.Root{{Name: "container", Value: unread}}}, "a unknown forbidden\nb unknown forbidden\nc unknown forbidden"},
		"beside what counts": {with(estate.Item{Key: "other", Value: unread}), "a pass\nb pass\nc pass"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := examine(t, e, test.subject); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// What is not known higher up is another question than what is not known at the path itself, if the reasons read alike.
func TestUnknownIsRememberedWithItsPlace(t *testing.T) {
	e := sample(t, true, map[string]string{"a": `deny contains {"path": ["container"], "message": "bad"} if input.container.a.b == 1
unknown contains {"path": ["container"], "message": "b", "reason": "unread"} if input.container.a.b.unknown`})
	unread := estate.UnreadBecause("forbidden")
	at := func(a *estate.Value) *subject.Subject {
		return &subject.Subject{Kind: "kubernetes/container", Roots: []subject.Root{{Name: "container", Value: estate.MapOf(estate.Item{Key: "a", Value: a})}}}
	}
	above, below := at(unread), at(estate.MapOf(estate.Item{Key: "b", Value: unread}))
	first := examine(t, e, above)
	if got := examine(t, e, below); first != "a unknown forbidden" || got != "a unknown b" {
		t.Errorf("at the path: %q, above it: %q", got, first)
	}
}

func TestEndedContextIsNoVerdict(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	e := sample(t, true, map[string]string{"a": privileged, "b": `deny contains {"path": ["container"], "message": "m"} if {
	some i in numbers.range(1, 100000000); i == input.container.never }`})
	if answers, err := e.Examiner().Examine(ctx, container(t, `{"never": -1}`)); err == nil {
		t.Errorf("got %v", answers)
	}
}

func TestMemoryIsBounded(t *testing.T) {
	m := newMemory()
	for i := range 100_000 {
		m.put(fmt.Appendf(nil, "%0100d", i), &Verdict{})
	}
	if m.bytes > memoryLimit || len(m.verdicts) > memoryLimit/100 {
		t.Errorf("%d bytes in %d keys", m.bytes, len(m.verdicts))
	}
}
