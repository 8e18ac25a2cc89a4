package reports

import (
	"bufio"
	"crypto/sha1"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"bulkhead/audit/result"
)

// OSCAL assessment results are for auditors' tools: observations are what was found, and findings say of each requirement of a framework
// whether it is satisfied. OSCAL knows satisfied and not satisfied only, so that what was not evaluated is not satisfied for another
// reason. There is no assessment plan, which it demands: a resource in its place says so.

const (
	oscalVersion   = "1.1.3"
	oscalNamespace = "urn:bulkhead:oscal"
)

func writeOSCAL(w *bufio.Writer, r *result.Report, o Options) error {
	s := oscalWriter{jsonWriter: jsonWriter{w: w}, report: r, digest: newDigest(r, o), targets: map[string]*result.Target{}, observed: map[string][]string{}}
	for i := range r.Targets {
		s.targets[r.Targets[i].ID] = &r.Targets[i]
	}
	plan := uuid("plan")
	s.text(`{"assessment-results":{`)
	s.str("uuid", s.document())
	s.key("metadata")
	s.open('{')
	s.words("title", "Audit of "+plural(len(r.Targets), "target"))
	s.date("last-modified", r.Finished)
	s.words("version", orNone(r.Tool.Version))
	s.str("oscal-version", oscalVersion)
	s.props("tool", orNone(r.Tool.Name), "policies", r.Tool.Policies)
	s.text(`},"import-ap":{`)
	s.str("href", "#"+plan)
	s.text("},\"results\":[{\n")
	s.result()
	s.text(`}],"back-matter":{"resources":[{`)
	s.str("uuid", plan)
	s.str("title", "No assessment plan")
	s.str("description", "The audit asks every control that it was given about every subject of the targets; no plan was written for it.")
	s.text("}]}}}\n")
	s.flush()
	return s.err
}

type oscalWriter struct {
	jsonWriter
	report  *result.Report
	digest  *digest
	targets map[string]*result.Target
	// observed are the observations of each control.
	observed map[string][]string
}

// uuid makes a UUID of version 5, so that the same thing has the same one in every report.
func uuid(names ...string) string {
	// The namespace is one of our own, made once.
	namespace := [16]byte{0x8f, 0x3d, 0x6b, 0x1c, 0x52, 0xe7, 0x4a, 0x90, 0xb1, 0x0e, 0x7c, 0x24, 0x95, 0xd8, 0x63, 0xfa}
	sum := sha1.Sum(append(namespace[:], strings.Join(names, "\x00")...))
	sum[6], sum[8] = sum[6]&0x0f|0x50, sum[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

// document is the UUID of the whole, which OSCAL wants to be another for every content.
func (s *oscalWriter) document() string {
	names := []string{"results", s.report.Tool.Version, s.report.Tool.Policies, s.report.Started.UTC().String(), s.report.Finished.UTC().String()}
	for i := range s.report.Targets {
		names = append(names, s.report.Targets[i].ID)
	}
	return uuid(names...)
}

func observationID(f *result.Finding) string {
	return uuid("observation", f.Subject.Target, f.Control, f.Fingerprint, string(f.Status), f.Subject.Kind, subjectName(&f.Subject), f.Message)
}

// words writes a text as OSCAL takes it: one line that neither begins nor ends with a blank, and is not empty.
func (s *oscalWriter) words(name, text string) { s.str(name, oscalText(text)) }

func oscalText(text string) string { return orNone(strings.TrimSpace(clean(text))) }

// token makes an OSCAL token: a letter, then letters, digits, dots, hyphens and underscores.
func token(text string) string {
	made := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || strings.ContainsRune(".-_", r) {
			return r
		}
		return '_'
	}, clean(text))
	if first := []rune(made + "_")[0]; !unicode.IsLetter(first) && first != '_' {
		made = "_" + made
	}
	return orNone(made)
}

// controlID names a requirement as a control of OSCAL, apart from those of other frameworks.
func controlID(framework, requirement string) string { return token(framework + "_" + requirement) }

// date writes a time. OSCAL has none before 1900, which no report has that an audit made.
func (s *oscalWriter) date(name string, t time.Time) {
	if t.Year() < 1900 {
		t = time.Unix(0, 0)
	}
	s.key(name)
	s.timestamp(t)
}

// props writes names and values in turns, but for those without value; one at least must have one.
func (s *oscalWriter) props(pairs ...string) {
	s.key("props")
	s.open('[')
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			continue
		}
		s.next()
		s.open('{')
		s.str("name", pairs[i])
		s.str("ns", oscalNamespace)
		s.words("value", pairs[i+1])
		s.close('}')
	}
	s.close(']')
}

func (s *oscalWriter) result() {
	r := s.report
	s.text(`"uuid":`)
	s.quote(uuid("result", s.document()))
	s.str("title", "Audit")
	s.str("description", "What bulkhead found, by requirement and by subject.")
	s.date("start", r.Started)
	s.date("end", r.Finished)
	s.inventory()
	s.reviewed()
	s.observations()
	s.findings()
}

// inventory describes the targets, with what could not be read of them.
func (s *oscalWriter) inventory() {
	if len(s.report.Targets) == 0 {
		return
	}
	s.text(",\n\"local-definitions\":{\"inventory-items\":[")
	for i := range s.report.Targets {
		t := &s.report.Targets[i]
		s.next()
		s.open('{')
		s.str("uuid", uuid("target", t.ID))
		s.words("description", t.ID)
		pairs := []string{"kind", orNone(t.Kind), "version", t.Version, "status", t.Status}
		for k := range t.Problems {
			pairs = append(pairs, "not-read", t.Problems[k].What+": "+t.Problems[k].Error)
		}
		s.props(pairs...)
		s.close('}')
	}
	s.text("]}")
}

