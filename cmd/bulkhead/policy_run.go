package main

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"bulkhead/audit"
	"bulkhead/audit/catalogue"
	"bulkhead/audit/result"
	"bulkhead/cmd/internal/choice"
	"bulkhead/cmd/internal/policytest"
)

func (c *policyCommand) test(ctx context.Context, args []string) error {
	custom, err := c.join(args)
	if err != nil {
		return usageError(err)
	}
	all, err := catalogue.LoadCustom(custom, choice.Platforms()...)
	if err != nil {
		return usageError(err)
	}
	files, err := catalogue.LoadTests(custom, choice.Platforms()...)
	if err != nil {
		return usageError(err)
	}
	tests, coverage, err := policytest.Run(ctx, files)
	if err != nil {
		return usageError(err)
	}
	failed := c.sayTests(tests) + c.sayCoverage(coverage)
	for _, control := range all.Controls {
		path := fixture(custom, control.ID)
		if path == "" || control.Edge != nil {
			continue
		}
		fault, err := c.auditFixture(ctx, custom, control, path)
		if err != nil {
			return err
		}
		if fault != "" {
			failed++
			c.say("FAIL %s: %s", path, fault)
		}
	}
	if failed > 0 {
		return &exitCode{code: 1, err: fmt.Errorf("%s", counted(failed, "failure"))}
	}
	c.say("%s of %s passed", counted(len(tests), "test"), counted(len(all.Controls), "control"))
	return nil
}

// sayTests prints what failed, and counts it.
func (c *policyCommand) sayTests(tests []policytest.Test) int {
	failed := 0
	for _, test := range tests {
		if test.Printed != "" {
			c.say("%s:%d: %s printed:", test.File, test.Line, test.Name)
			for line := range strings.Lines(test.Printed) {
				c.say("    %s", strings.TrimSuffix(line, "\n"))
			}
		}
		if test.Passed {
			continue
		}
		failed++
		why := ""
		if test.Why != "" {
			why = ": " + test.Why
		}
		c.say("FAIL %s:%d: %s%s", test.File, test.Line, test.Name, why)
	}
	return failed
}

// sayCoverage prints how much of each file is reached, and counts those of which it is too little.
func (c *policyCommand) sayCoverage(coverage []policytest.Coverage) int {
	failed := 0
	for _, file := range coverage {
		missed := ""
		if len(file.Missed) > 0 {
			missed = "; no test reaches lines " + strings.Join(file.Missed, ", ")
		}
		word := ""
		if file.Percent < c.coverage {
			failed++
			word = "FAIL "
		}
		c.say("%s%s: %.0f%% reached%s", word, file.File, file.Percent, missed)
	}
	return failed
}

// auditFixture says what is wrong where a control does not fail on its fixture.
func (c *policyCommand) auditFixture(ctx context.Context, custom *catalogue.Custom, control *catalogue.Control, path string) (string, error) {
	report, err := c.auditFiles(ctx, []string{path}, custom, func(one *catalogue.Control) bool { return one.ID == control.ID })
	if err != nil {
		return "", err
	}
	for _, target := range report.Targets {
		for _, problem := range target.Problems {
			return fmt.Sprintf("%s: %s", problem.What, problem.Error), nil
		}
	}
	if len(report.Controls) != 1 {
		return fmt.Sprintf("%s was not asked", control.ID), nil
	}
	switch asked := report.Controls[0]; {
	case asked.Fail > 0:
		return "", nil
	case asked.Unknown > 0:
		return fmt.Sprintf("%s is unknown there, and has to fail", control.ID), nil
	case asked.Pass+asked.NotApplicable > 0:
		return fmt.Sprintf("%s does not fail there, and has to", control.ID), nil
	}
	return fmt.Sprintf("it has no %s, so %s was not asked", control.Subject, control.ID), nil
}

// auditFiles audits files with some controls.
func (p *program) auditFiles(
	ctx context.Context, paths []string, all fs.FS, use func(*catalogue.Control) bool,
) (*result.Report, error) {
	t := targetFlags{timeout: filesTimeout, concurrency: 1}
	collectors, err := t.open(p, paths)
	if err != nil {
		return nil, err
	}
	options, err := t.options(p, all)
	if err != nil {
		return nil, usageError(err)
	}
	options.Use = use
	report, err := audit.Run(ctx, collectors, options)
	p.progress.Clear()
	if err != nil {
		return nil, outputError(err)
	}
	return report, nil
}

const filesTimeout = 5 * time.Minute
