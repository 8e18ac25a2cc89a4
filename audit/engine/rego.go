package engine

import (
	"context"
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// rego asks compiled controls.
type rego struct {
	compiler *ast.Compiler
	store    storage.Store
}

func newRego(compiler *ast.Compiler) *rego {
	return &rego{compiler: compiler, store: inmem.New()}
}

// rules are what a control may say, in the order of their weight.
var rules = [...]struct {
	name    string
	outcome Outcome
}{{"deny", Fail}, {"unknown", Unknown}, {"notapplicable", NotApplicable}}

// ask returns the verdicts of controls on one input. They are asked in one query, since helpers' results live within one. But
// a built-in's error silently drops an element, and a conflict fails the whole query: then each control is asked alone,
// and only the erring one is unknown. An error means that ctx ended.
func (r *rego) ask(ctx context.Context, controls []*asked, input *ast.Term) ([]*Verdict, error) {
	verdicts, err := r.query(ctx, controls, input)
	if err == nil {
		return verdicts, nil
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if len(controls) == 1 {
		return []*Verdict{failed(controls[0].Reads[0][0], err)}, nil
	}
	verdicts = verdicts[:0]
	for _, control := range controls {
		alone, err := r.ask(ctx, []*asked{control}, input)
		if err != nil {
			return nil, err
		}
		verdicts = append(verdicts, alone...)
	}
	return verdicts, nil
}

func (r *rego) query(ctx context.Context, controls []*asked, input *ast.Term) ([]*Verdict, error) {
	cancel := topdown.NewCancel()
	defer context.AfterFunc(ctx, cancel.Cancel)()
	transaction, err := r.store.NewTransaction(ctx)
	if err != nil {
		return nil, err
	}
	defer r.store.Abort(ctx, transaction)

	var builtinErrors []topdown.Error
	query := topdown.NewQuery(r.body(controls)).
		WithCompiler(r.compiler).
		WithStore(r.store).
		WithTransaction(transaction).
		WithInput(input).
		WithCancel(cancel).
		WithBuiltinErrorList(&builtinErrors)
	results, err := query.Run(ctx)
	if err != nil {
		return nil, err
	}
	if len(builtinErrors) > 0 {
		return nil, &builtinErrors[0]
	}
	if len(results) != 1 {
		return nil, fmt.Errorf("one query gave %d results", len(results))
	}
	verdicts := make([]*Verdict, len(controls))
	for i := range controls {
		if verdicts[i], err = readVerdict(results[0], i); err != nil {
			return nil, err
		}
	}
	return verdicts, nil
}

// body asks for all rules of all controls at once. Sets of deny and unknown are always defined; what may be undefined is
// asked within a comprehension, so that it fails nothing else.
func (r *rego) body(controls []*asked) ast.Body {
	body := make(ast.Body, 0, len(controls)*len(rules))
	for i, control := range controls {
		for j, rule := range rules {
			ref := control.Package.Append(ast.StringTerm(rule.name))
			if len(r.compiler.GetRulesExact(ref)) == 0 {
				continue
			}
			found := ast.NewTerm(ref)
			if rule.outcome == NotApplicable {
				found = ast.SetComprehensionTerm(ast.VarTerm("x"), ast.NewBody(ast.Equality.Expr(ast.VarTerm("x"), found)))
			}
			expr := ast.Equality.Expr(ast.NewTerm(variable(i, j)), found)
			expr.Index = len(body)
			body = append(body, expr)
		}
	}
	return body
}

func variable(control, rule int) ast.Var { return ast.Var(fmt.Sprintf("v%d_%d", control, rule)) }

func readVerdict(found topdown.QueryResult, control int) (*Verdict, error) {
	for j, rule := range rules {
		value := found[variable(control, j)]
		if value == nil {
			continue
		}
		if rule.outcome == NotApplicable {
			if set, ok := value.Value.(ast.Set); ok && set.Contains(ast.BooleanTerm(true)) {
				return &Verdict{Outcome: NotApplicable}, nil
			}
			continue
		}
		said, err := remarks(value.Value)
		if err != nil {
			return nil, fmt.Errorf("its %s rule %w", rule.name, err)
		}
		for i := range said {
			if rule.outcome == Unknown && said[i].Reason == "" {
				said[i].Reason = "unread"
			}
		}
		if len(said) > 0 {
			return &Verdict{Outcome: rule.outcome, Remarks: said}, nil
		}
	}
	return &Verdict{Outcome: Pass}, nil
}
