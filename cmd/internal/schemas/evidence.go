package schemas

import (
	"fmt"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"bulkhead/audit/subject/outline"
)

// Evidence names the paths in a control's rules that lead nowhere: a report could not show what is there. What a rule computes is not
// looked at.
func Evidence(module *ast.Module, kind string) []string {
	var faults []string
	for _, rule := range module.Rules {
		if name := rule.Head.Name; name != "deny" && name != "unknown" || rule.Head.Key == nil {
			continue
		}
		remark, ok := rule.Head.Key.Value.(ast.Object)
		if !ok {
			continue
		}
		path := remark.Get(ast.StringTerm("path"))
		if path == nil {
			continue
		}
		if steps, ok := path.Value.(*ast.Array); ok {
			if missing := follow(Subjects()[kind], steps); missing != "" {
				faults = append(faults, fmt.Sprintf("%d: the path of %s leads nowhere: there is no %s", path.Location.Row, rule.Head.Name, missing))
			}
		}
	}
	return faults
}

// follow returns the part of a path that does not exist, and "" where all of it may.
func follow(at *outline.Outline, steps *ast.Array) string {
	var passed []string
	for i := range steps.Len() {
		switch step := steps.Elem(i).Value.(type) {
		case ast.String:
			passed = append(passed, string(step))
			at = at.Field(string(step))
		case ast.Number, ast.Var:
			passed = append(passed, "[]")
			switch at.Form {
			case outline.List, outline.Map:
				at = at.Element
			case outline.Any:
			case outline.Object: // a key that is computed
				return ""
			default:
				at = nil
			}
		default:
			return ""
		}
		if at == nil {
			return strings.ReplaceAll(strings.Join(passed, "."), ".[]", "[]")
		}
	}
	return ""
}
