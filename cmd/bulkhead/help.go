package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// helpWidth is in columns. The texts of the commands are written to fit it; flags are wrapped to it.
const helpWidth = 80

// Headings that flags stand under in help.
const (
	aboutTargets  = "What is read"
	aboutControls = "What is asked"
	aboutReport   = "What is shown"
	aboutSnapshot = "What is written"
	aboutExitCode = "What the exit code says"
	aboutOthers   = "Other flags"
)

const headingOf = "heading"

// headed puts the flags that have no heading yet under this one.
func headed(flags *pflag.FlagSet, heading string) {
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Annotations == nil {
			f.Annotations = map[string][]string{headingOf: {heading}}
		}
	})
}

// newHelp is the command help, which is no other than --help.
func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Tell what a command is for, and its flags",
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return unknownCommand(cmd.Root(), args[0])
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
}

// arguments refuses fewer and more arguments, and says how the command is called.
func arguments(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < least || len(args) > most {
			return usageError(fmt.Errorf("write %s; arguments given: %d", cmd.UseLine(), len(args)))
		}
		return nil
	}
}

func unknownCommand(root *cobra.Command, name string) error {
	root.SuggestionsMinimumDistance = 2 // edits between what was typed and what was meant
	meant := ""
	if near := root.SuggestionsFor(name); len(near) > 0 {
		meant = fmt.Sprintf(" (did you mean %q?)", near[0])
	}
	return usageError(fmt.Errorf("unknown command %q%s; %s --help lists them", name, meant, root.CommandPath()))
}

// writeHelp writes the help of a command.
func writeHelp(w io.Writer, cmd *cobra.Command) error {
	var b strings.Builder
	text := cmd.Long
	if text == "" {
		text = cmd.Short + "."
	}
	fmt.Fprintf(&b, "%s\n\nUsage:\n", strings.TrimSpace(text))
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "  %s COMMAND [flags]\n", cmd.CommandPath())
	} else {
		fmt.Fprintf(&b, "  %s\n", cmd.UseLine())
	}
	if cmd.HasExample() {
		fmt.Fprintf(&b, "\nExamples:\n%s\n", cmd.Example)
	}
	if cmd.HasAvailableSubCommands() {
		b.WriteString("\nCommands:\n")
		for _, sub := range cmd.Commands() {
			if sub.IsAvailableCommand() {
				fmt.Fprintf(&b, "  %-*s  %s\n", cmd.NamePadding(), sub.Name(), sub.Short)
			}
		}
	}
	writeFlags(&b, cmd)
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\n%s COMMAND --help tells more of a command.\n", cmd.CommandPath())
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// writeFlags writes a command's flags heading by heading, and those without one last.
func writeFlags(w io.Writer, cmd *cobra.Command) {
	below := map[string]*pflag.FlagSet{}
	sort := func(f *pflag.Flag) {
		heading := aboutOthers
		if of := f.Annotations[headingOf]; len(of) > 0 {
			heading = of[0]
		}
		if below[heading] == nil {
			below[heading] = pflag.NewFlagSet(heading, pflag.ContinueOnError)
			below[heading].SortFlags = false
		}
		below[heading].AddFlag(f)
	}
	cmd.LocalFlags().VisitAll(sort)
	cmd.InheritedFlags().VisitAll(sort)
	for _, heading := range []string{aboutTargets, aboutControls, aboutReport, aboutSnapshot, aboutExitCode, aboutOthers} {
		if flags := below[heading]; flags != nil && flags.HasAvailableFlags() {
			fmt.Fprintf(w, "\n%s:\n%s", heading, flags.FlagUsagesWrapped(helpWidth))
		}
	}
}
