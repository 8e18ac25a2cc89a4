package schemas

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/subject/outline"
	"bulkhead/cmd/internal/choice"
	"bulkhead/policies"
)

// The inputs that tests of controls make up have the fields of real subjects: a test with another proves nothing.
func TestInputsOfTestsAreLikeSubjects(t *testing.T) {
	kinds := map[string]string{}
	all, err := catalogue.Load(policies.FS, choice.Platforms()...)
	if err != nil {
		t.Fatal(err)
	}
	edges, err := catalogue.LoadEdges(policies.FS, nil, "kubernetes", "libvirt")
	if err != nil {
		t.Fatal(err)
	}
	for _, control := range append(all.Controls, edges.Controls...) {
		kinds[control.ID+"_test.rego"] = control.Subject
	}
	for file, kind := range kinds {
		module := parsed(t, file)
		ast.WalkExprs(module, func(expr *ast.Expr) bool {
			for _, with := range expr.With {
				ref, ok := with.Target.Value.(ast.Ref)
				if !ok || !ref.HasPrefix(ast.InputRootRef) {
					continue
				}
				at, path := Subjects()[kind], "input"
				for _, step := range ref[1:] {
					if at == nil {
						break
					}
					at, path = below(at, step), path+"."+strings.Trim(step.String(), `"`)
				}
				for _, fault := range misfits(at, with.Value, path) {
					if !nearMisses[file+": "+fault] {
						t.Errorf("%s: %s", with.Location, fault)
					}
				}
			}
			return false
		})
	}
}

func parsed(t *testing.T, file string) *ast.Module {
	t.Helper()
	source, err := fs.ReadFile(policies.FS, file)
	if err != nil {
		t.Fatal(err)
	}
	module, err := ast.ParseModule(file, string(source))
	if err != nil {
		t.Fatal(err)
	}
	return module
}

// Where controls say that a fault is, something may be.
func TestEvidenceLeadsSomewhere(t *testing.T) {
	all, err := catalogue.Load(policies.FS, choice.Platforms()...)
	if err != nil {
		t.Fatal(err)
	}
	for _, control := range all.Controls {
		for _, fault := range Evidence(parsed(t, control.ID+".rego"), control.Subject) {
			t.Errorf("%s.rego:%s", control.ID, fault)
		}
	}
}

// nearMisses are meant: what people write in the wrong place, or as the wrong type.
var nearMisses = map[string]bool{
	"kubernetes/privilege-escalation_test.rego: there is no input.pod.spec.securityContext.allowPrivilegeEscalation":   true,
	"kubernetes/writable-root-filesystem_test.rego: there is no input.pod.spec.securityContext.readOnlyRootFilesystem": true,
	"edges/kubernetes/privileged_test.rego: input.container.securityContext.privileged is no text":                     true,
}

func below(at *outline.Outline, key *ast.Term) *outline.Outline {
	if name, ok := key.Value.(ast.String); ok {
		return at.Field(string(name))
	}
	return &outline.Outline{}
}

// misfits names the fields of a term that a subject does not have. Of variables nothing is known.
func misfits(at *outline.Outline, term *ast.Term, path string) []string {
	if at == nil {
		return []string{"there is no " + path}
	}
	var found []string
	switch value := term.Value.(type) {
	case ast.Object:
		if value.Get(ast.StringTerm("unknown")) != nil || value.Get(ast.StringTerm("present")) != nil {
			return nil
		}
		switch at.Form {
		case outline.Any, outline.Object, outline.Map:
		default:
			return []string{path + " is no map"}
		}
		value.Foreach(func(key, field *ast.Term) {
			found = append(found, misfits(below(at, key), field, fmt.Sprintf("%s.%s", path, strings.Trim(key.String(), `"`)))...)
		})
	case *ast.Array:
		if at.Form != outline.List && at.Form != outline.Any {
			return []string{path + " is no list"}
		}
		if at.Form == outline.List {
			value.Foreach(func(element *ast.Term) { found = append(found, misfits(at.Element, element, path+"[]")...) })
		}
	case ast.String:
		if at.Form != outline.Text && at.Form != outline.TextOrNumber && at.Form != outline.Any {
			return []string{path + " is no text"}
		}
	case ast.Boolean:
		if at.Form != outline.Boolean && at.Form != outline.Any {
			return []string{path + " is no boolean"}
		}
	case ast.Number:
		if at.Form != outline.Number && at.Form != outline.TextOrNumber && at.Form != outline.Any {
			return []string{path + " is no number"}
		}
	}
	return found
}
