package kubetypes

import (
	"encoding/json"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"

	"bulkhead/audit/estate"
)

// Checker checks objects from one goroutine. It learns the types as it meets them.
type Checker struct {
	shapes map[reflect.Type]*shape
	// accepted are the literals that a type's own decoder has accepted: most repeat.
	accepted map[literal]bool
	path     []byte
	wrong    []Wrong
	strict   bool
	unknown  []Wrong
}

type literal struct {
	typ  reflect.Type
	kind estate.Kind
	text string
}

// What a checker remembers is bounded.
const (
	acceptedLimit  = 4096
	acceptedLength = 64
)

// Wrong is a value that its field does not take.
type Wrong struct {
	// Path leads to it from the object, as spec.containers[0].args.
	Path string
	// Error says what the field takes, never what the value is: it may be a secret.
	Error        string
	Line, Column int32
}

// Check returns the object with all values of the wrong type unread, and says which they are. It returns v itself where there are
// none, and never changes it.
func (c *Checker) Check(kind string, v *estate.Value) (*estate.Value, []Wrong) {
	checked, wrong, _ := c.check(kind, v, false)
	return checked, wrong
}

// CheckStrictly does the same, and says which fields the type does not know. The API server drops these or refuses the object for them, so
// that nothing in it is as they say. The object must be of the kind's newest version.
func (c *Checker) CheckStrictly(kind string, v *estate.Value) (checked *estate.Value, wrong, unknown []Wrong) {
	return c.check(kind, v, true)
}

func (c *Checker) check(kind string, v *estate.Value, strict bool) (checked *estate.Value, wrong, unknown []Wrong) {
	t := typeOf(kind)
	if t == nil {
		return v, nil, nil
	}
	if c.shapes == nil {
		c.shapes, c.accepted = map[reflect.Type]*shape{}, map[literal]bool{}
	}
	c.path, c.wrong, c.unknown, c.strict = c.path[:0], nil, nil, strict && !isPartial(t)
	v = c.value(c.shapeOf(t), v)
	return v, c.wrong, c.unknown
}

func (c *Checker) value(s *shape, v *estate.Value) *estate.Value {
	if v.Kind == estate.Null || v.Unknown() {
		return v
	}
	fits := true
	switch s.form {
	case boolean:
		fits = v.Kind == estate.True || v.Kind == estate.False
	case text:
		fits = v.Kind == estate.String
	case integer:
		fits = v.Kind == estate.Number && s.holdsInteger(v.Text)
	case decimal:
		fits = v.Kind == estate.Number && s.holdsDecimal(v.Text)
	case custom:
		fits = c.decodes(s, v)
	case list:
		if fits = v.Kind == estate.List; fits {
			return c.items(s, v)
		}
	case object, mapping:
		if fits = v.Kind == estate.Map; fits {
			return c.items(s, v)
		}
	case anything:
	}
	if fits {
		return v
	}
	why := "takes " + s.takes + ", not " + s.name(v)
	c.wrong = append(c.wrong, Wrong{Path: string(c.path), Error: why, Line: v.Line, Column: v.Column})
	return estate.MalformedBecause(why, v)
}

// items checks the fields of a map or the elements of a list.
func (c *Checker) items(s *shape, v *estate.Value) *estate.Value {
	made := v
	length := len(c.path)
	for i := range v.Items {
		item := &v.Items[i]
		below := s.element
		switch s.form {
		case list:
			c.path = append(strconv.AppendInt(append(c.path, '['), int64(i), 10), ']')
		case object:
			if below = c.field(s, item.Key); below == nil {
				if c.strict {
					c.noField(s, item)
				}
				continue
			}
			fallthrough
		default:
			if length > 0 {
				c.path = append(c.path, '.')
			}
			c.path = append(c.path, item.Key...)
		}
		checked := c.value(below, item.Value)
		c.path = c.path[:length]
		if checked == item.Value {
			continue
		}
		if made == v { // values may be shared with other places, which take something else
			changed := *v
			changed.Items = slices.Clone(v.Items)
			made = &changed
		}
		made.Items[i].Value = checked
	}
	return made
}

// noField notes a field that an object does not have.
func (c *Checker) noField(s *shape, item *estate.Item) {
	path := string(c.path)
	if path != "" {
		path += "."
	}
	why := "is no field that Kubernetes knows"
	if meant := Nearest(item.Key, slices.Sorted(maps.Keys(s.fields))); meant != "" {
		why += "; did you mean " + meant + "?"
	}
	key := item.Key[:min(len(item.Key), longestName)]
	c.unknown = append(c.unknown, Wrong{Path: path + key, Error: why, Line: item.Value.Line, Column: item.Value.Column})
}

func (s *shape) holdsInteger(literal string) bool {
	var err error
	if s.unsigned {
		_, err = strconv.ParseUint(literal, 10, s.bits)
	} else {
		_, err = strconv.ParseInt(literal, 10, s.bits)
	}
	return err == nil
}

func (s *shape) holdsDecimal(literal string) bool {
	n, err := strconv.ParseFloat(literal, s.bits)
	return err == nil && !math.IsInf(n, 0)
}

// decodes asks the type's own decoder.
func (c *Checker) decodes(s *shape, v *estate.Value) bool {
	known := literal{s.typ, v.Kind, v.Text}
	short := v.Kind != estate.Map && v.Kind != estate.List && len(v.Text) <= acceptedLength
	if short && c.accepted[known] {
		return true
	}
	fits := json.Unmarshal(estate.AppendJSON(nil, v), reflect.New(s.typ).Interface()) == nil
	if fits && short && len(c.accepted) < acceptedLimit {
		c.accepted[known] = true
	}
	return fits
}

// name says what a value is that does not fit, for a person.
func (s *shape) name(v *estate.Value) string {
	switch v.Kind {
	case estate.True:
		return "true"
	case estate.False:
		return "false"
	case estate.Number:
		if s.form == integer || s.form == decimal || s.form == custom {
			return "this number"
		}
		return "a number"
	case estate.String:
		if s.form == custom {
			return "this text"
		}
		return "a text"
	case estate.List:
		return "a list"
	default:
		return "a map"
	}
}
