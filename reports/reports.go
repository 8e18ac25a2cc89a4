// Package reports says what an audit found: it renders a [result.Report], one file a format. How a report is filtered or
// laid out never changes what was found, and so never the exit code.
package reports

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"time"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/result"
)

// Formats that [Write] knows.
const (
	FormatTable      = "table"
	FormatJSON       = "json"
	FormatSARIF      = "sarif"
	FormatJUnit      = "junit"
	FormatMarkdown   = "markdown"
	FormatHTML       = "html"
	FormatCSV        = "csv"
	FormatOSCAL      = "oscal"
	FormatGitHub     = "github"
	FormatGitLab     = "codequality"
	FormatPrometheus = "prometheus"

	FormatPolicyReport = "policyreport"
	FormatOpenReports  = "openreports"

	FormatXCCDF = "xccdf"
	FormatARF   = "arf"
	FormatOCSF  = "ocsf"
)

// named is a format: its name and who writes it.
type named struct {
	name  string
	write func(*bufio.Writer, *result.Report, Options) error
}

func formats() []named {
	return []named{
		{FormatTable, writeTable},
		{FormatJSON, writeJSON},
		{FormatSARIF, writeSARIF},
		{FormatJUnit, writeJUnit},
		{FormatMarkdown, writeMarkdown},
		{FormatHTML, writeHTML},
		{FormatCSV, writeCSV},
		{FormatOSCAL, writeOSCAL},
		{FormatGitHub, writeGitHub},
		{FormatGitLab, writeCodeQuality},
		{FormatPrometheus, writePrometheus},
		{FormatPolicyReport, writePolicyReport},
		{FormatOpenReports, writeOpenReports},
		{FormatXCCDF, writeXCCDF},
		{FormatARF, writeARF},
		{FormatOCSF, writeOCSF},
	}
}

// Formats lists the names that [Write] takes, the default first.
func Formats() []string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return names
}

// Views of the table.
const (
	ViewControl   = "control"
	ViewResource  = "resource"
	ViewFramework = "framework"
)

// Views lists the table's views, the default first.
func Views() []string { return []string{ViewControl, ViewResource, ViewFramework} }

// Options say how a report is shown. The zero value is a plain table of everything that is no pass, by control, made for a
// hundred columns.
type Options struct {
	// Width is the number of columns that the table fits; 0 means 100, and less than 40 is taken as 40.
	Width int
	// Color allows escape sequences for colours in the table. Whether the terminal wants them is the caller's to know.
	Color bool
	// View is one of [Views]; empty means by control. It only shapes the table.
	View string
	// Frameworks limits what is told of frameworks to these, each ID or ID:REQUIREMENT; empty tells of all.
	Frameworks []string
	// Catalogue has the frameworks by ID, for the titles of requirements and for which includes which. A report has their IDs only.
	Catalogue map[string]*catalogue.Framework
	// Controls are all that there are. A requirement to which one maps that the report did not ask is not satisfied. Nil means those of
	// the report.
	Controls []result.Control
	// ShowPassed lists passes too, where the report has them.
	ShowPassed bool
	// MinSeverity leaves out findings below it, in all formats; empty shows all. Counts stay those of the whole audit.
	MinSeverity result.Severity
	// Now tells how long waivers still hold; zero leaves that out.
	Now time.Time
	// Gate is what decides the exit code. The table then ends with what that is and why; nil says nothing of it.
	Gate *Gate
}

// Write renders r to w. The error is w's, or names what is wrong with format and options.
func Write(w io.Writer, format string, r *result.Report, o Options) error {
	if err := o.check(); err != nil {
		return err
	}
	known := formats()
	i := slices.IndexFunc(known, func(f named) bool { return f.name == format })
	if i < 0 {
		return fmt.Errorf("format %q is none of %s", format, strings.Join(Formats(), ", "))
	}
	buffered := bufio.NewWriterSize(w, 1<<16)
	if err := known[i].write(buffered, r, o); err != nil {
		return fmt.Errorf("write %s report: %w", format, err)
	}
	if err := buffered.Flush(); err != nil {
		return fmt.Errorf("write %s report: %w", format, err)
	}
	return nil
}

func (o *Options) check() error {
	if o.View != "" && !slices.Contains(Views(), o.View) {
		return fmt.Errorf("view %q is none of %s", o.View, strings.Join(Views(), ", "))
	}
	if o.MinSeverity != "" && !slices.Contains(result.Severities(), o.MinSeverity) {
		return fmt.Errorf("severity %q is none of %v", o.MinSeverity, result.Severities())
	}
	return nil
}

// shows tells whether findings of that severity are shown.
func (o *Options) shows(s result.Severity) bool {
	return o.MinSeverity == "" || s.Rank() <= o.MinSeverity.Rank()
}

// shown leaves out what o does not show.
func (o *Options) shown(findings iter.Seq[*result.Finding]) iter.Seq[*result.Finding] {
	return func(yield func(*result.Finding) bool) {
		for f := range all(findings) {
			if o.shows(f.Severity) && !yield(f) {
				return
			}
		}
	}
}

// passes are the passes that o shows; without ShowPassed none.
func (o *Options) passes(r *result.Report) iter.Seq[*result.Finding] {
	if !o.ShowPassed {
		return all(nil)
	}
	return o.shown(r.Passed)
}

// everything is what o shows: the findings, and behind them the passes.
func (o *Options) everything(r *result.Report) iter.Seq[*result.Finding] {
	return func(yield func(*result.Finding) bool) {
		for _, findings := range []iter.Seq[*result.Finding]{o.shown(r.Findings), o.passes(r)} {
			for f := range findings {
				if !yield(f) {
					return
				}
			}
		}
	}
}

// all ranges over findings, which may be nil.
func all(findings iter.Seq[*result.Finding]) iter.Seq[*result.Finding] {
	if findings == nil {
		return func(func(*result.Finding) bool) {}
	}
	return findings
}

// Only is a report of some of the controls: it has their counts and findings, and all else of r.
func Only(r *result.Report, use func(*result.Control) bool) *result.Report {
	some, dropped := *r, map[string]bool{}
	some.Controls = nil
	for i := range r.Controls {
		if use(&r.Controls[i]) {
			some.Controls = append(some.Controls, r.Controls[i])
		} else {
			dropped[r.Controls[i].ID] = true
		}
	}
	of := func(findings iter.Seq[*result.Finding]) iter.Seq[*result.Finding] {
		return func(yield func(*result.Finding) bool) {
			for f := range all(findings) {
				if !dropped[f.Control] && !yield(f) {
					return
				}
			}
		}
	}
	some.Findings = of(r.Findings)
	if r.Passed != nil {
		some.Passed = of(r.Passed)
	}
	return &some
}
