package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/sirupsen/logrus"
	"github.com/spf13/cobra"

	"bulkhead/audit"
	"bulkhead/audit/catalogue"
	"bulkhead/audit/isolation"
	"bulkhead/audit/relate"
	"bulkhead/audit/result"
	"bulkhead/audit/waive"
	"bulkhead/cmd/internal/changes"
	"bulkhead/cmd/internal/choice"
	"bulkhead/reports"
)

// auditCommand is one call of bulkhead audit.
type auditCommand struct {
	*program
	targets  targetFlags
	controls choice.Controls
	policies policyFlag
	reportFlags
	accept     acceptFlags
	publish    publishFlag
	threshold  string
	maxUnknown int
	host       string
	given      *relate.GivenHost // what host is; nil for none
	noMemory   bool
	since      string
	watch      bool
	isolation  bool
	// compiled are the controls, for all audits of --watch.
	compiled audit.Compiled
}

func newAudit(p *program) *cobra.Command {
	a := &auditCommand{program: p}
	cmd := &cobra.Command{
		Use:   "audit TARGET...",
		Short: "Collect, evaluate and report",
		Long:  "Audit reads targets, asks every control about them, and reports.\n\n" + targetsHelp + exitCodesHelp,
		Example: `  # a cluster: a table to read, and JSON to keep
  bulkhead audit kubernetes: --report json=audit.json
  # a libvirt host, judged with its machine's files
  bulkhead audit qemu:///system node:/
  # in CI: exit code 1 from medium on
  bulkhead audit deploy/ --severity-threshold medium
  # while writing: each file again as it is saved
  bulkhead audit deploy/ --watch
  # only what a framework asks for
  bulkhead audit deploy/ --framework pss:restricted
  # only what is new since the last run, but for what is accepted
  bulkhead audit deploy/ --baseline last.json --waivers waivers.yaml
  # a fleet: ten hosts at a time, each for a minute at most
  bulkhead audit --targets hosts.txt --concurrency 10 --timeout 1m
  # a domain before virsh define, with what its host says of it
  bulkhead audit vm.xml --host host.snapshot.zst
  # in a pull request: only files that it changes
  bulkhead audit deploy/ --changed-since origin/main
  # what a chart would deploy
  bulkhead audit chart/ --values production.yaml`,
		RunE: func(cmd *cobra.Command, args []string) error { return a.run(cmd.Context(), cmd, args) },
	}
	a.targets.add(cmd)
	flags := cmd.Flags()
	flags.StringVar(&a.host, "host", "", "judge domain XML files as on the libvirt host of this snapshot `FILE`")
	list(flags, &a.controls.Frameworks, "framework", "only controls of these frameworks or requirements: `ID[:REQUIREMENT]`,..., as pss:restricted")
	list(flags, &a.controls.Include, "include-controls", "only these controls: `ID`,...")
	list(flags, &a.controls.Exclude, "exclude-controls", "not these controls: `ID`,...")
	a.policies.add(flags)
	flags.StringVar(&a.since, "changed-since", "", "of files, judge only those that differ from where this git `REF` and HEAD part")
	flags.BoolVar(&a.watch, "watch", false, "audit files, and then those again that change, until interrupted")
	flags.BoolVar(&a.isolation, "isolation", false, "measure what stands between workloads and machines too, for json and html; html always has it")
	flags.BoolVar(&a.noMemory, "no-memory", false, "ask every control about every subject afresh; slow, with the same verdicts")
	headed(flags, aboutControls)
	a.add(flags)
	a.accept.add(flags)
	a.publish.add(flags)
	flags.StringVar(&a.threshold, "severity-threshold", string(result.High), thresholdUsage)
	flags.IntVar(&a.maxUnknown, "max-unknown", 0, maxUnknownUsage)
	headed(flags, aboutExitCode)
	return cmd
}

const exitCodesHelp = `

Exit codes: 0 nothing at or above the threshold, 1 a failure at or above it,
2 wrong usage, 3 a target could not be read whole, 4 output could not be written
or an internal error, 130 interrupted.`

func (a *auditCommand) run(ctx context.Context, cmd *cobra.Command, args []string) error {
	gate, err := a.gate(cmd.Flags().Changed("max-unknown"))
	if err != nil {
		return usageError(err)
	}
	if a.since != "" {
		changed, err := changes.Since(ctx, ".", a.since)
		if err != nil {
			return usageError(fmt.Errorf("--changed-since: %w", err))
		}
		a.targets.Changed = func(path string) bool { return changed[path] }
	}
	if a.watch {
		return a.watched(ctx, gate, args)
	}
	return a.once(ctx, gate, args)
}

