package reports

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"bulkhead/audit/result"
)

// XCCDF is for what reads SCAP: a benchmark whose rules are the controls, with the result of one test. Each finding is a result of its
// rule, with the subject as the instance. What passed is told by instance where the report has it, and else once for each rule.
// ARF is the same within an asset report, whose assets are the targets.

const (
	xccdfNamespace = "http://checklists.nist.gov/xccdf/1.2"
	xccdfBenchmark = "xccdf_bulkhead_benchmark_controls"
	xccdfRule      = "xccdf_bulkhead_rule_"
)

func writeXCCDF(w *bufio.Writer, r *result.Report, o Options) error {
	x := newXCCDF(w, r, o)
	x.text(xml.Header)
	x.benchmark(true)
	return nil
}

type xccdfWriter struct {
	xmlWriter
	report  *result.Report
	options Options
	// rules are the IDs of the controls' rules, in the order of the controls.
	rules  []string
	byName map[string]int // the first rule of a control
}

func newXCCDF(w *bufio.Writer, r *result.Report, o Options) *xccdfWriter {
	x := &xccdfWriter{xmlWriter: xmlWriter{w}, report: r, options: o, byName: map[string]int{}}
	x.nameRules()
	return x
}

// nameRules gives every control, and what findings call one, a rule of its own: IDs must be unique, whatever the report says.
func (x *xccdfWriter) nameRules() {
	taken := map[string]bool{}
	add := func(id string) {
		name := xccdfRule + token(strings.ReplaceAll(id, "/", "."))
		for n := 2; taken[name]; n++ {
			name = fmt.Sprintf("%s%s-%d", xccdfRule, token(strings.ReplaceAll(id, "/", ".")), n)
		}
		taken[name] = true
		if _, known := x.byName[id]; !known {
			x.byName[strings.Clone(id)] = len(x.rules)
		}
		x.rules = append(x.rules, name)
	}
	for i := range x.report.Controls {
		add(x.report.Controls[i].ID)
	}
	for f := range x.options.everything(x.report) {
		if _, known := x.byName[f.Control]; !known {
			add(f.Control)
		}
	}
	if len(x.rules) == 0 {
		add("none")
	}
}

// benchmark writes the rules, and the result of the test where that belongs with them.
func (x *xccdfWriter) benchmark(withResult bool) {
	x.text("<Benchmark")
	x.attributes("xmlns", xccdfNamespace, "id", xccdfBenchmark, "resolved", "1", "xml:lang", "en")
	x.text(">\n")
	x.element("status", "accepted", "date", dateOf(x.report.Finished).Format(time.DateOnly))
	x.element("title", "bulkhead's controls")
	x.element("description", "What stands between workloads: pods and virtual machines, on clusters and hosts.")
	x.text(`<platform idref="cpe:/a:kubernetes:kubernetes"/><platform idref="cpe:/a:redhat:libvirt"/>`)
	x.element("version", orNone(x.report.Tool.Version))
	x.text("<metadata><dc:publisher xmlns:dc=\"http://purl.org/dc/elements/1.1/\">")
	x.escaped(orNone(x.report.Tool.Name))
	x.text("</dc:publisher><dc:identifier xmlns:dc=\"http://purl.org/dc/elements/1.1/\">")
	x.escaped(orNone(x.report.Tool.Policies))
	x.text("</dc:identifier></metadata>\n")
	x.text(`<model system="urn:xccdf:scoring:flat-unweighted"/>` + "\n")
	for i, id := range x.rules {
		control := result.Control{}
		if i < len(x.report.Controls) {
			control = x.report.Controls[i]
		}
		x.rule(id, &control)
	}
	if withResult {
		x.result()
	}
	x.text("</Benchmark>\n")
}

// dateOf is a time that readers of dates take.
func dateOf(t time.Time) time.Time {
	if t.Year() < 1900 {
		t = time.Unix(0, 0)
	}
	return t.UTC()
}

// xccdfSeverity is a severity in XCCDF's words, which end at high.
func xccdfSeverity(s result.Severity) string {
	switch s {
	case result.Critical, result.High:
		return "high"
	case result.Medium, result.Low:
		return string(s)
	}
	return "unknown"
}

