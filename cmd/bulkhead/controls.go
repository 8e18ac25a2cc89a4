package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"bulkhead/audit"
	"bulkhead/audit/catalogue"
	"bulkhead/audit/result"
	"bulkhead/cmd/internal/choice"
	"bulkhead/policies"
	"bulkhead/reports"
)

// controlsCommand is one call of bulkhead controls.
type controlsCommand struct {
	*program
	platforms, severities, walls, dimensions []string
	frameworks                               []string
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
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return c.run(args) },
	}
	flags := cmd.Flags()
	list(flags, &c.platforms, "platform", "only these: "+oneOf(choice.Platforms()))
	list(flags, &c.severities, "severity", "only these: critical, high, medium, low")
	list(flags, &c.walls, "wall", "only these: "+oneOf(catalogue.Walls()))
	list(flags, &c.dimensions, "dimension", "only these: "+oneOf(catalogue.Dimensions()))
	list(flags, &c.frameworks, "framework", "only controls of these frameworks; ID or ID:REQUIREMENT")
	flags.StringVarP(&c.format, "format", "f", reports.FormatTable, "table or json")
	return cmd
}

func (c *controlsCommand) run(args []string) error {
	if c.format != reports.FormatTable && c.format != reports.FormatJSON {
		return usageError(fmt.Errorf("--format %s: choose table or json", c.format))
	}
	use, err := c.filter(args)
	if err != nil {
		return usageError(err)
	}
	all, err := catalogue.Load(policies.FS, choice.Platforms()...)
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
		return c.asJSON(chosen)
	case len(args) == 1:
		return c.explain(chosen[0])
	default:
		return c.asTable(chosen)
	}
}

// filter joins the flags; a name that means nothing is an error.
func (c *controlsCommand) filter(args []string) (func(*catalogue.Control) bool, error) {
	var severities []string
	for _, s := range result.Severities() {
		severities = append(severities, string(s))
	}
	fields := []struct {
		flag          string
		wanted, known []string
		value         func(*catalogue.Control) string
	}{
		{"platform", c.platforms, choice.Platforms(), (*catalogue.Control).Platform},
		{"severity", c.severities, severities, func(c *catalogue.Control) string { return string(c.Severity) }},
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
	named, err := choice.Controls{Include: args, Frameworks: c.frameworks}.Chooser(policies.FS)
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

func (c *controlsCommand) asJSON(controls []*catalogue.Control) error {
	described := []result.Control{}
	for _, control := range controls {
		described = append(described, audit.Describe(control))
	}
	encoder := json.NewEncoder(c.out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(described); err != nil {
		return outputError(err)
	}
	return nil
}

func (c *controlsCommand) asTable(controls []*catalogue.Control) error {
	w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "SEVERITY\tCONTROL\tSUBJECT\tTITLE")
	for _, control := range controls {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", control.Severity, control.ID, control.Subject, control.Title)
	}
	if err := w.Flush(); err != nil {
		return outputError(err)
	}
	return nil
}

// explain prints all that is known of one control.
func (c *controlsCommand) explain(control *catalogue.Control) error {
	width, ok := terminalWidth(c.out)
	if !ok {
		width = 100
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n\n", control.ID, control.Title)
	for _, field := range [][2]string{
		{"Severity", string(control.Severity)}, {"Subject", control.Subject}, {"Wall", control.Wall}, {"Dimension", control.Dimension},
		{"Truer question", control.WeakerThan},
	} {
		if field[1] != "" {
			fmt.Fprintf(&b, "%-16s%s\n", field[0]+":", field[1])
		}
	}
	section := func(title, text string) {
		fmt.Fprintf(&b, "\n%s\n%s", title, reports.Wrap(text, width, "  "))
	}
	section("Why it matters", control.Description)
	section("What to change", control.Remediation)
	fmt.Fprint(&b, "\nReads\n")
	for _, path := range control.Reads {
		fmt.Fprintf(&b, "  %s\n", path)
	}
	if len(control.Frameworks) > 0 {
		fmt.Fprint(&b, "\nFrameworks\n")
		for _, id := range slices.Sorted(maps.Keys(control.Frameworks)) {
			fmt.Fprintf(&b, "  %s: %s\n", id, strings.Join(control.Frameworks[id], ", "))
		}
	}
	if len(control.References) > 0 {
		fmt.Fprint(&b, "\nReferences\n")
		for _, reference := range control.References {
			fmt.Fprintf(&b, "  %s\n", reference)
		}
	}
	if _, err := fmt.Fprint(c.out, b.String()); err != nil {
		return outputError(err)
	}
	return nil
}
