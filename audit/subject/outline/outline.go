// Package outline describes what values may look like: what fields there are, and of what kind. Outlines are made from the Go types of the
// platforms' objects, and written as JSON Schemas, which hold policies to fields that exist.
package outline

// Form is the kind of a value.
type Form uint8

// The forms.
const (
	Any Form = iota
	Text
	Boolean
	Number
	TextOrNumber
	List
	Map    // any keys
	Object // named fields
)

// Outline is what a value looks like. Outlines may hold themselves, where they have a name.
type Outline struct {
	Form Form
	// Name tells outlines apart that many fields share. Those without one are written where they are used.
	Name string
	// About is a phrase for people.
	About string
	// Fields are an Object's, and Element is a List's or Map's.
	Fields  map[string]*Outline
	Element *Outline
	// OneOf are the texts that a Text may be; empty: any.
	OneOf []string
}

// Field returns the outline of a field, nil where there is none.
func (s *Outline) Field(key string) *Outline {
	switch s.Form {
	case Object:
		return s.Fields[key]
	case Map:
		return s.Element
	case Any:
		return s
	}
	return nil
}

// With returns an object's outline with the fields of others, too.
func (s *Outline) With(name string, others ...*Outline) *Outline {
	made := &Outline{Form: Object, Name: name, Fields: map[string]*Outline{}}
	for _, one := range append([]*Outline{s}, others...) {
		for key, field := range one.Fields {
			made.Fields[key] = field
		}
	}
	return made
}
