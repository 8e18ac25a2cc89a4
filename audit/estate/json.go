package estate

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// MaxDepth bounds how deep values may nest, whatever they were read from.
const MaxDepth = 200

// DecodeJSON reads the next JSON value from d. Duplicate keys and invalid UTF-8 are d's to refuse, and it does so unless told
// otherwise. Where at is not nil, it turns a byte offset of d's input into a position.
func DecodeJSON(d *jsontext.Decoder, at func(offset int64) (line, column int32)) (*Value, error) {
	return (&JSONReader{Decoder: d, At: at}).Value()
}

// JSONReader reads many values as [DecodeJSON] reads one. Texts that repeat, such as keys, are kept once for all of them.
type JSONReader struct {
	Decoder *jsontext.Decoder
	// At turns a byte offset into a position; nil where there are none.
	At func(offset int64) (line, column int32)
	// Skip leaves out fields, by their name and how many maps and lists the field's own map lies in; nil keeps all.
	Skip func(depth int, key string) bool

	slab    Slab
	pending []Item // fields and elements of the open maps and lists
}

// Value reads the next value.
func (r *JSONReader) Value() (*Value, error) {
	r.slab.Part()
	r.pending = r.pending[:0] // an error may have left some
	return r.value(0)
}

func (r *JSONReader) value(depth int) (*Value, error) {
	if depth > MaxDepth {
		return nil, fmt.Errorf("nested deeper than %d", MaxDepth)
	}
	raw, err := r.next()
	if err != nil {
		return nil, err
	}
	v := r.slab.New()
	if r.At != nil {
		v.Line, v.Column = r.At(r.Decoder.InputOffset() - int64(len(raw)))
	}
	switch raw[0] {
	case '{', '[':
		return v, r.items(v, raw[0], depth)
	case '"':
		v.Kind = String
		v.Text, err = r.text(raw)
		return v, err
	case 't':
		v.Kind = True
	case 'f':
		v.Kind = False
	case 'n':
		v.Kind = Null
	default:
		v.Kind, v.Text = Number, string(raw)
	}
	return v, nil
}

// items reads fields or elements up to the closing bracket.
func (r *JSONReader) items(v *Value, open byte, depth int) error {
	v.Kind = List
	if open == '{' {
		v.Kind = Map
	}
	first := len(r.pending)
	for {
		if kind := r.Decoder.PeekKind(); kind == '}' || kind == ']' {
			break
		}
		var item Item
		if open == '{' {
			raw, err := r.next()
			if err != nil {
				return err
			}
			if item.Key, err = r.text(raw); err != nil {
				return err
			}
			if r.Skip != nil && r.Skip(depth, item.Key) {
				if err := r.Decoder.SkipValue(); err != nil {
					return err
				}
				continue
			}
		}
		var err error
		if item.Value, err = r.value(depth + 1); err != nil {
			return err
		}
		r.pending = append(r.pending, item)
	}
	if _, err := r.Decoder.ReadToken(); err != nil {
		return err
	}
	v.Items = r.slab.Keep(r.pending[first:])
	r.pending = r.pending[:first]
	return nil
}

// next reads a scalar whole, and of a map or list the opening bracket.
func (r *JSONReader) next() ([]byte, error) {
	switch r.Decoder.PeekKind() {
	case '{':
		_, err := r.Decoder.ReadToken()
		return []byte{'{'}, err
	case '[':
		_, err := r.Decoder.ReadToken()
		return []byte{'['}, err
	default:
		raw, err := r.Decoder.ReadValue()
		if err == nil && len(raw) == 0 {
			err = fmt.Errorf("an empty value")
		}
		return raw, err
	}
}

func (r *JSONReader) text(raw []byte) (string, error) {
	if inner := raw[1 : len(raw)-1]; bytes.IndexByte(inner, '\\') < 0 {
		return r.slab.Text(inner), nil
	}
	b, err := jsontext.AppendUnquote(nil, raw)
	return string(b), err
}

// AppendJSON appends v as JSON. Unknown values become what policies see: {"unknown": reason, "why": text}.
func AppendJSON(b []byte, v *Value) []byte {
	if v == nil {
		return append(b, "null"...)
	}
	switch v.Kind {
	case Null:
		return append(b, "null"...)
	case False:
		return append(b, "false"...)
	case True:
		return append(b, "true"...)
	case Number:
		return append(b, v.Text...)
	case String:
		return appendText(b, v.Text)
	case List:
		b = append(b, '[')
		for i, item := range v.Items {
			if i > 0 {
				b = append(b, ',')
			}
			b = AppendJSON(b, item.Value)
		}
		return append(b, ']')
	case Map:
		b = append(b, '{')
		for i, item := range v.Items {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(appendText(b, item.Key), ':')
			b = AppendJSON(b, item.Value)
		}
		return append(b, '}')
	case Unread, NotInInput:
		b = append(b, `{"unknown":`...)
		b = append(strconv.AppendQuote(b, v.Reason()), `,"why":`...)
		return append(appendText(b, v.Text), '}')
	}
	return append(b, "null"...)
}

// Reason names why an unknown value is not known, as reports do; it is empty for all others.
func (v *Value) Reason() string {
	switch {
	case v == nil:
		return ""
	case v.Kind == Unread:
		return "unread"
	case v.Kind == NotInInput:
		return "not-in-input"
	}
	return ""
}

func appendText(b []byte, s string) []byte {
	quoted, err := jsontext.AppendQuote(b, s)
	if err != nil { // not UTF-8: it is mangled and still written, as encoding/json does
		quoted, _ = jsontext.AppendQuote(b, string([]rune(s)))
	}
	return quoted
}
