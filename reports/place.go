package reports

import (
	"encoding/json"
	"strings"

	"bulkhead/audit/result"
)

// objectName names a subject's object as Kind/name or namespace/Kind/name, as reports for machines do; names are left as they are.
func objectName(s *result.Subject) string {
	name := s.Resource + "/" + s.Name
	if s.Namespace != "" {
		name = s.Namespace + "/" + name
	}
	return name
}

// partOf names the part of the object with what kind of thing it is, as "container app"; empty where the subject is the object.
func partOf(s *result.Subject) string {
	if s.Part == "" {
		return ""
	}
	return noun(s.Kind) + " " + s.Part
}

// subjectName is the object and its part.
func subjectName(s *result.Subject) string {
	if part := partOf(s); part != "" {
		return objectName(s) + " " + part
	}
	return objectName(s)
}

// SubjectName names a subject's object and its part, as "shop/Deployment/web container app", without what could break a line.
func SubjectName(s *result.Subject) string { return clean(subjectName(s)) }

// said is a piece of evidence in words: where, what is there, and what should be.
func said(e *result.Evidence) string {
	text := e.Path
	if e.Object != "" {
		text = e.Object + ": " + text
	}
	if len(e.Value) == 0 {
		text += " is absent"
	} else {
		text += " = " + oneLine(e.Value)
	}
	if len(e.Expected) > 0 {
		text += ", expected " + oneLine(e.Expected)
	}
	return text
}

// oneLine is JSON text without what would break a line, cut where nobody would read on.
func oneLine(value json.RawMessage) string { return clip(string(value), maxText) }

// saidAll joins all evidence of a finding.
func saidAll(f *result.Finding, separator string) string {
	var parts []string
	for i := range f.Evidence {
		parts = append(parts, said(&f.Evidence[i]))
	}
	return strings.Join(parts, separator)
}

// inFile is the first piece of evidence that has a place in a file, or nil.
func inFile(f *result.Finding) *result.Evidence {
	for i := range f.Evidence {
		if f.Evidence[i].File != "" {
			return &f.Evidence[i]
		}
	}
	return nil
}

// standing is a finding's status with why it is so, as "unknown (unread)".
func standing(f *result.Finding) string {
	switch {
	case f.Status == result.Unknown && f.Reason != "":
		return "unknown (" + f.Reason + ")"
	case f.Status == result.Waived && f.Waiver != nil:
		return "waived by " + f.Waiver.Owner + " until " + f.Waiver.Expires + ": " + f.Waiver.Reason
	}
	return string(f.Status)
}

// byID finds controls.
func byID(controls []result.Control) map[string]*result.Control {
	index := make(map[string]*result.Control, len(controls))
	for i := range controls {
		index[controls[i].ID] = &controls[i]
	}
	return index
}
