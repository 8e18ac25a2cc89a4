package reports

import (
	"bufio"
	"fmt"
	"strings"

	"bulkhead/audit/result"
)

// The format github is workflow commands: a runner of GitHub Actions turns each line into an annotation of the file.

func writeGitHub(w *bufio.Writer, r *result.Report, o Options) error {
	for i := range r.Targets {
		for j := range r.Targets[i].Problems {
			p := &r.Targets[i].Problems[j]
			command := annotation{level: "warning", file: p.File, line: p.Line, column: p.Column, title: "not read: " + p.What}
			if err := command.write(w, r.Targets[i].ID+": "+p.Error); err != nil {
				return err
			}
		}
	}
	controls := byID(r.Controls)
	for f := range o.everything(r) {
		if err := annotate(w, f, controls[f.Control]); err != nil {
			return err
		}
	}
	return nil
}

func annotate(w *bufio.Writer, f *result.Finding, c *result.Control) error {
	command := annotation{level: githubLevel(f), title: string(f.Severity) + " " + f.Control}
	if f.Status != result.Fail {
		command.title = standing(f) + ", " + command.title
	}
	if e := inFile(f); e != nil {
		command.file, command.line, command.column = e.File, e.Line, e.Column
	}
	lines := []string{f.Subject.Target + " " + subjectName(&f.Subject)}
	if f.Message != "" {
		lines[0] += ": " + f.Message
	}
	for i := range f.Evidence {
		lines = append(lines, said(&f.Evidence[i]))
	}
	if c != nil && f.Status == result.Fail {
		lines = append(lines, "Change: "+c.Remediation)
	}
	return command.write(w, lines...)
}

// githubLevel is error, warning or notice; what is unknown for a reason that makes the audit incomplete warns.
func githubLevel(f *result.Finding) string {
	switch {
	case f.Status == result.Fail && f.Severity.Rank() <= result.High.Rank():
		return "error"
	case f.Status == result.Fail && f.Severity == result.Medium, f.Status == result.Unknown && f.Reason != "not-in-input":
		return "warning"
	}
	return "notice"
}

// annotation is one workflow command.
type annotation struct {
	level, file, title string
	line, column       int
}

func (a *annotation) write(w *bufio.Writer, lines ...string) error {
	var properties []string
	add := func(name, text string) { properties = append(properties, name+"="+workflowProperty(text)) }
	if a.file != "" {
		add("file", a.file)
		if a.line > 0 {
			add("line", fmt.Sprint(a.line))
			add("endLine", fmt.Sprint(a.line))
			if a.column > 0 {
				add("col", fmt.Sprint(a.column))
			}
		}
	}
	add("title", a.title)
	for i := range lines {
		lines[i] = workflowData(lines[i])
	}
	_, err := fmt.Fprintf(w, "::%s %s::%s\n", a.level, strings.Join(properties, ","), strings.Join(lines, "%0A"))
	return err
}

// workflowData escapes what ends a command or starts an escape.
func workflowData(text string) string { return strings.ReplaceAll(clean(text), "%", "%25") }

// workflowProperty escapes also what separates properties.
func workflowProperty(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(workflowData(text), ":", "%3A"), ",", "%2C")
}
