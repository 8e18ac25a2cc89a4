package reports

import (
	"bufio"
	"encoding/xml"
	"iter"
	"strconv"
	"strings"

	"bulkhead/audit/result"
)

// JUnit is for pipelines that show tests. There is no one standard: what is written here is what the three known schemas have in
// common. A suite is a control, and a test case a subject. What could not be known for want of input, and what is waived, is
// skipped; what should have been readable is an error.

func writeJUnit(w *bufio.Writer, r *result.Report, o Options) error {
	j := junitWriter{xmlWriter: xmlWriter{w}, report: r}
	j.text(xml.Header + "<testsuites>\n")
	j.targets()
	j.suites(o.shown(r.Findings))
	j.suites(o.passes(r))
	j.text("</testsuites>\n")
	return nil
}

type junitWriter struct {
	xmlWriter
	report *result.Report
	id     int
}

// suite is what a suite's attributes count.
type suite struct {
	control                 *result.Control
	id                      string
	severity                result.Severity
	tests, failures, errors int
}

// open starts a suite; its properties must not be empty.
func (j *junitWriter) open(s *suite) {
	j.text("<testsuite")
	j.attributes("id", strconv.Itoa(j.id), "package", "bulkhead", "name", orNone(s.id), "timestamp", j.report.Started.UTC().Format("2006-01-02T15:04:05"),
		"hostname", "localhost", "tests", strconv.Itoa(s.tests), "failures", strconv.Itoa(s.failures), "errors", strconv.Itoa(s.errors), "time", "0")
	j.id++
	j.text(">\n<properties>")
	property := func(name, value string) {
		if value != "" {
			j.text("<property")
			j.attributes("name", name, "value", value)
			j.text("/>")
		}
	}
	property("bulkhead", orNone(j.report.Tool.Version))
	property("severity", string(s.severity))
	if c := s.control; c != nil {
		property("title", c.Title)
		property("remediation", c.Remediation)
		property("frameworks", strings.Join(mappings(c), " "))
	}
	j.text("</properties>\n")
}

func (j *junitWriter) close() { j.text("<system-out/><system-err/>\n</testsuite>\n") }

func (j *junitWriter) testcase(class, name string) {
	j.text("<testcase")
	j.attributes("classname", orNone(class), "name", orNone(name), "time", "0")
	j.text(">")
}

// outcome is what a test case holds if it did not pass.
func (j *junitWriter) outcome(element, message, kind, text string) {
	j.text("<" + element)
	j.attributes("message", message, "type", kind)
	j.text(">")
	j.escaped(text)
	j.text("</" + element + ">")
}

// targets is a suite that says which targets could be read whole, since no test of theirs would tell.
func (j *junitWriter) targets() {
	s := suite{id: "targets", tests: len(j.report.Targets)}
	for i := range j.report.Targets {
		if j.report.Targets[i].Status != statusComplete {
			s.errors++
		}
	}
	j.open(&s)
	for i := range j.report.Targets {
		t := &j.report.Targets[i]
		j.testcase("targets", t.ID)
		if t.Status != statusComplete {
			var problems []string
			for k := range t.Problems {
				problems = append(problems, t.Problems[k].What+": "+t.Problems[k].Error)
			}
			j.outcome("error", "the target is "+t.Status, "target", strings.Join(problems, "; "))
		}
		j.text("</testcase>\n")
	}
	j.close()
}

// suites writes a suite for each run of findings of one control and severity. Suites say first how much is in them, so that the
// findings are ranged over twice rather than held.
func (j *junitWriter) suites(findings iter.Seq[*result.Finding]) {
	var all []*suite
	controls := byID(j.report.Controls)
	for f := range findings {
		if n := len(all); n == 0 || all[n-1].id != f.Control || all[n-1].severity != f.Severity {
			all = append(all, &suite{id: strings.Clone(f.Control), severity: f.Severity, control: controls[f.Control]})
		}
		s := all[len(all)-1]
		s.tests++
		switch junitOutcome(f) {
		case "failure":
			s.failures++
		case "error":
			s.errors++
		}
	}
	left := 0
	for f := range findings {
		if left == 0 {
			j.open(all[0])
			left, all = all[0].tests, all[1:]
		}
		j.finding(f)
		if left--; left == 0 {
			j.close()
		}
	}
}

func junitOutcome(f *result.Finding) string {
	switch {
	case f.Status == result.Fail:
		return "failure"
	case f.Status == result.Unknown && f.Reason != "not-in-input":
		return "error"
	case f.Status == result.Pass:
		return ""
	}
	return "skipped"
}

func (j *junitWriter) finding(f *result.Finding) {
	j.testcase(strings.ReplaceAll(f.Control, "/", "."), f.Subject.Target+" "+subjectName(&f.Subject))
	where := ""
	if e := inFile(f); e != nil {
		where = e.File + ":" + strconv.Itoa(e.Line) + ": "
	}
	detail := where + saidAll(f, "; ") + " [" + f.Fingerprint + "]"
	switch outcome := junitOutcome(f); outcome {
	case "failure":
		j.outcome(outcome, f.Message, string(f.Severity), detail)
	case "error":
		j.outcome(outcome, standing(f)+": "+f.Message, string(f.Severity), detail)
	case "skipped": // no schema of the three gives it attributes that another has
		j.text("<skipped>")
		j.escaped(standing(f) + ": " + f.Message + ". " + detail)
		j.text("</skipped>")
	}
	j.text("</testcase>\n")
}
