package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"bulkhead/audit"
	"bulkhead/audit/catalogue"
	"bulkhead/audit/isolation"
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
	from     string
	to       string
	// zones are selectors, which put workloads into trust zones.
	zones []string
	// weights are what classes of cost add to a distance, as CLASS=NUMBER.
	weights []string
	// dimensions compares pods and guests by all controls too.
	dimensions bool
}

func newIsolation(p *program) *cobra.Command {
	c := &isolationCommand{program: p}
	cmd := &cobra.Command{
		Use:   "isolation TARGET...",
		Short: "Show what stands between workloads and the machines below them",
		Long: "Isolation places every pod and guest on one ladder, by what an attacker inside\n" +
			"it has to break to own its machine, and says what takes it higher. Rung 0 is no\n" +
			"wall, 1 a shared kernel that lies open, 2 one that hardly does, 3 a virtual\n" +
			"machine, 4 one whose monitor is caged, 5 such a one that shares nothing with\n" +
			"strangers. It says too how far the nearest workload of another zone lies, and\n" +
			"what keeps a workload's memory from who owns its machine.\n\n" +
			"With --from it lists what an attacker in one place gets, the nearest first; with\n" +
			"--to as well, what lies on the way there and what would have to go. With --zones\n" +
			"it shows which trust zones reach each other, and which share machines.\n\n" + targetsHelp + `

Exit codes: 0 done, 2 wrong usage, 3 a target could not be read whole or there
is no workload, 4 output could not be written or an internal error, 130
interrupted.`,
		Example: `  # pods and guests on one ladder
  bulkhead isolation kubernetes: qemu:///system
  # what would be deployed
  bulkhead isolation deploy/ -f json
  # does it hold here what is said of containers and virtual machines?
  bulkhead isolation kubernetes: qemu:///system --dimensions
  # what does an attacker in this workload get, over nodes and their hosts?
  bulkhead isolation kubernetes: qemu:///system --from shop/Deployment/cart
  # what lies between a pod and all rights in the cluster?
  bulkhead isolation kubernetes: --from shop/Deployment/cart --to cluster-admin
  # a picture for a browser, whose zones unfold
  bulkhead isolation kubernetes: qemu:///system -f svg -o map.svg
  # which namespaces reach which, and which share nodes?
  bulkhead isolation kubernetes: --zones namespace
  # and production from the rest?
  bulkhead isolation kubernetes: --zones prod=label:env=prod \
      --zones rest=label:env=dev`,
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd.Context(), args) },
	}
	c.targets.add(cmd)
	flags := cmd.Flags()
	c.policies.add(flags)
	headed(flags, aboutControls)
	flags.StringVarP(&c.format, "format", "f", reports.FormatTable, "`FORMAT` on standard output: "+oneOf(reports.IsolationFormats()))
	flags.StringVarP(&c.output, "output", "o", "", "write to `FILE` instead of standard output")
	headed(flags, aboutReport)
	flags.BoolVar(&c.dimensions, "dimensions", false, "compare pods and guests in eight dimensions, by all controls and the ladder")
	flags.StringVar(&c.from, "from", "", "show what an attacker at `NAME` gets: a workload, an account, a node, a guest")
	flags.StringVar(&c.to, "to", "", "show only the ways from --from to `NAME`, or to cluster-admin, host or network")
	flags.StringArrayVar(&c.zones, "zones", nil, "show which trust zones reach and share what: `SELECTOR` is "+isolation.SelectorHelp+"; repeatable")
	flags.StringSliceVar(&c.weights, "weights", nil, "what classes of cost add to a distance, as `CLASS=NUMBER`,...; docs/isolation.md has the classes and bulkhead's own")
	headed(flags, aboutControls)
	return cmd
}

