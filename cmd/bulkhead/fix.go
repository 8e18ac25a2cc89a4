package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"bulkhead/audit"
	"bulkhead/audit/catalogue"
	"bulkhead/audit/engine"
	"bulkhead/audit/estate"
	"bulkhead/audit/result"
	"bulkhead/audit/subject"
	"bulkhead/cmd/internal/choice"
	"bulkhead/cmd/internal/fixing"
	"bulkhead/reports"
)

// fixCommand is one call of bulkhead fix.
type fixCommand struct {
	*program
	targets  targetFlags
	controls choice.Controls
	policies policyFlag
	accept   acceptFlags
	dryRun   bool
}

func newFix(p *program) *cobra.Command {
	c := &fixCommand{program: p}
	cmd := &cobra.Command{
		Use:   "fix TARGET...",
		Short: "Change manifests and domain XML where controls say how",
		Long: `Fix audits files, changes them where a control fails and says which change is
safe to propose, and shows the changes as a diff. Only the value in question is
edited: comments, order, quotes and indentation stay. Before anything is
written, the changed files are audited: what does not mend a fault, or makes
another control fail, is taken back.

Every other failure is listed with why it is left to people.

Of clusters, libvirt hosts and snapshots nothing is changed: fix prints calls of
kubectl patch and virt-xml for people to read and run.

Exit codes: 0 done, or with --dry-run nothing is to be changed, 1 with --dry-run
a change is pending, 2 wrong usage, 3 a file could not be read, 4 a file could
not be written.`,
		Example: `  # what would be changed
  bulkhead fix deploy/ --dry-run
  # change it
  bulkhead fix deploy/
  # one control only
  bulkhead fix vm.xml --include-controls libvirt/vnc-listens-everywhere
  # commands that would change a cluster
  bulkhead fix kubernetes: > patches.sh`,
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd.Context(), args) },
	}
	flags := cmd.Flags()
	c.targets.add(cmd)
	list(flags, &c.controls.Frameworks, "framework", "only controls of these frameworks or requirements: `ID[:REQUIREMENT]`,..., as pss:restricted")
	list(flags, &c.controls.Include, "include-controls", "only these controls: `ID`,...")
	list(flags, &c.controls.Exclude, "exclude-controls", "not these controls: `ID`,...")
	c.policies.add(flags)
	flags.StringVar(&c.accept.waivers, "waivers", "", "leave the findings that this `FILE` accepts")
	flags.StringVar(&c.accept.now, "now", "", "the `TIME` at which waivers have to hold, as 2006-01-02 or RFC 3339; without it the present")
	headed(flags, aboutControls)
	flags.BoolVar(&c.dryRun, "dry-run", false, "show the changes, and write nothing")
	headed(flags, aboutReport)
	return cmd
}

func (c *fixCommand) run(ctx context.Context, args []string) error {
	all, err := c.policies.open()
	if err != nil {
		return err
	}
	use, err := c.controls.Chooser(all)
	if err != nil {
		return usageError(err)
	}
	options, err := c.targets.options(c.program, all)
	if err != nil {
		return usageError(err)
	}
	options.Compiled = &audit.Compiled{} // it audits several times
	now, err := c.accept.clock()
	if err != nil {
		return usageError(err)
	}
	live, err := c.areLive(args)
	if err != nil {
		return err
	}
	auditor := func(
		ctx context.Context, contents map[string][]byte, failed func(*subject.Subject, *catalogue.Control, *engine.Verdict),
	) (*result.Report, error) {
		c.targets.Contents = contents
		waivers, err := c.accept.set(now, all) // a new one, since it counts what it matches
		if err != nil {
			return nil, usageError(err)
		}
		options.Waivers = waivers
		collectors, err := c.targets.open(c.program, args)
		if err != nil {
			return nil, err
		}
		// What only other controls would say of a change counts, too.
		options.Failed = func(s *subject.Subject, control *catalogue.Control, verdict *engine.Verdict) {
			if use(control) {
				failed(s, control, verdict)
			}
		}
		report, err := audit.Run(ctx, collectors, options)
		c.progress.Clear()
		return report, err
	}
	if live {
		proposals, report, err := fixing.Propose(ctx, auditor)
		if err != nil {
			return asOutputError(err)
		}
		return orElse(c.showPatches(proposals), c.complete(report))
	}
	plan, err := fixing.Make(ctx, auditor)
	if err != nil {
		return asOutputError(err)
	}
	if err := c.show(plan); err != nil {
		return outputError(err)
	}
	return c.finish(plan)
}

