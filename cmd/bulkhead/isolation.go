package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"bulkhead/audit"
	"bulkhead/audit/estate"
	"bulkhead/audit/result"
	"bulkhead/cmd/internal/output"
	"bulkhead/reports"
)

// isolationCommand is one call of bulkhead isolation.
type isolationCommand struct {
	*program
	targets  targetFlags
	policies policyFlag
	format   string
	output   string
}

func newIsolation(p *program) *cobra.Command {
	c := &isolationCommand{program: p}
	cmd := &cobra.Command{
		Use:   "isolation TARGET...",
		Short: "Show what stands between workloads and the machines below them",
		Long: "Isolation places every pod and guest on one ladder, by what an attacker inside\n" +
			"it has to break to own its machine, and says what takes it higher. Rung 0 is no\n" +
			"wall, 1 a shared kernel that lies open, 2 one that hardly does, 3 a virtual\n" +
			"machine.\n\n" + targetsHelp + `

Exit codes: 0 done, 2 wrong usage, 3 a target could not be read whole or there
is no workload, 4 output could not be written or an internal error, 130
interrupted.`,
		Example: `  # pods and guests on one ladder
  bulkhead isolation kubernetes: qemu:///system
  # what would be deployed
  bulkhead isolation deploy/ -f json`,
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd.Context(), args) },
	}
	c.targets.add(cmd)
	flags := cmd.Flags()
	c.policies.add(flags)
	headed(flags, aboutControls)
	flags.StringVarP(&c.format, "format", "f", reports.FormatTable, "`FORMAT` on standard output: "+oneOf(reports.IsolationFormats()))
	flags.StringVarP(&c.output, "output", "o", "", "write to `FILE` instead of standard output")
	headed(flags, aboutReport)
	return cmd
}

func (c *isolationCommand) run(ctx context.Context, args []string) error {
	if !slices.Contains(reports.IsolationFormats(), c.format) {
		return usageError(fmt.Errorf("--format %s: choose %s", c.format, oneOf(reports.IsolationFormats())))
	}
	all, err := c.policies.open()
	if err != nil {
		return err
	}
	collectors, err := c.targets.open(c.program, args)
	if err != nil {
		return err
	}
	report, err := c.measure(ctx, collectors, all)
	c.progress.Clear()
	if err != nil {
		return outputError(err)
	}
	if err := c.write(ctx, report); err != nil {
		return outputError(err)
	}
	if len(report.Isolation.Workloads) == 0 {
		return &exitCode{code: exitIncomplete}
	}
	for _, t := range report.Targets {
		if t.Status != string(estate.Complete) {
			return &exitCode{code: exitIncomplete}
		}
	}
	return nil
}

func (c *isolationCommand) measure(ctx context.Context, collectors []audit.Collector, all fs.FS) (*result.Report, error) {
	options, err := c.targets.options(c.program, all)
	if err != nil {
		return nil, err
	}
	options.Isolation = true
	return audit.Run(ctx, collectors, options)
}

func (c *isolationCommand) write(ctx context.Context, report *result.Report) error {
	o := reports.Options{Now: time.Now()}
	if c.output != "" && c.output != "-" {
		return output.File(c.output, func(w io.Writer) error {
			return reports.WriteIsolation(output.Until(ctx, w), c.format, report, o)
		})
	}
	page := c.page()
	o.Width, o.Color = page.Width, page.Color
	return reports.WriteIsolation(output.Until(ctx, c.out), c.format, report, o)
}
