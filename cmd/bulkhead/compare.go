package main

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"bulkhead/audit/compare"
	"bulkhead/audit/result"
	"bulkhead/cmd/internal/output"
	"bulkhead/reports"
)

// compareCommand is one call of bulkhead compare.
type compareCommand struct {
	*program
	format, output string
	minSeverity    string
	threshold      string
}

func newCompare(p *program) *cobra.Command {
	c := &compareCommand{program: p}
	cmd := &cobra.Command{
		Use:   "compare OLD.json NEW.json",
		Short: "Tell what changed between two reports",
		Long: `Compare reads two reports that audits wrote as JSON, and tells which failures
are new, fixed, unchanged or of another severity; - is standard input for one of
them. Findings are the same if their target and fingerprint are.

What only the audit changed is told apart from what was changed: controls and
targets that only one audit had, and failures of which the new one cannot tell
whether they are fixed, because something could not be read.

Exit codes: 0 nothing new at or above the threshold, 1 a new failure, or one
that became more severe, at or above it, 2 wrong usage or no report, 3 a target
of the new audit could not be read whole, 4 output could not be written.`,
		Example: `  bulkhead compare last-week.json audit.json
  bulkhead compare main.json branch.json -f markdown >> "$GITHUB_STEP_SUMMARY"`,
		Args: arguments(2, 2),
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd.Context(), args[0], args[1]) },
	}
	flags := cmd.Flags()
	flags.StringVarP(&c.format, "format", "f", reports.FormatTable, "`FORMAT` on standard output: "+oneOf(reports.ComparisonFormats()))
	flags.StringVarP(&c.output, "output", "o", "", "write to `FILE` instead of standard output")
	flags.StringVar(&c.minSeverity, "min-severity", "", "show nothing below this `SEVERITY`; the exit code stays the same")
	headed(flags, aboutReport)
	flags.StringVar(&c.threshold, "severity-threshold", string(result.High), thresholdUsage)
	headed(flags, aboutExitCode)
	return cmd
}

func (c *compareCommand) run(ctx context.Context, older, newer string) error {
	options := c.page()
	options.MinSeverity = result.Severity(c.minSeverity)
	var err error
	if options.Gate, err = newGate(c.threshold); err != nil {
		return usageError(err)
	}
	toFile := c.output != "" && c.output != "-"
	switch {
	case !slices.Contains(reports.ComparisonFormats(), c.format):
		return usageError(fmt.Errorf("--format %s: choose %s", c.format, oneOf(reports.ComparisonFormats())))
	case c.minSeverity != "" && !slices.Contains(result.Severities(), options.MinSeverity):
		return usageError(fmt.Errorf("--min-severity %s: choose critical, high, medium or low", c.minSeverity))
	case older == "-" && newer == "-":
		return usageError(fmt.Errorf("standard input (-) can be read once only"))
	case toFile:
		options.Width, options.Color = 0, false
		if err := output.Writable(c.output); err != nil {
			return outputError(err)
		}
	}
	old, err := c.readReport(older)
	if err != nil {
		return usageError(err)
	}
	report, err := c.readReport(newer)
	if err != nil {
		return usageError(err)
	}
	compared, err := compare.Reports(old, report)
	if err != nil {
		return usageError(err)
	}
	write := func(w io.Writer) error {
		return reports.WriteComparison(output.Until(ctx, w), c.format, compared, options)
	}
	if toFile {
		err = output.File(c.output, write)
	} else {
		err = write(c.out)
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return outputError(err)
	}
	if code := options.Gate.DecideComparison(compared).Code; code != 0 {
		return &exitCode{code: code}
	}
	return nil
}