func (c *isolationCommand) run(ctx context.Context, args []string) error {
	if c.format == reports.FormatHTML {
		return usageError(errors.New("-f html: the page is of a whole report: isolation --dimensions -f json -o FILE, and then report FILE -f html"))
	}
	if !slices.Contains(reports.IsolationFormats(), c.format) {
		return usageError(fmt.Errorf("--format %s: choose %s", c.format, oneOf(reports.IsolationFormats())))
	}
	if c.dimensions && c.from != "" {
		return usageError(errors.New("--dimensions compares whole platforms: leave --from out"))
	}
	if c.to != "" && c.from == "" {
		return usageError(fmt.Errorf("--to %s needs --from: where does the attacker begin?", c.to))
	}
	if len(c.zones) > 0 && (c.from != "" || c.dimensions) {
		return usageError(errors.New("--zones asks about all zones: leave --from and --dimensions out"))
	}
	if c.format == reports.FormatSVG && (c.from != "" || c.dimensions) {
		return usageError(errors.New("-f svg draws all zones: leave --from and --dimensions out"))
	}
	var selectors []isolation.Selector
	for _, text := range c.zones {
		selector, err := isolation.ParseSelector(text)
		if err != nil {
			return usageError(fmt.Errorf("--zones: %w", err))
		}
		selectors = append(selectors, selector)
	}
	weights, err := isolation.ParseWeights(c.weights)
	if err != nil {
		return usageError(fmt.Errorf("--weights: %w", err))
	}
	all, err := c.policies.open()
	if err != nil {
		return err
	}
	if _, err := c.tuning(all); err != nil {
		return err
	}
	collectors, err := c.targets.open(c.program, args)
	if err != nil {
		return err
	}
	report, err := c.measure(ctx, collectors, all, selectors, weights)
	c.progress.Clear()
	var unfit *isolation.ZoneError
	if errors.As(err, &unfit) {
		return usageError(fmt.Errorf("--zones: %w", unfit))
	}
	if err != nil {
		return outputError(err)
	}
	c.logTargets(report, c.format == reports.FormatTable && (c.output == "" || c.output == "-"))
	if c.from != "" && len(report.Isolation.Workloads) > 0 {
		if report.Isolation.Query, err = c.ask(report.Isolation); err != nil {
			return err
		}
	}
	if c.format == reports.FormatSVG || len(selectors) > 0 && len(report.Isolation.Workloads) > 0 {
		most := 0
		if slices.Contains(reports.DrawnFormats(), c.format) {
			most = reports.DrawnZones
		}
		if report.Isolation.Zoning, err = isolation.Separate(ctx, report, most); err != nil {
			return outputError(err)
		}
	}
	if c.dimensions {
		report.Isolation.Dimensions = isolation.Dimensions(report)
	}
	if err := c.write(ctx, report); err != nil {
		return outputError(err)
	}
	if len(report.Isolation.Workloads) == 0 || reports.Incomplete(report) {
		return &exitCode{code: exitIncomplete}
	}
	return nil
}

// ask finds what --from and --to name, and asks.
func (c *isolationCommand) ask(i *result.Isolation) (*result.Query, error) {
	from, err := find(i, "--from", c.from)
	if err != nil {
		return nil, err
	}
	if len(from) > 1 {
		return nil, ambiguous(i, "--from", c.from, from)
	}
	var to []int32
	if c.to != "" {
		if to, err = find(i, "--to", c.to); err != nil {
			return nil, err
		}
		all := c.to == isolation.WordHost || c.to == isolation.WordNetwork || c.to == isolation.KindClusterAdmin
		if len(to) > 1 && !all {
			return nil, ambiguous(i, "--to", c.to, to)
		}
		to = slices.DeleteFunc(to, func(v int32) bool { return v == from[0] })
		if len(to) == 0 {
			return nil, usageError(fmt.Errorf("--to %s is where --from %s begins", c.to, c.from))
		}
	}
	return isolation.Ask(i, from[0], to), nil
}

// maxCandidates bounds how many names an error lists.
const maxCandidates = 10

func find(i *result.Isolation, flag, name string) ([]int32, error) {
	found := isolation.Find(i, name)
	if len(found) > 0 {
		return found, nil
	}
	like := isolation.Like(i, name, maxCandidates)
	if len(like) == 0 {
		return nil, usageError(fmt.Errorf("%s %s: nothing of that name is there; -f json lists all vertices", flag, name))
	}
	return nil, usageError(fmt.Errorf("%s %s: nothing of that name is there; similar: %s", flag, name, oneOf(like)))
}

func ambiguous(i *result.Isolation, flag, name string, found []int32) error {
	several := false
	for _, v := range found[1:] {
		several = several || i.Vertices[v].Target != i.Vertices[found[0]].Target
	}
	var names []string
	for n, v := range found {
		if n == maxCandidates {
			names = append(names, fmt.Sprintf("and %d more", len(found)-n))
			break
		}
		names = append(names, isolation.Reference(&i.Vertices[v], several))
	}
	return usageError(fmt.Errorf("%s %s means several: %s", flag, name, oneOf(names)))
}

func (c *isolationCommand) measure(ctx context.Context, collectors []audit.Collector, all fs.FS, zones []isolation.Selector, weights isolation.Weights) (*result.Report, error) {
	options, err := c.targets.options(c.program, all)
	if err != nil {
		return nil, err
	}
	options.Isolation, options.Zones, options.Weights = true, zones, weights
	options.Use = func(*catalogue.Control) bool { return c.dimensions } // edges ask what they need of controls themselves
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