// once is one audit with its reports.
func (a *auditCommand) once(ctx context.Context, gate *reports.Gate, args []string) error {
	options, err := a.options()
	if err != nil {
		return usageError(err)
	}
	options.Gate = gate
	if options.Now, err = a.accept.clock(); err != nil {
		return usageError(err)
	}
	all, err := a.policies.open()
	if err != nil {
		return err
	}
	prepared, err := a.targets.options(a.program, all)
	if err != nil {
		return usageError(err)
	}
	waivers, err := a.accept.set(options.Now, all)
	if err != nil {
		return usageError(err)
	}
	baseline, err := a.accept.read()
	if err != nil {
		return usageError(err)
	}
	if baseline != nil {
		gate.Known = baseline.Has
	}
	options.Frameworks = a.controls.Frameworks
	use, err := a.controls.Chooser(all)
	if err != nil {
		return usageError(err)
	}
	if err := a.completeFrameworks(a.program, &options, all); err != nil {
		return usageError(err)
	}
	collectors, err := a.targets.open(a.program, args)
	if err != nil {
		return err
	}
	if err := a.publish.check(collectors); err != nil {
		return usageError(err)
	}
	if a.given, err = givenHost(ctx, a.host, collectors); err != nil {
		return err
	}
	outputs, err := a.outputs(ctx, a.program, options)
	if err != nil {
		return err
	}
	report, err := a.audit(ctx, collectors, prepared, use, waivers)
	a.progress.Clear()
	if err != nil {
		return outputError(err)
	}
	a.logTargets(report, a.format == reports.FormatTable && !a.toFile())
	if err := writeAll(ctx, outputs, report); err != nil {
		return err
	}
	if err := a.publish.run(ctx, a, collectors, report, options); err != nil {
		return err
	}
	if code := gate.Decide(report).Code; code != 0 {
		return &exitCode{code: code}
	}
	return nil
}

func (a *auditCommand) audit(
	ctx context.Context, collectors []audit.Collector, options audit.Options, use func(*catalogue.Control) bool, waivers *waive.Set,
) (*result.Report, error) {
	options.Use, options.Fresh, options.Passed = use, a.noMemory, a.showPassed
	options.Host, options.Compiled = a.given, &a.compiled
	options.Limited = a.targets.Changed != nil
	options.Waivers, options.LiveWaivers = waivers, a.accept.liveWaivers
	options.Isolation = a.isolation || slices.Contains(a.formats(), reports.FormatHTML)
	report, err := audit.Run(ctx, collectors, options)
	if err == nil && options.Isolation {
		report.Isolation.Dimensions = isolation.Dimensions(report)
	}
	return report, err
}

const thresholdUsage = "exit with 1 from this `SEVERITY` on: critical, high, medium, low or none"

// newGate is a gate with the threshold of a flag.
func newGate(threshold string) (*reports.Gate, error) {
	gate := &reports.Gate{}
	if threshold != "none" {
		gate.Threshold = result.Severity(threshold)
		if !slices.Contains(result.Severities(), gate.Threshold) {
			return nil, fmt.Errorf("--severity-threshold %s: choose critical, high, medium, low or none", threshold)
		}
	}
	return gate, nil
}

func (a *auditCommand) gate(limitUnknown bool) (*reports.Gate, error) {
	gate, err := newGate(a.threshold)
	if err != nil {
		return nil, err
	}
	if limitUnknown {
		err = limit(gate, &a.maxUnknown)
	}
	return gate, err
}

const maxUnknownUsage = "exit with 3 if more than `N` verdicts are unknown; without it any number may be"

func limit(gate *reports.Gate, maxUnknown *int) error {
	if *maxUnknown < 0 {
		return fmt.Errorf("--max-unknown %d: choose 0 or more", *maxUnknown)
	}
	gate.MaxUnknown = maxUnknown
	return nil
}

// logTargets repeats on standard error what could not be read: always for those to whom no table says it.
func (p *program) logTargets(r *result.Report, inTable bool) {
	level := logrus.WarnLevel
	if inTable {
		level = logrus.InfoLevel
	}
	for _, t := range r.Targets {
		entry := p.log.WithField("target", t.ID)
		for _, problem := range t.Problems {
			at := problem.File
			if problem.Line > 0 {
				at = fmt.Sprintf("%s:%d:%d", problem.File, problem.Line, problem.Column)
			}
			if at != "" {
				entry.WithField("at", at).Logf(level, "%s: %s", problem.What, problem.Error)
			} else {
				entry.Logf(level, "%s: %s", problem.What, problem.Error)
			}
		}
		entry.WithField("status", t.Status).Info("audited")
	}
}
