// Package policytest runs the tests of custom policies with OPA's own runner, and tells what of the policies they reach.
package policytest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"

	"bulkhead/audit/catalogue"
)

// Test is one test with its outcome.
type Test struct {
	File   string
	Line   int
	Name   string
	Passed bool
	// Why says in words why it did not pass: an error, or the cases of it that failed. Printed is what it printed.
	Why, Printed string
}

// Coverage says how much of a policy the tests reach.
type Coverage struct {
	File    string
	Percent float64
	// Missed are the lines that none reaches, as "12" or "12-14".
	Missed []string
}

// timeout bounds one test.
const timeout = 10 * time.Second

// Run runs all tests, in the order of files and lines. Nil tests and an error mean that they do not compile.
func Run(ctx context.Context, t *catalogue.Tests) ([]Test, []Coverage, error) {
	reached := cover.New()
	store := inmem.New()
	transaction, err := store.NewTransaction(ctx, storage.TransactionParams{})
	if err != nil {
		return nil, nil, err
	}
	defer store.Abort(ctx, transaction)
	results, err := tester.NewRunner().
		SetCompiler(t.Compiler).
		SetStore(store).
		SetModules(t.Modules).
		SetCoverageQueryTracer(reached).
		CapturePrintOutput(true).
		RaiseBuiltinErrors(true).
		SetTimeout(timeout).
		RunTests(ctx, transaction)
	if err != nil {
		return nil, nil, catalogue.FaultsOf("policies", err)
	}
	tests := []Test{}
	for result := range results {
		if result.Skip {
			continue
		}
		tests = append(tests, Test{
			File: result.Location.File, Line: result.Location.Row, Name: result.Name, Passed: result.Pass(),
			Why: why(result), Printed: strings.TrimSpace(string(result.Output)),
		})
	}
	slices.SortFunc(tests, func(a, b Test) int {
		if c := strings.Compare(a.File, b.File); c != 0 {
			return c
		}
		return a.Line - b.Line
	})
	return tests, coverage(reached, t), ctx.Err()
}

func why(result *tester.Result) string {
	if result.Error != nil {
		return result.Error.Error()
	}
	var failed []string
	for name, sub := range result.SubResults.Iter {
		if sub.Fail && len(sub.SubResults) == 0 {
			failed = append(failed, strings.Join(name, "/"))
		}
	}
	slices.Sort(failed)
	return strings.Join(failed, ", ")
}

func coverage(reached *cover.Cover, t *catalogue.Tests) []Coverage {
	report := reached.Report(t.Modules)
	var all []Coverage
	for _, file := range t.Tested {
		of := report.Files[file]
		if of == nil || of.CoveredLines+of.NotCoveredLines == 0 {
			continue
		}
		one := Coverage{File: file, Percent: of.Coverage}
		for _, missed := range of.NotCovered {
			lines := fmt.Sprint(missed.Start.Row)
			if missed.End.Row != missed.Start.Row {
				lines = fmt.Sprintf("%d-%d", missed.Start.Row, missed.End.Row)
			}
			if !slices.Contains(one.Missed, lines) {
				one.Missed = append(one.Missed, lines)
			}
		}
		all = append(all, one)
	}
	return all
}