// asOutputError leaves errors that have an exit code as they are.
func asOutputError(err error) error {
	var coded *exitCode
	if errors.As(err, &coded) {
		return err
	}
	return outputError(err)
}

func orElse(first, second error) error {
	if first != nil {
		return outputError(first)
	}
	return second
}

// areLive says whether the targets are clusters and libvirt hosts, or their snapshots, and not files.
func (c *fixCommand) areLive(args []string) (bool, error) {
	collectors, err := c.targets.open(c.program, args)
	if err != nil {
		return false, err
	}
	live := 0
	for _, one := range collectors {
		switch target := one.Target(); target.Kind {
		case estate.Files:
		case estate.Cluster, estate.LibvirtHost:
			live++
		default:
			return false, usageError(fmt.Errorf("fix knows no changes of %s: give files, clusters or libvirt hosts", target.URI))
		}
	}
	if live > 0 && live < len(collectors) {
		return false, usageError(errors.New("fix changes files, and only prints patches for what is live: give one or the other"))
	}
	return live > 0, nil
}

// showPatches prints the commands that would change live objects.
func (c *fixCommand) showPatches(proposals []*fixing.Proposal) error {
	for _, patch := range fixing.Patches(proposals, c.targets.Kubeconfig) {
		var b strings.Builder
		for _, one := range patch.Mends {
			fmt.Fprintf(&b, "# %s\n", reports.Plain(one.Key.String()))
			for _, note := range one.Notes {
				fmt.Fprintf(&b, "#   note: %s\n", note)
			}
		}
		if patch.Command == "" {
			fmt.Fprintf(&b, "# %s\n", reports.Plain(patch.Why))
		} else {
			fmt.Fprintf(&b, "%s\n", reports.Plain(patch.Command))
		}
		if _, err := io.WriteString(c.out, b.String()); err != nil {
			return err
		}
	}
	return nil
}

// show prints the diffs, and what they come to.
func (c *fixCommand) show(plan *fixing.Plan) error {
	_, terminal := terminalWidth(c.out)
	for i := range plan.Files {
		diff := plan.Files[i].Diff()
		if terminal { // else it is for patch, byte for byte
			diff = plainText(diff)
		}
		if _, err := io.WriteString(c.out, diff); err != nil {
			return err
		}
	}
	if c.quiet {
		return nil
	}
	for _, one := range plan.Fixed {
		c.tell("mends %s", one.Key)
		for _, note := range one.Notes {
			c.tell("    note: %s", note)
		}
	}
	people := 0
	for _, one := range plan.Left {
		if len(one.Control.Fix) == 0 {
			people++
			continue
		}
		c.tell("leaves %s: %s", one.Key, one.Why)
	}
	done := "changed"
	if c.dryRun {
		done = "to change"
	}
	c.tell("%s mended in %s %s, %d left, %d of them by controls that know no safe change; bulkhead audit lists them",
		counted(len(plan.Fixed), "failure"), counted(len(plan.Files), "file"), done, len(plan.Left), people)
	return nil
}

func (c *fixCommand) tell(format string, args ...any) {
	fmt.Fprintln(c.err, reports.Plain(fmt.Sprintf(format, args...)))
}

// plainText writes each line of a text so that it can't steer a terminal.
func plainText(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(reports.Plain(strings.TrimRight(line, "\r\n")))
		b.WriteByte('\n')
	}
	return b.String()
}

// finish writes the files, and says how it ends.
func (c *fixCommand) finish(plan *fixing.Plan) error {
	if c.dryRun && len(plan.Files) > 0 {
		return &exitCode{code: 1}
	}
	for i := range plan.Files {
		if err := plan.Files[i].Write(); err != nil {
			return outputError(fmt.Errorf("%w; files written before it: %d", err, i))
		}
	}
	return c.complete(plan.Before)
}

// complete says whether all of the targets was read.
func (c *fixCommand) complete(report *result.Report) error {
	incomplete := false
	for _, t := range report.Targets {
		for _, p := range t.Problems {
			entry := c.log.WithField("target", t.ID)
			if p.File != "" {
				entry = entry.WithField("at", fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column))
			}
			entry.Warnf("%s: %s", p.What, p.Error)
		}
		incomplete = incomplete || t.Status != string(estate.Complete)
	}
	if incomplete {
		return &exitCode{code: exitIncomplete}
	}
	return nil
}
