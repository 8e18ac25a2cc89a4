package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/result"
	"bulkhead/cmd/internal/choice"
	"bulkhead/cmd/internal/output"
	"bulkhead/cmd/internal/settings"
	"bulkhead/reports"
)

// reportFlags say in which formats a report is written, where to, and what of it is shown.
type reportFlags struct {
	format      string
	output      string
	also        []string
	view        string
	showPassed  bool
	minSeverity string
	flags       *pflag.FlagSet
}

func (r *reportFlags) add(flags *pflag.FlagSet) {
	flags.StringVarP(&r.format, "format", "f", reports.FormatTable, "`FORMAT` on standard output: "+oneOf(reports.Formats()))
	flags.StringVarP(&r.output, "output", "o", "", "write to `FILE` instead of standard output")
	flags.StringArrayVar(&r.also, "report", nil, "one more report of the same run, as `FORMAT=FILE`; repeatable")
	flags.StringVar(&r.view, "view", reports.ViewControl, "`VIEW` of the table, by what it is grouped: "+oneOf(reports.Views()))
	flags.StringVar(&r.minSeverity, "min-severity", "", "show nothing below this `SEVERITY`; the exit code stays the same")
	flags.BoolVar(&r.showPassed, "show-passed", false, "show what passed too")
	headed(flags, aboutReport)
	r.flags = flags
}

func (r *reportFlags) options() (reports.Options, error) {
	o := reports.Options{View: r.view, ShowPassed: r.showPassed, MinSeverity: result.Severity(r.minSeverity), Now: time.Now()}
	if !slices.Contains(reports.Views(), r.view) {
		return o, fmt.Errorf("--view %s: choose %s", r.view, oneOf(reports.Views()))
	}
	if settings.OnCommandLine(r.flags, "view") && !slices.Contains(r.formats(), reports.FormatTable) {
		return o, fmt.Errorf("--view %s: only the table has views, and none is written", r.view)
	}
	if r.minSeverity != "" && !slices.Contains(result.Severities(), o.MinSeverity) {
		return o, fmt.Errorf("--min-severity %s: choose critical, high, medium or low", r.minSeverity)
	}
	return o, nil
}

// formats are all that are written.
func (r *reportFlags) formats() []string {
	formats := []string{r.format}
	for _, one := range r.also {
		format, _, _ := strings.Cut(one, "=")
		formats = append(formats, format)
	}
	return formats
}

// completeFrameworks completes the options with what is known of frameworks. All controls are loaded only where a report tells of them.
func (r *reportFlags) completeFrameworks(p *program, o *reports.Options, policies fs.FS) error {
	var err error
	if o.Catalogue, err = catalogue.Frameworks(policies); err != nil {
		return err
	}
	tells := func(format string) bool {
		return format == reports.FormatHTML || format == reports.FormatOSCAL || format == reports.FormatTable && r.view == reports.ViewFramework
	}
	if !slices.ContainsFunc(r.formats(), tells) {
		return nil
	}
	tuning, err := p.tuning(policies)
	if err != nil {
		return err
	}
	all, err := catalogue.LoadTuned(policies, tuning, choice.Platforms()...)
	if err != nil {
		return err
	}
	o.Controls = describe(all.Controls)
	return nil
}

// toFile says that standard output gets nothing.
func (r *reportFlags) toFile() bool { return r.output != "" && r.output != "-" }

// writer writes one report.
type writer func(*result.Report) error

// outputs prepares what is to be written, so that a wrong format and a file that can't be written are refused before the audit and not
// after it.
func (r *reportFlags) outputs(ctx context.Context, p *program, o reports.Options) ([]writer, error) {
	if err := knownFormat(r.format); err != nil {
		return nil, usageError(fmt.Errorf("--format %w", err))
	}
	var all []writer
	var files []string
	add := func(format, path string) {
		files = append(files, path)
		all = append(all, func(report *result.Report) error {
			return output.File(path, func(w io.Writer) error { return reports.Write(output.Until(ctx, w), format, report, o) })
		})
	}
	for _, one := range r.also {
		format, path, ok := strings.Cut(one, "=")
		if !ok || path == "" {
			return nil, usageError(fmt.Errorf("--report %s: write FORMAT=FILE, as json=audit.json", one))
		}
		if err := knownFormat(format); err != nil {
			return nil, usageError(fmt.Errorf("--report %w", err))
		}
		add(format, path)
	}
	if r.toFile() {
		add(r.format, r.output)
	} else {
		onTerminal, page := o, p.page()
		onTerminal.Width, onTerminal.Color = page.Width, page.Color
		all = append(all, func(report *result.Report) error {
			return reports.Write(output.Until(ctx, p.out), r.format, report, onTerminal)
		})
	}
	if twice := repeated(files); twice != "" {
		return nil, usageError(fmt.Errorf("two reports would be written to %s; give each a file of its own", twice))
	}
	for _, file := range files {
		if err := output.Writable(file); err != nil {
			return nil, outputError(err)
		}
	}
	return all, nil
}

// writeAll writes all reports, and then says what went wrong with any.
func writeAll(ctx context.Context, outputs []writer, report *result.Report) error {
	var failed []error
	for _, write := range outputs {
		failed = append(failed, write(report))
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err := errors.Join(failed...); err != nil {
		return outputError(err)
	}
	return nil
}

// repeated is a file that is named twice, by whatever path. Devices and pipes take more than one report.
func repeated(files []string) string {
	seen := map[string]bool{}
	for _, file := range files {
		if info, err := os.Stat(file); err == nil && !info.Mode().IsRegular() {
			continue
		}
		name, err := filepath.Abs(file)
		if err != nil {
			name = file
		}
		if real, err := filepath.EvalSymlinks(filepath.Dir(name)); err == nil {
			name = filepath.Join(real, filepath.Base(name))
		}
		if seen[name] {
			return file
		}
		seen[name] = true
	}
	return ""
}

func knownFormat(format string) error {
	if !slices.Contains(reports.Formats(), format) {
		return fmt.Errorf("%s: choose %s", format, oneOf(reports.Formats()))
	}
	return nil
}
