package catalogue

import (
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// Path leads from input to a value: ["container", "securityContext", "privileged"]. It ends where a control goes on with a
// variable or a number, so that a control reads at most what lies at its paths.
type Path []string

func (p Path) String() string { return strings.Join(append([]string{"input"}, p...), ".") }

// readSet derives what a control can read from its compiled rules: every reference that starts at input, in the rules
// themselves and in all rules and functions that they reach. It is sound because a rule can depend on nothing else:
// whatever a rule is given (a function's argument, a local variable) was itself reached by such a reference.
func readSet(compiler *ast.Compiler, control *Control) ([]Path, *Fault) {
	w := readWalker{compiler: compiler, seen: map[*ast.Rule]bool{}}
	for _, name := range []string{"deny", "unknown", "notapplicable"} {
		w.follow(control.Package.Append(ast.StringTerm(name)))
	}
	if w.fault != nil {
		return nil, w.fault
	}
	if name := w.unusedParameter(control); name != "" {
		return nil, &Fault{Text: fmt.Sprintf("no rule uses parameter %s", name)}
	}
	slices.SortFunc(w.paths, func(a, b Path) int { return slices.Compare(a, b) })
	var reads []Path
	for _, p := range w.paths {
		if n := len(reads); n > 0 && len(reads[n-1]) <= len(p) && slices.Equal(reads[n-1], p[:len(reads[n-1])]) {
			continue // a prefix is read anyway
		}
		reads = append(reads, p)
	}
	return reads, nil
}

type readWalker struct {
	compiler *ast.Compiler
	seen     map[*ast.Rule]bool
	paths    []Path
	fault    *Fault
}

// follow walks the rules that a reference below data may name.
func (w *readWalker) follow(ref ast.Ref) int {
	rules := w.compiler.GetRulesDynamicWithOpts(ref, ast.RulesOptions{IncludeHiddenModules: true})
	for _, rule := range rules {
		if w.seen[rule] {
			continue
		}
		w.seen[rule] = true
		w.walk(rule)
	}
	return len(rules)
}

func (w *readWalker) walk(rule *ast.Rule) {
	ast.WalkExprs(rule, func(expr *ast.Expr) bool {
		if len(expr.With) > 0 {
			w.refuse(expr.Location, "with is for tests: a control must not change what it reads")
		}
		return false
	})
	ast.WalkRefs(rule, func(ref ast.Ref) bool {
		switch {
		case ref.HasPrefix(ast.InputRootRef):
			w.paths = append(w.paths, constantPrefix(ref[1:]))
		case ref.HasPrefix(ast.DefaultRootRef) && w.follow(ref) == 0:
			w.refuse(ref[0].Location, "%s does not exist", ref)
		}
		return false // references inside this one count too
	})
}

func (w *readWalker) refuse(at *ast.Location, fault string, args ...any) {
	if w.fault == nil {
		w.fault = &Fault{File: at.File, Line: at.Row, Column: at.Col, Text: fmt.Sprintf(fault, args...)}
	}
}

func constantPrefix(ref ast.Ref) Path {
	var path Path
	for _, term := range ref {
		key, ok := term.Value.(ast.String)
		if !ok {
			break
		}
		path = append(path, string(key))
	}
	return path
}

// lintReads refuses read sets that would make every subject different from every other. Custom controls may read a whole root: that is
// slow, but no less true.
func lintReads(reads []Path, custom bool) *Fault {
	if len(reads) == 0 {
		return &Fault{Text: "reads nothing of its subject"}
	}
	for _, p := range reads {
		if len(p) == 0 || len(p) == 1 && !custom {
			return &Fault{Text: fmt.Sprintf("reads %s whole; name the fields it needs, and hand helpers scalars or short lists", p)}
		}
	}
	return nil
}