// reviewed selects the requirements that were evaluated, and sets the others apart: OSCAL has no finding that says neither.
func (s *oscalWriter) reviewed() {
	s.text(",\n\"reviewed-controls\":{\"control-selections\":[")
	frameworks := s.digest.frameworks()
	var remarks []string
	for _, framework := range frameworks {
		s.next()
		s.open('{')
		s.words("description", s.digest.options.frameworkTitle(framework))
		with, without := s.requirements(framework), []*requirement{}
		s.selection("include-controls", framework, with)
		for _, one := range s.digest.options.requirements(s.report.Controls, framework) {
			if len(one.controls) == 0 {
				_, reason := one.status()
				without = append(without, one)
				remarks = append(remarks, framework+" "+one.id+": "+reason)
			}
		}
		s.selection("exclude-controls", framework, without)
		s.close('}')
	}
	if len(frameworks) == 0 {
		s.text(`{"description":"No control maps to a framework.","include-all":{}}`)
	}
	s.text("]")
	if len(remarks) > 0 {
		s.words("remarks", "Not evaluated. "+strings.Join(remarks, ". "))
	}
	s.text("}")
	s.flush()
}

// selection is a list of requirements, which must not be empty.
func (s *oscalWriter) selection(name, framework string, requirements []*requirement) {
	if len(requirements) == 0 {
		return
	}
	s.key(name)
	s.open('[')
	for _, one := range requirements {
		s.next()
		s.open('{')
		s.str("control-id", controlID(framework, one.id))
		s.close('}')
	}
	s.close(']')
}

// requirements are those of which controls were asked.
func (s *oscalWriter) requirements(framework string) []*requirement {
	return slices.DeleteFunc(s.digest.options.requirements(s.report.Controls, framework), func(r *requirement) bool { return len(r.controls) == 0 })
}

// list starts a list with its first item, as OSCAL's lists must not be empty, and separates the others.
func (s *oscalWriter) list(name string, further bool) {
	if further {
		s.text(",\n")
	} else {
		s.text(",\n\"" + name + "\":[\n")
	}
}

func (s *oscalWriter) observations() {
	further := false
	for f := range s.digest.options.everything(s.report) {
		s.list("observations", further)
		further = true
		s.observation(f)
		if s.flush(); s.err != nil {
			return
		}
	}
	if further {
		s.text("]")
	}
}

func (s *oscalWriter) observation(f *result.Finding) {
	c := s.digest.control(f.Control)
	id := observationID(f)
	s.observed[f.Control] = append(s.observed[f.Control], id)
	s.open('{')
	s.str("uuid", id)
	s.words("title", orNone(c.Title))
	s.words("description", subjectName(&f.Subject)+": "+standing(f)+". "+f.Message)
	waiver := ""
	if f.Waiver != nil {
		waiver = standing(f)
	}
	s.props("control", f.Control, "severity", string(f.Severity), "status", string(f.Status), "reason", f.Reason, "waiver", waiver,
		"fingerprint", f.Fingerprint, "instances", count(f.Instances))
	s.strs("methods", []string{"TEST"})
	s.text(`,"subjects":[{`)
	s.str("subject-uuid", uuid("target", f.Subject.Target))
	s.str("type", "inventory-item")
	s.words("title", subjectName(&f.Subject))
	s.text("}]")
	if len(f.Evidence) > 0 {
		s.text(`,"relevant-evidence":[`)
		for i := range f.Evidence {
			e := &f.Evidence[i]
			s.next()
			s.open('{')
			s.words("description", said(e))
			if e.File != "" || e.ResourceVersion != "" {
				s.props("file", e.File, "line", count(e.Line), "column", count(e.Column), "resource-version", e.ResourceVersion)
			}
			s.close('}')
		}
		s.text("]")
	}
	collected := s.report.Started
	if t := s.targets[f.Subject.Target]; t != nil && !t.Collected.IsZero() {
		collected = t.Collected
	}
	s.date("collected", collected)
	if f.Status == result.Fail && c.Remediation != "" {
		s.words("remarks", "What to change: "+c.Remediation)
	}
	s.close('}')
}

// findings are one for each requirement, of the whole audit, with the observations that are shown.
func (s *oscalWriter) findings() {
	further := false
	for _, framework := range s.digest.frameworks() {
		for _, one := range s.requirements(framework) {
			s.list("findings", further)
			further = true
			s.requirement(framework, one)
			if s.flush(); s.err != nil {
				return
			}
		}
	}
	if further {
		s.text("]")
	}
}

func (s *oscalWriter) requirement(framework string, one *requirement) {
	status, reason := one.status()
	s.open('{')
	s.str("uuid", uuid("finding", framework, one.id))
	s.words("title", framework+" "+one.id)
	s.words("description", orNone(one.title))
	s.props("framework", framework, "requirement", one.id, "status", strings.ReplaceAll(status, " ", "-"), "reason", reason)
	s.text(`,"target":{"type":"objective-id"`)
	s.str("target-id", controlID(framework, one.id))
	s.text(`,"status":{`)
	switch status {
	case satisfied:
		s.text(`"state":"satisfied","reason":"pass"`)
	case notSatisfied:
		s.text(`"state":"not-satisfied","reason":"fail"`)
	default:
		s.text(`"state":"not-satisfied","reason":"other"`)
		s.words("remarks", status+": "+reason)
	}
	s.text("}}")
	further := false
	for _, c := range one.controls {
		for _, id := range s.observed[c.ID] {
			if further {
				s.text(`,{"observation-uuid":"`)
			} else {
				s.text(`,"related-observations":[{"observation-uuid":"`)
			}
			further = true
			s.text(id + `"}`)
		}
	}
	if further {
		s.text("]")
	}
	s.close('}')
}