func (x *xccdfWriter) rule(id string, c *result.Control) {
	x.text("<Rule")
	x.attributes("id", id, "selected", "true", "severity", xccdfSeverity(c.Severity), "multiple", "true")
	x.text(">\n")
	x.element("title", cmp.Or(c.Title, c.ID, "a control that the report does not describe"))
	x.element("description", orNone(c.Description))
	for _, reference := range c.References {
		if u, err := url.Parse(reference); err == nil && u.Scheme == "https" {
			x.element("reference", reference, "href", u.String())
		} else {
			x.element("reference", orNone(reference))
		}
	}
	x.element("rationale", "It is part of the "+orNone(c.Wall)+" wall.")
	for _, one := range mappings(c) {
		framework, requirement, _ := strings.Cut(one, ":")
		x.element("ident", orNone(requirement), "system", "urn:bulkhead:framework:"+token(framework))
	}
	x.element("fixtext", orNone(c.Remediation))
	x.check(id)
	x.text("</Rule>\n")
}

// check refers to the policy of a rule, which no reader of SCAP can evaluate.
func (x *xccdfWriter) check(rule string) {
	x.text("<check")
	x.attributes("system", "urn:bulkhead:rego")
	x.text("><check-content-ref")
	x.attributes("href", strings.TrimPrefix(rule, xccdfRule)+".rego")
	x.text("/></check>\n")
}

// result writes the test's result.
func (x *xccdfWriter) result() {
	r := x.report
	x.text("<TestResult")
	x.attributes("xmlns", xccdfNamespace, "id", "xccdf_bulkhead_testresult_"+uuid("testresult", r.Tool.Policies, r.Started.UTC().String(), r.Finished.UTC().String()),
		"start-time", xmlTime(r.Started), "end-time", xmlTime(r.Finished), "test-system", "bulkhead "+orNone(r.Tool.Version), "version", orNone(r.Tool.Version))
	x.text(">\n<benchmark")
	x.attributes("id", xccdfBenchmark, "href", "#"+xccdfBenchmark)
	x.text("/>")
	x.element("title", "Audit of "+plural(len(r.Targets), "target"))
	for _, reason := range incomplete(r) {
		x.element("remark", "The audit is incomplete: "+reason)
	}
	x.text("\n")
	x.targets()
	written := make([]bool, len(x.rules))
	for f := range x.options.everything(r) {
		i := x.byName[f.Control]
		written[i] = true
		x.finding(x.rules[i], f)
	}
	for i, id := range x.rules {
		if !written[i] && i < len(r.Controls) {
			x.withoutFindings(id, &r.Controls[i])
		}
	}
	x.score()
	x.text("</TestResult>\n")
}

func xmlTime(t time.Time) string { return dateOf(t).Format(time.RFC3339) }

func (x *xccdfWriter) targets() {
	for i := range x.report.Targets {
		x.element("target", orNone(x.report.Targets[i].ID))
	}
	if len(x.report.Targets) == 0 {
		x.element("target", "none")
		x.text("\n")
		return
	}
	x.text("\n<target-facts>")
	fact := func(name, value string) {
		if value != "" {
			x.element("fact", value, "name", "urn:bulkhead:target:"+name, "type", "string")
		}
	}
	for i := range x.report.Targets {
		t := &x.report.Targets[i]
		n := strconv.Itoa(i + 1)
		fact(n+":id", t.ID)
		fact(n+":kind", t.Kind)
		fact(n+":version", t.Version)
		fact(n+":status", t.Status)
		for k := range t.Problems {
			fact(fmt.Sprintf("%s:not-read:%d", n, k+1), t.Problems[k].What+": "+t.Problems[k].Error)
		}
	}
	x.text("</target-facts>\n")
}

// xccdfResult is a finding's result. What this kind of target cannot tell was not checked; a waived failure is told for information.
func xccdfResult(f *result.Finding) string {
	switch {
	case f.Status == result.Pass:
		return "pass"
	case f.Status == result.Waived:
		return "informational"
	case f.Status == result.Unknown && f.Reason == "error":
		return "error"
	case f.Status == result.Unknown && f.Reason == "not-in-input":
		return "notchecked"
	case f.Status == result.Unknown:
		return "unknown"
	}
	return "fail"
}

