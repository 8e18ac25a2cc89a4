package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"bulkhead/audit/catalogue"
	"bulkhead/cmd/internal/choice"
	"bulkhead/reports"
)

func newFrameworks(p *program) *cobra.Command {
	format, own := "", policyFlag{}
	cmd := &cobra.Command{
		Use:   "frameworks [ID]",
		Short: "List the catalogues that controls map to, and their coverage",
		Example: `  bulkhead frameworks
  bulkhead frameworks cis-kubernetes-1.12`,
		Args:              arguments(0, 1),
		ValidArgsFunction: completeFrameworks,
		RunE:              func(_ *cobra.Command, args []string) error { return p.frameworks(args, format, own) },
	}
	own.add(cmd.Flags())
	cmd.Flags().StringVarP(&format, "format", "f", reports.FormatTable, "`FORMAT` on standard output: table or json")
	headed(cmd.Flags(), aboutReport)
	return cmd
}

func (p *program) frameworks(args []string, format string, own policyFlag) error {
	if format != reports.FormatTable && format != reports.FormatJSON {
		return usageError(fmt.Errorf("--format %s: choose table or json", format))
	}
	policies, err := own.open()
	if err != nil {
		return err
	}
	if _, err := (choice.Controls{Frameworks: args}).Chooser(policies); err != nil {
		return usageError(err)
	}
	known, err := catalogue.Frameworks(policies)
	if err != nil {
		return outputError(err)
	}
	all, err := catalogue.Load(policies, choice.Platforms()...)
	if err != nil {
		return outputError(err)
	}
	controls := describe(all.Controls)
	chosen := []reports.FrameworkCoverage{}
	for _, id := range slices.Sorted(maps.Keys(known)) {
		if len(args) == 0 || id == args[0] {
			chosen = append(chosen, reports.Coverage(known[id], controls))
		}
	}
	switch {
	case len(args) == 1 && len(chosen) != 1:
		return usageError(fmt.Errorf("%s is a requirement; bulkhead frameworks takes the ID of a framework", args[0]))
	case format == reports.FormatJSON:
		encoder := json.NewEncoder(p.out)
		encoder.SetIndent("", "  ")
		encoder.SetEscapeHTML(false)
		err = encoder.Encode(chosen)
	case len(args) == 1:
		err = reports.ExplainFramework(p.out, chosen[0], p.page())
	default:
		err = reports.ListFrameworks(p.out, chosen, p.page())
	}
	if err != nil {
		return outputError(err)
	}
	return nil
}
