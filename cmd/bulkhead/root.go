package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/sirupsen/logrus"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"bulkhead/cmd/internal/progress"
	"bulkhead/cmd/internal/settings"
	"bulkhead/reports"
)

// program is what all commands share.
type program struct {
	streams
	log      *logrus.Logger
	progress *progress.Line // nil where nobody watches

	config     string
	ofControls settings.Controls
	quiet      bool
	logLevel   string
	logFormat  string
}

func newRoot(s streams) *cobra.Command {
	p := &program{streams: s, log: logrus.New()}
	root := &cobra.Command{
		Use:   "bulkhead",
		Short: "Audit the walls between workloads, on Kubernetes clusters and on libvirt hosts",
		Long: `bulkhead audits what stands between workloads, pods and virtual machines alike:
on Kubernetes clusters, on libvirt hosts, on the machines below them, and in the
files that they are deployed from.

It only reads. What could not be read is reported as unknown, never as passed.`,
		Example: `  # the cluster of the current context
  bulkhead audit kubernetes:
  # this libvirt host and the machine below it
  bulkhead audit qemu:///system node:/
  # manifests and domain XML, before they are deployed
  bulkhead audit deploy/
  # what a control asks, why, and what to change
  bulkhead controls kubernetes/runs-as-root`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			return nil
		},
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return p.start(cmd) },
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) {
		_ = writeHelp(s.out, cmd) // cobra has no way to return it
	})
	flags := root.PersistentFlags()
	flags.StringVar(&p.config, "config", "", "settings `FILE`; without it bulkhead.yaml in the working directory, if any")
	flags.BoolVarP(&p.quiet, "quiet", "q", false, "no progress, and only errors in the log")
	flags.StringVar(&p.logLevel, "log-level", "warning", "log `LEVEL`: error, warning, info or debug")
	flags.StringVar(&p.logFormat, "log-format", "text", "log `FORMAT`: text or json")
	root.AddCommand(newAudit(p), newIsolation(p), newCollect(p), newCompare(p), newReport(p), newFix(p), newWaive(p), newControls(p), newFrameworks(p), newPolicy(p), newVersion(p), newCompletion(p))
	root.SetHelpCommand(newHelp())
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usageError(fmt.Errorf("%w; %s --help lists the flags", flagError(err), cmd.CommandPath()))
	})
	allowSettingsOfAll(root)
	completeFlags(root)
	for _, command := range root.Commands() {
		completeFlags(command)
	}
	return root
}

// flagError says of a value that its flag does not take what it takes, instead of how Go failed to parse it.
func flagError(err error) error {
	var invalid *pflag.InvalidValueError
	if !errors.As(err, &invalid) {
		return err
	}
	takes := map[string]string{
		"duration": "a time such as 90s or 5m", "int": "a whole number", "float64": "a number", "bool": "true or false",
	}[invalid.GetFlag().Value.Type()]
	if takes == "" {
		return err
	}
	return fmt.Errorf("--%s takes %s, not %q", invalid.GetFlag().Name, takes, invalid.GetValue())
}

// allowSettingsOfAll lets one settings file serve all commands.
func allowSettingsOfAll(root *cobra.Command) {
	var names []string
	for _, command := range root.Commands() {
		command.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	}
	root.PersistentFlags().Lookup("config").Annotations = map[string][]string{"settings": names}
}

// start runs before every command: it completes the flags, and sets up log and progress.
func (p *program) start(cmd *cobra.Command) error {
	path := p.config
	if path == "" {
		path = os.Getenv("BULKHEAD_CONFIG")
	}
	var err error
	if p.ofControls, err = settings.Apply(cmd.Flags(), path, os.Getenv); err != nil {
		return usageError(err)
	}
	level, err := logrus.ParseLevel(p.logLevel)
	if err != nil {
		return usageError(fmt.Errorf("--log-level %s: choose error, warning, info or debug", p.logLevel))
	}
	switch p.logFormat {
	case "text":
		p.log.SetFormatter(&logrus.TextFormatter{DisableColors: true})
	case "json":
		p.log.SetFormatter(&logrus.JSONFormatter{})
	default:
		return usageError(fmt.Errorf("--log-format %s: choose text or json", p.logFormat))
	}
	p.log.SetLevel(level)
	p.log.SetOutput(plainLines{p.err})
	if p.quiet {
		p.log.SetLevel(logrus.ErrorLevel)
		return nil
	}
	if width, ok := terminalWidth(p.err); ok {
		p.progress = progress.New(p.err, width)
		p.log.SetOutput(plainLines{p.progress})
	}
	return nil
}

// plainLines writes each line of the log so that names in it can't steer a terminal.
type plainLines struct{ io.Writer }

func (p plainLines) Write(line []byte) (int, error) {
	_, err := io.WriteString(p.Writer, reports.Plain(strings.TrimSuffix(string(line), "\n"))+"\n")
	return len(line), err
}

// terminalWidth returns the columns of a terminal, and false for all that is none.
func terminalWidth(w io.Writer) (int, bool) {
	file, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return 0, false
	}
	width, _, err := term.GetSize(int(file.Fd()))
	if err != nil || width < 1 {
		return 80, true
	}
	return width, true
}

// wantsColor follows NO_COLOR and TERM, and gives colours to terminals only.
func wantsColor(w io.Writer) bool {
	_, terminal := terminalWidth(w)
	return terminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// list is a comma list: values may also be given by repeating the flag.
func list(flags *pflag.FlagSet, into *[]string, name, usage string) {
	flags.StringSliceVar(into, name, nil, usage)
}

// oneOf describes a choice for help and errors.
func oneOf(choices []string) string { return strings.Join(choices, ", ") }

// page is how text for people is laid out on standard output. What goes through a pipe may end in a pager on the terminal
// that standard error is.
func (p *program) page() reports.Options {
	width, terminal := terminalWidth(p.out)
	if !terminal && isPipe(p.out) {
		width, _ = terminalWidth(p.err)
	}
	return reports.Options{Width: width, Color: wantsColor(p.out)}
}

func isPipe(w io.Writer) bool {
	file, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeNamedPipe != 0
}
