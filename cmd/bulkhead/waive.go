package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"bulkhead/audit/result"
	"bulkhead/audit/waive"
	"bulkhead/cmd/internal/choice"
	"bulkhead/cmd/internal/output"
	"bulkhead/reports"
)

// waiveCommand is one call of bulkhead waive.
type waiveCommand struct {
	*program
	report, file           string
	reason, owner, expires string
	anyTarget              bool
	policies               policyFlag
}

func newWaive(p *program) *cobra.Command {
	w := &waiveCommand{program: p}
	cmd := &cobra.Command{
		Use:   "waive --report REPORT.json FINGERPRINT...",
		Short: "Accept findings of a report until a day",
		Long: `Waive adds findings of a JSON report to a file of waivers, which audits take
with --waivers. A FINGERPRINT is a finding's, or its first digits where no
other finding of the report begins with them. A waiver is for the report's
target only, unless --any-target is given.

What the file already has stays as it is. Exit codes: 0 written, 2 wrong usage,
no such finding or a finding that is waived already, 4 it could not be written.`,
		Example: `  jq -r '.findings[] | .fingerprint + " " + .control' audit.json
  bulkhead waive --report audit.json 4f1c9a0e --expires 2027-03-31 \
    --owner ops@example.com --reason "the node agent needs the host's processes"
  bulkhead audit deploy/ --waivers waivers.yaml`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError(errors.New("no FINGERPRINT given; -f json shows each finding's"))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return w.run(args) },
	}
	flags := cmd.Flags()
	flags.StringVar(&w.report, "report", "", "the JSON report that has the findings, as `REPORT.json`; - is standard input")
	flags.StringVar(&w.reason, "reason", "", "why they are accepted, as `TEXT`")
	flags.StringVar(&w.owner, "owner", "", "`WHO` answers for it")
	flags.StringVar(&w.expires, "expires", "", "the last `DAY` on which it holds, as 2027-03-31")
	flags.StringVar(&w.file, "waivers", "waivers.yaml", "the `FILE` to add them to")
	w.policies.add(flags)
	flags.BoolVar(&w.anyTarget, "any-target", false, "accept the findings in other targets too")
	return cmd
}

func (w *waiveCommand) run(fingerprints []string) error {
	for _, flag := range []struct{ name, value string }{
		{"report", w.report}, {"reason", w.reason}, {"owner", w.owner}, {"expires", w.expires},
	} {
		if strings.TrimSpace(flag.value) == "" {
			return usageError(fmt.Errorf("--%s is not given: a waiver has a reason, an owner and a last day", flag.name))
		}
	}
	if _, err := time.Parse(time.DateOnly, w.expires); err != nil {
		return usageError(fmt.Errorf("--expires %s: write a day as 2027-03-31", w.expires))
	}
	policies, err := w.policies.open()
	if err != nil {
		return err
	}
	found, err := w.find(fingerprints)
	if err != nil {
		return usageError(err)
	}
	before, err := os.ReadFile(w.file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return usageError(err)
	}
	text, err := waive.Append(before, w.file, found, choice.Known(policies))
	if err != nil {
		return usageError(err)
	}
	if err := output.File(w.file, func(to io.Writer) error { _, err := to.Write(text); return err }); err != nil {
		return outputError(err)
	}
	return nil
}

// find makes a waiver for each finding that is named.
func (w *waiveCommand) find(fingerprints []string) ([]waive.Entry, error) {
	report, err := w.readReport(w.report)
	if err != nil {
		return nil, err
	}
	found := make([][]waive.Entry, len(fingerprints))
	for f := range report.Findings {
		for i, prefix := range fingerprints {
			if len(prefix) < shortestPrefix || !strings.HasPrefix(f.Fingerprint, prefix) {
				continue
			}
			if made := w.waiver(f); !slices.Contains(found[i], made) {
				found[i] = append(found[i], made)
			}
		}
	}
	var all []waive.Entry
	for i, prefix := range fingerprints {
		different := map[string]bool{}
		for _, w := range found[i] {
			different[w.Fingerprint] = true
		}
		switch {
		case len(prefix) < shortestPrefix:
			return nil, fmt.Errorf("fingerprint %q is too short: give its first %d digits at least", prefix, shortestPrefix)
		case len(different) == 0:
			return nil, fmt.Errorf("%s has no finding with the fingerprint %s", w.report, prefix)
		case len(different) > 1:
			return nil, fmt.Errorf("%d findings of %s have fingerprints that begin with %s: give more digits", len(different), w.report, prefix)
		}
		for _, one := range found[i] {
			if !slices.Contains(all, one) {
				all = append(all, one)
			}
		}
	}
	return all, nil
}

// shortestPrefix is how many digits of a fingerprint are given at least.
const shortestPrefix = 8

func (w *waiveCommand) waiver(f *result.Finding) waive.Entry {
	e := waive.Entry{
		Control: f.Control, Fingerprint: f.Fingerprint, Target: f.Subject.Target,
		Waiver: result.Waiver{Owner: w.owner, Reason: w.reason, Expires: w.expires}, About: reports.SubjectName(&f.Subject),
	}
	if w.anyTarget {
		e.Target = ""
	}
	return e
}
