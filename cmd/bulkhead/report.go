package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"bulkhead/audit/result"
	"bulkhead/reports"
)

// reportCommand is one call of bulkhead report.
type reportCommand struct {
	*program
	reportFlags
}

func newReport(p *program) *cobra.Command {
	r := &reportCommand{program: p}
	cmd := &cobra.Command{
		Use:   "report REPORT.json",
		Short: "Write an earlier result in other formats",
		Long: `Report reads a report that an audit wrote as JSON, and writes it in other
formats; - is standard input. Nothing is audited, so the exit code says only
whether that went well: 0, 2 wrong usage or no report, 4 output could not be
written.`,
		Example: `  bulkhead report audit.json --report sarif=audit.sarif --report junit=audit.xml
  bulkhead report audit.json -f markdown --min-severity high`,
		Args: arguments(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error { return r.run(cmd.Context(), args[0]) },
	}
	r.add(cmd.Flags())
	return cmd
}

func (r *reportCommand) run(ctx context.Context, path string) error {
	options, err := r.options()
	if err != nil {
		return usageError(err)
	}
	outputs, err := r.outputs(ctx, r.program, options)
	if err != nil {
		return err
	}
	report, err := r.readReport(path)
	if err != nil {
		return usageError(err)
	}
	switch {
	case !r.showPassed:
		report.Passed = nil
	case report.Passed == nil:
		return usageError(fmt.Errorf("%s has no passes to show; audit with --show-passed", path))
	}
	return writeAll(ctx, outputs, report)
}

// readReport reads a JSON report; - is standard input.
func (p *program) readReport(path string) (*result.Report, error) {
	var in io.Reader = p.in
	if path != "-" {
		file, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		in = file
	}
	report, err := reports.ReadJSON(in)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return report, nil
}
