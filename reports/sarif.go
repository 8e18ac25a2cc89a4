package reports

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"path"
	"slices"
	"strings"

	"bulkhead/audit/result"
)

// SARIF is for code scanning. What has no place in a file (an object of a cluster, a running domain) gets a logical location, and
// for readers that need a file a path made of its names.

const (
	sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

func writeSARIF(w *bufio.Writer, r *result.Report, o Options) error {
	s := sarifWriter{jsonWriter: jsonWriter{w: w}, index: map[string]int{}}
	s.text("{\n\"$schema\":")
	s.quote(sarifSchema)
	s.text(",\"version\":\"2.1.0\",\"runs\":[{\n\"tool\":{\"driver\":{\"name\":")
	s.quote(r.Tool.Name)
	s.str("version", orNone(r.Tool.Version))
	s.key("properties")
	s.open('{')
	s.str("policies", r.Tool.Policies)
	s.close('}')
	s.text(",\"rules\":[")
	for i := range r.Controls {
		s.line(i > 0)
		s.rule(&r.Controls[i])
		s.index[r.Controls[i].ID] = i
		s.flush()
	}
	s.text("]}},\n")
	s.invocation(r)
	s.text(",\n\"results\":[")
	written := false
	for f := range o.everything(r) {
		s.line(written)
		written = true
		s.result(f)
		if s.flush(); s.err != nil {
			return s.err
		}
	}
	s.text("]\n}]}\n")
	s.flush()
	return s.err
}

type sarifWriter struct {
	jsonWriter
	index map[string]int
}

// line starts an item of a long list on a line of its own.
func (s *sarifWriter) line(further bool) {
	if further {
		s.text(",")
	}
	s.text("\n")
}

// orNone stands in for a text that must not be empty.
func orNone(text string) string {
	if text == "" {
		return "none"
	}
	return text
}

func (s *sarifWriter) message(name, text string) {
	s.key(name)
	s.open('{')
	s.str("text", orNone(sarifText(text)))
	s.close('}')
}

// sarifText escapes what SARIF's messages give a meaning: braces stand for arguments, brackets before parentheses for links.
func sarifText(text string) string { return sarifEscapes.Replace(text) }

var sarifEscapes = strings.NewReplacer("{", "{{", "}", "}}", "](", "] (")

func (s *sarifWriter) rule(c *result.Control) {
	s.open('{')
	s.str("id", c.ID)
	s.str("name", ruleName(c.ID))
	s.message("shortDescription", c.Title)
	s.message("fullDescription", c.Description)
	s.message("help", c.Description+"\n\nWhat to change: "+c.Remediation)
	if len(c.References) > 0 {
		if u, err := url.Parse(c.References[0]); err == nil && u.Scheme == "https" {
			s.str("helpUri", u.String())
		}
	}
	s.key("defaultConfiguration")
	s.open('{')
	s.str("level", sarifLevel(c.Severity))
	s.close('}')
	s.key("properties")
	s.open('{')
	s.str("security-severity", securitySeverity(c.Severity))
	s.str("wall", c.Wall)
	s.str("dimension", c.Dimension)
	s.strs("tags", sarifTags(c))
	s.close('}')
	s.close('}')
}

// ruleName is an ID as SARIF's readers show rules: in one word, kubernetes/host-pid as KubernetesHostPid.
func ruleName(id string) string {
	var name strings.Builder
	for _, word := range strings.FieldsFunc(id, func(r rune) bool { return r == '/' || r == '-' }) {
		name.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return name.String()
}

// sarifTags are the control's wall and its requirements, each once.
func sarifTags(c *result.Control) []string {
	tags := []string{"security"}
	for framework, requirements := range c.Frameworks {
		for _, requirement := range requirements {
			tags = append(tags, framework+":"+requirement)
		}
	}
	slices.Sort(tags)
	return slices.Compact(tags)
}

func sarifLevel(s result.Severity) string {
	switch s {
	case result.Critical, result.High:
		return "error"
	case result.Medium:
		return "warning"
	}
	return "note"
}

// securitySeverity is within the range that code scanning shows under the severity's name.
func securitySeverity(s result.Severity) string {
	switch s {
	case result.Critical:
		return "9.5"
	case result.High:
		return "8.0"
	case result.Medium:
		return "5.5"
	}
	return "2.0"
}

// invocation says whether everything could be read, and what could not.
func (s *sarifWriter) invocation(r *result.Report) {
	s.text(`"invocations":[{"executionSuccessful":`)
	if len(incomplete(r)) == 0 {
		s.text("true")
	} else {
		s.text("false")
	}
	s.key("startTimeUtc")
	s.timestamp(r.Started)
	s.key("endTimeUtc")
	s.timestamp(r.Finished)
	s.key("toolExecutionNotifications")
	s.open('[')
	for i := range r.Targets {
		t := &r.Targets[i]
		for j := range t.Problems {
			p := &t.Problems[j]
			s.next()
			s.open('{')
			s.str("level", "error")
			s.message("message", t.ID+": "+p.What+": "+p.Error)
			if p.File != "" {
				s.key("locations")
				s.text(`[{"physicalLocation":`)
				s.physical(p.File, p.Line, p.Column)
				s.text("}]")
			}
			s.close('}')
		}
	}
	s.text("]}]")
}

// physical is a place in a file. SARIF counts lines and columns from 1, as we do; 0 is unknown.
func (s *sarifWriter) physical(file string, line, column int) {
	s.text(`{"artifactLocation":{`)
	s.str("uri", fileURI(file))
	s.text(`},"region":{`)
	s.number("startLine", max(1, line))
	if line > 0 {
		s.numberIfAny("startColumn", column)
	}
	s.text("}}")
}

// fileURI is a relative path as a relative reference, and an absolute one with its scheme.
func fileURI(file string) string {
	file = path.Clean(strings.ToValidUTF8(file, "\ufffd"))
	parts := strings.Split(file, "/")
	for i := range parts {
		parts[i] = strings.ReplaceAll(url.PathEscape(parts[i]), ":", "%3A")
	}
	if uri := strings.Join(parts, "/"); !strings.HasPrefix(file, "/") {
		return uri
	} else {
		return "file://" + uri
	}
}

func (s *sarifWriter) result(f *result.Finding) {
	s.open('{')
	s.str("ruleId", f.Control)
	if i, ok := s.index[f.Control]; ok {
		s.number("ruleIndex", i)
	}
	switch f.Status {
	case result.Unknown: // SARIF knows a level of failures only
		s.str("kind", "open")
		s.str("level", "none")
	case result.Pass:
		s.str("kind", "pass")
		s.str("level", "none")
	default:
		s.str("kind", "fail")
		s.str("level", sarifLevel(f.Severity))
	}
	s.message("message", sarifMessage(f))
	s.locations(f)
	s.fingerprints(f)
	if f.Status == result.Waived {
		s.suppression(f.Waiver)
	}
	s.key("properties")
	s.open('{')
	s.str("severity", string(f.Severity))
	s.str("status", string(f.Status))
	s.strIfAny("reason", f.Reason)
	s.str("target", f.Subject.Target)
	s.numberIfAny("instances", f.Instances)
	s.evidences(f.Evidence)
	s.text("}}")
}

// sarifMessage tells all, since readers of code scanning often see no more than the message.
func sarifMessage(f *result.Finding) string {
	text := subjectName(&f.Subject)
	if f.Message != "" {
		text += ": " + f.Message
	}
	if f.Status == result.Unknown {
		text += "; " + standing(f)
	}
	if evidence := saidAll(f, "; "); evidence != "" {
		text += ". " + evidence
	}
	return text
}

// locations are where the finding is: first what has a place in a file, all with the subject's logical location.
func (s *sarifWriter) locations(f *result.Finding) {
	s.key("locations")
	s.text(`[{"physicalLocation":`)
	if e := inFile(f); e != nil {
		s.physical(e.File, e.Line, e.Column)
	} else {
		s.physical(f.Subject.Target+"/"+objectName(&f.Subject), 0, 0)
	}
	s.key("logicalLocations")
	s.text("[{")
	name, full := f.Subject.Name, objectName(&f.Subject)
	if f.Subject.Part != "" {
		name, full = f.Subject.Part, full+"/"+noun(f.Subject.Kind)+"/"+f.Subject.Part
	}
	s.str("name", orNone(name))
	s.str("fullyQualifiedName", orNone(full))
	s.str("kind", "resource")
	s.text("}]}]")
}

// fingerprints have the target in what code scanning compares, as two targets may have the same fault.
func (s *sarifWriter) fingerprints(f *result.Finding) {
	sum := sha256.Sum256([]byte(f.Subject.Target + "\x00" + f.Fingerprint))
	s.key("partialFingerprints")
	s.open('{')
	s.str("bulkhead/v1", f.Fingerprint)
	s.str("primaryLocationLineHash", hex.EncodeToString(sum[:16])+":1")
	s.close('}')
}

func (s *sarifWriter) suppression(w *result.Waiver) {
	s.key("suppressions")
	s.text(`[{"kind":"external","status":"accepted"`)
	if w != nil {
		s.str("justification", w.Reason)
		s.key("properties")
		s.open('{')
		s.str("owner", w.Owner)
		s.str("expires", w.Expires)
		s.close('}')
	}
	s.text("}]")
}
