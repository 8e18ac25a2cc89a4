package reports

import (
	"bufio"
	"maps"
	"slices"
	"strconv"
	"time"

	"bulkhead/audit/result"
)

// OCSF is for data lakes and SIEMs: a Compliance Finding for each finding, one event a line. The version is the newest that a validator
// was found for; what later ones only add is left out.

const (
	ocsfVersion  = "1.2.0"
	ocsfCategory = 2 // Findings
	ocsfClass    = 2003
	ocsfCreate   = 1
)

// Severities, as events have them.
const (
	ocsfUnknown       = 0
	ocsfInformational = 1
)

func ocsfSeverity(s result.Severity) (id int, name string) {
	switch s {
	case result.Critical:
		return 5, "Critical"
	case result.High:
		return 4, "High"
	case result.Medium:
		return 3, "Medium"
	case result.Low:
		return 2, "Low"
	}
	return ocsfUnknown, "Unknown"
}

type ocsfWriter struct {
	jsonWriter
	report   *result.Report
	controls map[string]*result.Control
	targets  map[string]*result.Target
}

func writeOCSF(w *bufio.Writer, r *result.Report, o Options) error {
	s := ocsfWriter{jsonWriter: jsonWriter{w: w}, report: r, controls: byID(r.Controls), targets: map[string]*result.Target{}}
	for i := range r.Targets {
		t := &r.Targets[i]
		s.targets[t.ID] = t
		for k := range t.Problems {
			s.problem(t, &t.Problems[k], k)
		}
		if s.flush(); s.err != nil {
			return s.err
		}
	}
	for f := range o.everything(r) {
		s.finding(f)
		if s.flush(); s.err != nil {
			return s.err
		}
	}
	return s.err
}

// event begins an event with what all have.
func (s *ocsfWriter) event(uid, target string, severity int, severityName, message string) {
	s.open('{')
	s.number("activity_id", ocsfCreate)
	s.str("activity_name", "Create")
	s.number("category_uid", ocsfCategory)
	s.str("category_name", "Findings")
	s.number("class_uid", ocsfClass)
	s.str("class_name", "Compliance Finding")
	s.number("type_uid", ocsfClass*100+ocsfCreate)
	s.str("type_name", "Compliance Finding: Create")
	s.number("severity_id", severity)
	s.str("severity", severityName)
	collected := s.report.Started
	if t := s.targets[target]; t != nil && !t.Collected.IsZero() {
		collected = t.Collected
	}
	s.milliseconds("time", collected)
	s.milliseconds("start_time", s.report.Started)
	s.milliseconds("end_time", s.report.Finished)
	s.str("message", clean(message))
	s.key("metadata")
	s.open('{')
	s.str("version", ocsfVersion)
	s.str("uid", uid)
	s.key("product")
	s.open('{')
	s.str("name", orNone(clean(s.report.Tool.Name)))
	s.str("vendor_name", "bulkhead")
	s.str("version", orNone(clean(s.report.Tool.Version)))
	s.text("}}")
}

func (s *ocsfWriter) milliseconds(name string, t time.Time) {
	s.key(name)
	s.buf = strconv.AppendInt(s.buf, max(0, t.UnixMilli()), 10)
}

// problem tells what could not be read of a target: nobody can comply where nobody could look.
func (s *ocsfWriter) problem(t *result.Target, p *result.Problem, n int) {
	uid := uuid("problem", t.ID, strconv.Itoa(n), p.What, p.Error)
	s.event(uid, t.ID, ocsfUnknown, "Unknown", "not read: "+p.What+": "+p.Error)
	s.key("finding_info")
	s.open('{')
	s.str("uid", uid)
	s.str("title", "Not all of the target could be read")
	s.str("desc", clean(p.What+": "+p.Error))
	s.text(`},"compliance":{`)
	s.str("control", "target")
	s.strs("standards", nil)
	s.number("status_id", ocsfUnknown)
	s.str("status", "Unknown")
	s.str("status_detail", "unread")
	s.text(`},"resource":{`)
	s.str("uid", clean(t.ID))
	s.str("name", clean(t.ID))
	s.str("type", orNone(clean(t.Kind)))
	s.text("}}\n")
}

func (s *ocsfWriter) finding(f *result.Finding) {
	c := s.controls[f.Control]
	if c == nil {
		c = &result.Control{ID: f.Control}
	}
	severity, name := ocsfSeverity(f.Severity)
	if f.Status == result.Pass {
		severity, name = ocsfInformational, "Informational"
	}
	text := subjectName(&f.Subject)
	if f.Message != "" {
		text += ": " + f.Message
	}
	s.event(observationID(f), f.Subject.Target, severity, name, text)
	switch f.Status {
	case result.Fail, result.Unknown:
		s.number("status_id", 1)
		s.str("status", "New")
	case result.Waived:
		s.number("status_id", 3)
		s.str("status", "Suppressed")
		s.str("status_detail", clean(standing(f)))
	}
	s.information(f, c)
	s.compliance(f, c)
	s.key("resource")
	s.open('{')
	s.str("uid", clean(f.Subject.Target+"/"+subjectName(&f.Subject)))
	s.str("name", clean(f.Subject.Name))
	s.strIfAny("namespace", clean(f.Subject.Namespace))
	s.str("type", clean(f.Subject.Resource))
	s.close('}')
	if c.Remediation != "" {
		s.key("remediation")
		s.open('{')
		s.str("desc", clean(c.Remediation))
		s.cleanStrs("references", c.References)
		s.close('}')
	}
	s.key("unmapped")
	s.open('{')
	s.str("target", clean(f.Subject.Target))
	s.str("subject", clean(f.Subject.Kind))
	s.strIfAny("part", clean(f.Subject.Part))
	s.str("fingerprint", f.Fingerprint)
	s.numberIfAny("instances", f.Instances)
	s.evidences(f.Evidence)
	s.text("}}\n")
}

// information is what the finding is: the same fault of the same target has the same ID in every run.
func (s *ocsfWriter) information(f *result.Finding, c *result.Control) {
	s.key("finding_info")
	s.open('{')
	s.str("uid", uuid("fingerprint", f.Subject.Target, f.Fingerprint))
	s.str("title", orNone(clean(c.Title)))
	s.str("desc", orNone(clean(saidAll(f, "; "))))
	if c.Wall != "" {
		s.cleanStrs("types", []string{c.Wall + " wall"})
	}
	s.cleanStrs("data_sources", []string{f.Subject.Target})
	s.close('}')
}

func (s *ocsfWriter) compliance(f *result.Finding, c *result.Control) {
	s.key("compliance")
	s.open('{')
	s.str("control", clean(f.Control))
	s.cleanStrs("standards", slices.Sorted(maps.Keys(c.Frameworks)))
	s.cleanStrs("requirements", mappings(c))
	switch f.Status {
	case result.Pass:
		s.number("status_id", 1)
		s.str("status", "Pass")
	case result.Unknown:
		s.number("status_id", ocsfUnknown)
		s.str("status", "Unknown")
		s.strIfAny("status_detail", f.Reason)
	default: // also of a waived one, which is suppressed and does not comply
		s.number("status_id", 3)
		s.str("status", "Fail")
	}
	s.str("status_code", string(f.Status))
	s.close('}')
}

// cleanStrs writes a list of texts.
func (s *ocsfWriter) cleanStrs(name string, list []string) {
	texts := make([]string, len(list))
	for i := range list {
		texts[i] = clean(list[i])
	}
	s.strs(name, texts)
}