func (x *xccdfWriter) finding(rule string, f *result.Finding) {
	x.open(rule, f.Severity)
	x.element("result", xccdfResult(f))
	switch f.Status {
	case result.Fail:
		x.element("message", f.Message, "severity", "error")
	case result.Unknown, result.Waived: // an override would be the place of a waiver, but OpenSCAP then wants one of every result
		x.element("message", standing(f)+": "+f.Message, "severity", "warning")
	default:
		x.element("message", orNone(f.Message), "severity", "info")
	}
	for i := range f.Evidence {
		e := &f.Evidence[i]
		text := said(e)
		if at := position(e.File, e.Line, e.Column); at != "" {
			text = at + ": " + text
		}
		x.element("message", text, "severity", "info")
	}
	x.element("instance", subjectName(&f.Subject), "context", "subject", "parentContext", "target")
	x.element("instance", orNone(f.Subject.Target), "context", "target")
	x.element("instance", orNone(f.Fingerprint), "context", "fingerprint")
	x.check(rule)
	x.text("</rule-result>\n")
}

func (x *xccdfWriter) open(rule string, severity result.Severity) {
	x.text("<rule-result")
	x.attributes("idref", rule, "severity", xccdfSeverity(severity), "time", xmlTime(x.report.Finished))
	x.text(">")
}

// withoutFindings tells how a control went none of whose verdicts is listed. Nothing is told of one whose findings are not shown.
func (x *xccdfWriter) withoutFindings(rule string, c *result.Control) {
	verdict, text := "", ""
	switch {
	case c.Fail+c.Unknown+c.Waived > 0:
		return
	case c.Pass > 0:
		verdict, text = "pass", plural(c.Pass, noun(c.Subject))+" passed"
	case c.NotApplicable > 0:
		verdict, text = "notapplicable", "applies to no "+noun(c.Subject)+" of the targets"
	default:
		verdict, text = "notchecked", "there is no "+noun(c.Subject)+" in the targets"
	}
	x.open(rule, c.Severity)
	x.element("result", verdict)
	x.element("message", text, "severity", "info")
	x.check(rule)
	x.text("</rule-result>\n")
}

// score is how many of all verdicts are passes, which XCCDF demands.
func (x *xccdfWriter) score() {
	passed := 0
	for i := range x.report.Controls {
		passed += x.report.Controls[i].Pass
	}
	x.element("score", strconv.Itoa(passed), "system", "urn:xccdf:scoring:flat-unweighted", "maximum", strconv.Itoa(max(1, verdicts(x.report))))
	x.text("\n")
}

// Namespaces of ARF.
const (
	arfNamespace   = "http://scap.nist.gov/schema/asset-reporting-format/1.1"
	coreNamespace  = "http://scap.nist.gov/schema/reporting-core/1.1"
	assetNamespace = "http://scap.nist.gov/schema/asset-identification/1.1"
	arfVocabulary  = "http://scap.nist.gov/specifications/arf/vocabulary/relationships/1.0#"
)

func writeARF(w *bufio.Writer, r *result.Report, o Options) error {
	x := newXCCDF(w, r, o)
	names := make([]string, 0, len(r.Targets))
	for i := range r.Targets {
		names = append(names, r.Targets[i].ID)
	}
	if len(names) == 0 {
		names = []string{"none"}
	}
	x.text(xml.Header + "<arf:asset-report-collection")
	x.attributes("xmlns:arf", arfNamespace, "xmlns:core", coreNamespace, "xmlns:ai", assetNamespace, "id", "bulkhead")
	x.text(">\n<core:relationships")
	x.attributes("xmlns:arfvocab", arfVocabulary)
	x.text(">\n" + `<core:relationship type="arfvocab:createdFor" subject="result"><core:ref>benchmark</core:ref></core:relationship>` + "\n")
	for i := range names {
		fmt.Fprintf(x.w, "<core:relationship type=\"arfvocab:isAbout\" subject=\"result\"><core:ref>target-%d</core:ref></core:relationship>\n", i+1)
	}
	x.text("</core:relationships>\n<arf:report-requests><arf:report-request id=\"benchmark\"><arf:content>\n")
	x.benchmark(false)
	x.text("</arf:content></arf:report-request></arf:report-requests>\n<arf:assets>\n")
	for i, name := range names {
		fmt.Fprintf(x.w, "<arf:asset id=\"target-%d\"><ai:system>", i+1)
		x.element("ai:system-name", orNone(name))
		x.text("</ai:system></arf:asset>\n")
	}
	x.text("</arf:assets>\n<arf:reports><arf:report id=\"result\"><arf:content>\n")
	x.result()
	x.text("</arf:content></arf:report></arf:reports>\n</arf:asset-report-collection>\n")
	return nil
}
