package policies_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/tester"
	"github.com/open-policy-agent/opa/v1/topdown"

	"bulkhead/audit/catalogue"
)

// Each control is tested with what fails, what passes, what passes by little and what says nothing: its tests
// are watched. An input passes by little where at most nearly leaves of it, on both sides
// together, are not those of one that fails.
func TestControlsAreTestedFromAllSides(t *testing.T) {
	const nearly = 4
	controls := load(t)
	inputs := inputsOfTests(t, controls)
	for _, control := range controls.Controls {
		var fails, passes []map[string]bool
		denied := map[string]bool{}
		for _, given := range inputs[control.ID+"_test.rego"] {
			if given.denied == nil {
				passes = append(passes, leaves(given.input))
				continue
			}
			fails = append(fails, leaves(given.input))
			maps.Copy(denied, given.denied)
		}
		isNear := func(pass map[string]bool) bool {
			return len(pass) > 0 && slices.ContainsFunc(fails, func(fail map[string]bool) bool { return apart(fail, pass) <= nearly })
		}
		isSilent := func(input map[string]bool) bool {
			for path := range denied {
				if !has(input, path) {
					return true
				}
			}
			return false
		}
		for what, missing := range map[string]bool{
			"fails": len(fails) == 0, "passes": len(passes) == 0, "passes by little": !slices.ContainsFunc(passes, isNear),
			"says nothing": !slices.ContainsFunc(append(fails, passes...), isSilent),
		} {
			if missing {
				t.Errorf("%s_test.rego has no input that %s", control.ID, what)
			}
		}
	}
}

// given is what a test gave a control as input, and the paths that the control denied then.
type given struct {
	input  ast.Value
	denied map[string]bool
}

// watcher keeps the inputs that tests evaluate anything with, by the file of the test.
type watcher struct {
	file   string
	last   *ast.Term
	now    *given
	inputs map[string]map[string]*given
}

func (w *watcher) Enabled() bool               { return true }
func (w *watcher) Config() topdown.TraceConfig { return topdown.TraceConfig{} }

func (w *watcher) TraceEvent(event topdown.Event) {
	if event.Location != nil && strings.HasSuffix(event.Location.File, "_test.rego") {
		w.file = event.Location.File
	}
	input := event.Input()
	if input == nil {
		return
	}
	if input != w.last {
		w.last = input
		if w.inputs[w.file] == nil {
			w.inputs[w.file] = map[string]*given{}
		}
		w.now = w.inputs[w.file][input.String()]
		if w.now == nil {
			w.now = &given{input: input.Value}
			w.inputs[w.file][input.String()] = w.now
		}
	}
	rule, ok := event.Node.(*ast.Rule)
	if !ok || event.Op != topdown.ExitOp || rule.Head.Name != "deny" || rule.Loc().File != strings.Replace(w.file, "_test.rego", ".rego", 1) {
		return
	}
	var remarks []*ast.Term
	if rule.Head.Key != nil {
		remarks = []*ast.Term{event.Plug(rule.Head.Key)}
	} else if set, ok := event.Plug(rule.Head.Value).Value.(ast.Set); ok { // deny := ...
		remarks = set.Slice()
	}
	for _, remark := range remarks {
		if w.now.denied == nil {
			w.now.denied = map[string]bool{}
		}
		if fields, ok := remark.Value.(ast.Object); ok {
			if path := fields.Get(ast.StringTerm("path")); path != nil {
				w.now.denied[pathText(path)] = true
			}
		}
	}
}

func inputsOfTests(t *testing.T, controls *catalogue.Catalogue) map[string]map[string]*given {
	t.Helper()
	modules := parsed(t)
	for file, module := range controls.Compiler.Modules {
		if strings.HasPrefix(file, "parameters/") {
			modules[file] = module
		}
	}
	watched := &watcher{inputs: map[string]map[string]*given{}}
	results, err := tester.NewRunner().SetCompiler(ast.NewCompiler()).SetModules(modules).SetParallel(1).SetCoverageQueryTracer(watched).
		RunTests(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for result := range results {
		_ = result // TestEveryRegoTestPasses judges them
	}
	return watched.inputs
}

// leaves are the paths of an input's scalars and empty objects, each with its value; positions in lists do not count.
func leaves(input ast.Value) map[string]bool {
	found := map[string]bool{}
	var walk func(path string, v ast.Value)
	walk = func(path string, v ast.Value) {
		switch v := v.(type) {
		case ast.Object:
			if v.Len() == 0 {
				found[path+" {}"] = true
			}
			v.Foreach(func(key, value *ast.Term) {
				name, _ := key.Value.(ast.String)
				walk(path+"/"+string(name), value.Value)
			})
		case *ast.Array:
			v.Foreach(func(element *ast.Term) { walk(path, element.Value) })
		default:
			found[path+" "+v.String()] = true
		}
	}
	walk("", input)
	return found
}

// apart counts the leaves that only one of two inputs has.
func apart(a, b map[string]bool) int {
	n := 0
	for _, sides := range [][2]map[string]bool{{a, b}, {b, a}} {
		for leaf := range maps.Keys(sides[0]) {
			if !sides[1][leaf] {
				n++
			}
		}
	}
	return n
}

// pathText is a remark's path without positions, as in leaves.
func pathText(path *ast.Term) string {
	var text strings.Builder
	steps, _ := path.Value.(*ast.Array)
	for i := range steps.Len() {
		if name, ok := steps.Elem(i).Value.(ast.String); ok {
			text.WriteString("/" + string(name))
		}
	}
	return text.String()
}

// has says that something stands at a path.
func has(input map[string]bool, path string) bool {
	for leaf := range input {
		if rest, found := strings.CutPrefix(leaf, path); found && (rest[0] == '/' || rest[0] == ' ') {
			return true
		}
	}
	return false
}
