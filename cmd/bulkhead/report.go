package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"bulkhead/audit/result"
	"bulkhead/cmd/internal/choice"
	"bulkhead/reports"
)

// reportCommand is one call of bulkhead report.
type reportCommand struct {
	*program
	reportFlags
	controls   choice.Controls
	policies   policyFlag
	accept     acceptFlags
	threshold  string
	maxUnknown int
}

func newReport(p *program) *cobra.Command {
	r := &reportCommand{program: p}
	cmd := &cobra.Command{
		Use:   "report REPORT.json",
		Short: "Write an earlier result in other formats",
		Long: `Report reads a report that an audit wrote as JSON, and writes it in other
formats; - is standard input. Nothing is audited: what the report does not have,
no flag adds.

The exit code says only whether that went well, unless --severity-threshold,
--max-unknown or --baseline asks for more: 0, 1 a failure at or above the
threshold, 2 wrong usage or no report, 3 the audit was not whole, 4 output could
not be written.`,
		Example: `  bulkhead report audit.json --report sarif=audit.sarif --report junit=audit.xml
  bulkhead report audit.json -f markdown --min-severity high
  # what one framework asks for, requirement by requirement
  bulkhead report audit.json --framework bsi-app-4.4 --view framework
  bulkhead report audit.json --framework pss:restricted -f html -o pss.html`,
		Args: arguments(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error { return r.run(cmd.Context(), cmd.Flags(), args[0]) },
	}
	flags := cmd.Flags()
	list(flags, &r.controls.Frameworks, "framework", "only controls of these frameworks or requirements: `ID[:REQUIREMENT]`,..., as pss:restricted")
	list(flags, &r.controls.Include, "include-controls", "only these controls: `ID`,...")
	list(flags, &r.controls.Exclude, "exclude-controls", "not these controls: `ID`,...")
	r.policies.add(flags)
	headed(flags, aboutControls)
	r.add(flags)
	flags.StringVar(&r.threshold, "severity-threshold", "none", thresholdUsage)
	flags.IntVar(&r.maxUnknown, "max-unknown", 0, maxUnknownUsage)
	flags.StringVar(&r.accept.baseline, "baseline", "", baselineUsage)
	headed(flags, aboutExitCode)
	return cmd
}

func (r *reportCommand) run(ctx context.Context, flags *pflag.FlagSet, path string) error {
	options, err := r.options()
	if err != nil {
		return usageError(err)
	}
	if options.Gate, err = r.gate(flags); err != nil {
		return usageError(err)
	}
	all, err := r.policies.open()
	if err != nil {
		return err
	}
	options.Frameworks = r.controls.Frameworks
	if err := r.completeFrameworks(r.program, &options, all); err != nil {
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
	if report, err = r.choose(report, all); err != nil {
		return usageError(fmt.Errorf("%s: %w", path, err))
	}
	switch {
	case !r.showPassed:
		report.Passed = nil
	case report.Passed == nil:
		return usageError(fmt.Errorf("%s has no passes to show; audit with --show-passed", path))
	}
	if err := writeAll(ctx, outputs, report); err != nil {
		return err
	}
	if options.Gate != nil {
		if code := options.Gate.Decide(report).Code; code != 0 {
			return &exitCode{code: code}
		}
	}
	return nil
}

// gate is nil where no flag asks for one.
func (r *reportCommand) gate(flags *pflag.FlagSet) (*reports.Gate, error) {
	if !flags.Changed("severity-threshold") && !flags.Changed("max-unknown") && !flags.Changed("baseline") {
		return nil, nil
	}
	if r.accept.baseline != "" && !flags.Changed("severity-threshold") {
		r.threshold = string(result.High) // as an audit has it: what is known matters only where something counts
	}
	gate, err := newGate(r.threshold)
	if err != nil {
		return nil, err
	}
	if flags.Changed("max-unknown") {
		if err := limit(gate, &r.maxUnknown); err != nil {
			return nil, err
		}
	}
	baseline, err := r.accept.read()
	if baseline != nil {
		gate.Known = baseline.Has
	}
	return gate, err
}

// choose leaves the controls that were asked for, and their findings.
func (r *reportCommand) choose(report *result.Report, all fs.FS) (*result.Report, error) {
	asked := map[string]bool{}
	for i := range report.Controls {
		asked[report.Controls[i].ID] = true
	}
	for _, id := range slices.Concat(r.controls.Include, r.controls.Exclude) {
		if !asked[id] { // custom controls too are known by the report only
			return nil, fmt.Errorf("the audit asked no control that is called %q", id)
		}
	}
	use, err := r.controls.OfReport(all)
	if err != nil {
		return nil, err
	}
	return reports.Only(report, use), nil
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
