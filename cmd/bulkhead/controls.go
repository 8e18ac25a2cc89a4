package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"

	"github.com/spf13/cobra"

	"bulkhead/audit"
	"bulkhead/audit/catalogue"
	"bulkhead/audit/result"
	"bulkhead/cmd/internal/choice"
	"bulkhead/reports"
)

// controlsCommand is one call of bulkhead controls.
type controlsCommand struct {
	*program
	platforms, severities, walls, dimensions []string
	frameworks                               []string
	policies                                 policyFlag
	format                                   string
}

func newControls(p *program) *cobra.Command {
	c := &controlsCommand{program: p}
	cmd := &cobra.Command{
		Use:   "controls [ID]",
		Short: "List, filter and explain controls",
		Example: `  bulkhead controls --platform libvirt --severity critical,high
  bulkhead controls --framework pss:baseline
  bulkhead controls kubernetes/runs-as-root`,
		Args:              arguments(0, 1),
		ValidArgsFunction: completeControls,
		RunE:              func(_ *cobra.Command, args []string) error { return c.run(args) },
	}
	flags := cmd.Flags()
	list(flags, &c.platforms, "platform", "only of these `PLATFORMS`: "+oneOf(choice.Platforms()))
	list(flags, &c.severities, "severity", "only of these `SEVERITIES`: critical, high, medium, low")
	list(flags, &c.walls, "wall", "only of these `WALLS`: "+oneOf(catalogue.Walls()))
	list(flags, &c.dimensions, "dimension", "only of these `DIMENSIONS`: "+oneOf(catalogue.Dimensions()))
	list(flags, &c.frameworks, "framework", "only of these frameworks or requirements: `ID[:REQUIREMENT]`,..., as pss:restricted")
	c.policies.add(flags)
	flags.StringVarP(&c.format, "format", "f", reports.FormatTable, "`FORMAT` on standard output: table or json")
	headed(flags, aboutReport)
	return cmd
}

func (c *controlsCommand) run(args []string) error {
	if c.format != reports.FormatTable && c.format != reports.FormatJSON {
		return usageError(fmt.Errorf("--format %s: choose table or json", c.format))
	}
	policies, err := c.policies.open()
	if err != nil {
		return err
	}
	use, err := c.filter(args, policies)
	if err != nil {
		return usageError(err)
	}
	tuning, err := c.tuning(policies)
	if err != nil {
		return err
	}
	all, err := catalogue.LoadTuned(policies, tuning, choice.Platforms()...)
	if err != nil {
		return outputError(err)
	}
	var chosen []*catalogue.Control
	for _, control := range all.Controls {
		if use(control) {
			chosen = append(chosen, control)
		}
	}
	switch {
	case c.format == reports.FormatJSON:
		encoder := json.NewEncoder(c.out)
		encoder.SetIndent("", "  ")
		encoder.SetEscapeHTML(false)
		err = encoder.Encode(describe(chosen))
	case len(args) == 1 && len(chosen) == 1:
		err = reports.ExplainControl(c.out, audit.Describe(chosen[0]), looksAt(chosen[0]), c.page())
	default:
		err = reports.ListControls(c.out, describe(chosen), c.page())
	}
	if err != nil {
		return outputError(err)
	}
	return nil
}

// filter joins the flags; a name that means nothing is an error.
func (c *controlsCommand) filter(args []string, policies fs.FS) (func(*catalogue.Control) bool, error) {
	fields := []struct {
		flag          string
		wanted, known []string
		value         func(*catalogue.Control) string
	}{
		{"platform", c.platforms, choice.Platforms(), (*catalogue.Control).Platform},
		{"severity", c.severities, severityNames(), func(c *catalogue.Control) string { return string(c.Severity) }},
		{"wall", c.walls, catalogue.Walls(), func(c *catalogue.Control) string { return c.Wall }},
		{"dimension", c.dimensions, catalogue.Dimensions(), func(c *catalogue.Control) string { return c.Dimension }},
	}
	for _, field := range fields {
		for _, wanted := range field.wanted {
			if !slices.Contains(field.known, wanted) {
				return nil, fmt.Errorf("--%s %s: choose %s", field.flag, wanted, oneOf(field.known))
			}
		}
	}
	named, err := choice.Controls{Include: args, Frameworks: c.frameworks}.Chooser(policies)
	if err != nil {
		return nil, err
	}
	return func(control *catalogue.Control) bool {
		for _, field := range fields {
			if len(field.wanted) > 0 && !slices.Contains(field.wanted, field.value(control)) {
				return false
			}
		}
		return named(control)
	}, nil
}

// looksAt is a control's read set without the marks that stand for what is not known: those tell readers nothing.
func looksAt(c *catalogue.Control) []catalogue.Path {
	return slices.DeleteFunc(slices.Clone(c.Reads), func(p catalogue.Path) bool {
		last := p[len(p)-1]
		return last == "unknown" || last == "why"
	})
}

func describe(controls []*catalogue.Control) []result.Control {
	described := []result.Control{}
	for _, control := range controls {
		described = append(described, audit.Describe(control))
	}
	return described
}
