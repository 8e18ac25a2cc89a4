package main

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/relate"
	"bulkhead/audit/result"
	"bulkhead/cmd/internal/choice"
	"bulkhead/policies"
	"bulkhead/reports"
)

func shells() []string { return []string{"bash", "fish", "powershell", "zsh"} }

func newCompletion(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print a script that completes commands, flags and their values",
		Long: "Print a script that makes a shell complete commands, flags and their values.\n" +
			"A SHELL is one of " + oneOf(shells()) + ".",
		Example: `  # bash, for this session and for all to come
  source <(bulkhead completion bash)
  bulkhead completion bash > /etc/bash_completion.d/bulkhead
  # zsh
  bulkhead completion zsh > "${fpath[1]}/_bulkhead"
  # fish
  bulkhead completion fish > ~/.config/fish/completions/bulkhead.fish
  # PowerShell
  bulkhead completion powershell | Out-String | Invoke-Expression`,
		ValidArgs: shells(),
		Args:      arguments(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var err error
			switch root := cmd.Root(); args[0] {
			case "bash":
				err = root.GenBashCompletionV2(p.out, true)
			case "fish":
				err = root.GenFishCompletion(p.out, true)
			case "powershell":
				err = root.GenPowerShellCompletionWithDesc(p.out)
			case "zsh":
				err = root.GenZshCompletion(p.out)
			default:
				return usageError(fmt.Errorf("no completion for the shell %q: choose %s", args[0], oneOf(shells())))
			}
			if err != nil {
				return outputError(err)
			}
			return nil
		},
	}
}

// completeFlags makes shells complete the values of the flags that a command has.
func completeFlags(cmd *cobra.Command) {
	fixed := func(values []string) cobra.CompletionFunc {
		return cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)
	}
	for flag, complete := range map[string]cobra.CompletionFunc{
		"dimension":          fixed(catalogue.Dimensions()),
		"exclude-controls":   completeControls,
		"format":             fixed(reports.Formats()),
		"framework":          completeFrameworks,
		"include-controls":   completeControls,
		"kubernetes-version": fixed(kubernetesVersions()),
		"log-format":         fixed([]string{"text", "json"}),
		"log-level":          fixed([]string{"error", "warning", "info", "debug"}),
		"min-severity":       fixed(severityNames()),
		"publish":            fixed(reports.PublishedFormats()),
		"platform":           fixed(choice.Platforms()),
		"severity":           fixed(severityNames()),
		"severity-threshold": fixed(append(severityNames(), "none")),
		"view":               fixed(reports.Views()),
		"wall":               fixed(catalogue.Walls()),
	} {
		if cmd.Flag(flag) != nil {
			_ = cmd.RegisterFlagCompletionFunc(flag, complete) // the flag exists, and none registers it twice
		}
	}
}

func kubernetesVersions() []string {
	var versions []string
	for minor := relate.NewestMinor; minor >= relate.OldestMinor; minor-- {
		versions = append(versions, fmt.Sprintf("v1.%d", minor))
	}
	return versions
}

func severityNames() []string {
	var names []string
	for _, severity := range result.Severities() {
		names = append(names, string(severity))
	}
	return names
}

// policiesOf are the policies of the command line as it is so far.
func policiesOf(cmd *cobra.Command) fs.FS {
	flag := cmd.Flag("policies")
	if flag == nil || flag.Value.String() == "" {
		return policies.FS
	}
	own, err := catalogue.Join(policies.FS, flag.Value.String())
	if err != nil {
		return policies.FS
	}
	return own
}

func completeControls(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
	ids, err := catalogue.IDs(policiesOf(cmd), choice.Platforms()...)
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}

func completeFrameworks(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
	frameworks, err := catalogue.Frameworks(policiesOf(cmd))
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	return slices.Sorted(maps.Keys(frameworks)), cobra.ShellCompDirectiveNoFileComp
}
