package schemas

import (
	"maps"
	"slices"
	"strings"

	"bulkhead/audit/subject/outline"
)

// draft is the JSON Schema version that OPA's compiler reads.
const draft = "http://json-schema.org/draft-07/schema#"

// node is a JSON Schema.
type node = map[string]any

// Platform is the JSON Schema of all subjects of a platform: one definition for each kind, named after it, and those that they share.
func Platform(platform string) map[string]any {
	w := writer{definitions: node{}}
	for _, kind := range slices.Sorted(maps.Keys(Subjects())) {
		if strings.HasPrefix(kind, platform+"/") {
			w.write(Subjects()[kind])
		}
	}
	w.unknown()
	return node{"$schema": draft, "title": "Subjects of " + platform, "definitions": w.definitions}
}

// Kind is the JSON Schema of one kind of subject: what a control sees as input. Nil: there is no such kind.
func Kind(kind string) map[string]any {
	if s := Subjects()[kind]; s != nil {
		return (&writer{}).document(kind, s)
	}
	return nil
}

// document writes an outline whose fields are the roots of a subject.
func (w *writer) document(title string, s *outline.Outline) map[string]any {
	w.definitions = node{}
	fields := node{}
	for name, field := range s.Fields {
		fields[name] = w.write(field)
	}
	w.unknown()
	made := node{"$schema": draft, "title": title, "type": "object", "properties": fields, "definitions": w.definitions}
	if w.closed {
		made["additionalProperties"] = false
	}
	return made
}

// writer writes outlines as schemas.
type writer struct {
	definitions node
	// closed allows no other fields.
	closed bool
	// loose says nothing of single values. OPA takes a function that has a case for a constant to take nothing but its type, and would
	// refuse what may be a text or not known.
	loose bool
}

// Names of the definitions for what stands in a value's stead.
const (
	notKnown = "notKnown"
	literal  = "literal"
)

func reference(name string) node { return node{"$ref": "#/definitions/" + name} }

func (w *writer) unknown() {
	w.definitions[notKnown] = node{
		"type": "object", "description": "a value that is not known",
		"properties": node{"unknown": node{"type": "string", "enum": []any{"unread", "not-in-input"}}, "why": node{"type": "string"}},
		"required":   []any{"unknown", "why"},
	}
	w.definitions[literal] = node{
		"type": "object", "description": "a text that is kept from reports, since it may be secret",
		"properties": node{
			"present": node{"type": "boolean"}, "length": node{"type": "number"},
			"looksLike": node{"type": "array", "items": node{"type": "string"}},
			"name":      node{"type": "string", "description": "of an option, where the value is one"},
		},
		"required": []any{"present"},
	}
}

// write returns the schema of an outline, or of what stands in its stead where it is not known. Null is everywhere, as the API takes it
// for absent.
func (w *writer) write(s *outline.Outline) any {
	if w.loose && s.Form != outline.List && s.Form != outline.Map && s.Form != outline.Object {
		return node{}
	}
	var made node
	others := []any{reference(notKnown)}
	switch s.Form {
	case outline.Any:
		return node{}
	case outline.Text:
		made = node{"type": []any{"string", "null"}}
		others = append(others, reference(literal))
	case outline.Boolean:
		made = node{"type": []any{"boolean", "null"}}
	case outline.Number:
		made = node{"type": []any{"number", "null"}}
	case outline.TextOrNumber:
		made = node{"type": []any{"string", "null"}}
		others = append(others, node{"type": "number"})
	case outline.List:
		made = node{"type": []any{"array", "null"}, "items": w.write(s.Element)}
	case outline.Map:
		made = node{"type": []any{"object", "null"}, "additionalProperties": w.write(s.Element)}
	case outline.Object:
		if s.Name != "" {
			return w.named(s)
		}
		made = w.object(s)
	}
	schema := node{"anyOf": append([]any{made}, others...)}
	if s.About != "" {
		schema["description"] = s.About
	}
	if len(s.OneOf) > 0 {
		made["type"] = "string"
		made["enum"] = texts(s.OneOf)
	}
	return schema
}

func texts(all []string) []any {
	made := make([]any, len(all))
	for i := range all {
		made[i] = all[i]
	}
	return made
}

// named writes an outline once, and refers to it.
func (w *writer) named(s *outline.Outline) any {
	name := strings.ReplaceAll(s.Name, "/", ".")
	if w.definitions[name] == nil {
		definition := node{}
		w.definitions[name] = definition // before its fields, which may hold it
		definition["anyOf"] = []any{w.object(s), reference(notKnown)}
		if s.About != "" {
			definition["description"] = s.About
		}
	}
	return reference(name)
}

func (w *writer) object(s *outline.Outline) node {
	fields := node{}
	for name, field := range s.Fields {
		fields[name] = w.write(field)
	}
	made := node{"type": []any{"object", "null"}, "properties": fields}
	if w.closed {
		made["additionalProperties"] = false
	}
	return made
}
