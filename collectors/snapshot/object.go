package snapshot

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strconv"

	"bulkhead/audit/estate"
)

// appendObject writes an object as one line. JSON has no room for where a value stood and for values that are not known, so
// these stand beside it, in the order in which the value is written: "places" holds for every value its file (a position
// in "files" from 1, 0 for none), how many lines it stands below the value before it, and its column, as varints in base64,
// and is left out where there is none; "unknown" holds pairs of a value's number and its kind,
// u for unread, m for unread and malformed, and n for not-in-input, for strings that are really why a value is not known.
func appendObject(b []byte, o *estate.Object) []byte {
	w := placeWriter{files: map[*estate.Source]int{}}
	w.value(o.Value, nil)
	b = append(b, `{"platform":`...)
	b = appendText(b, o.Platform)
	for _, field := range []struct{ name, text string }{
		{"kind", o.Kind}, {"namespace", o.Namespace}, {"name", o.Name}, {"resourceVersion", o.ResourceVersion},
	} {
		if field.text != "" {
			b = append(append(append(b, ',', '"'), field.name...), '"', ':')
			b = appendText(b, field.text)
		}
	}
	if w.placed {
		b = append(b, `,"files":[`...)
		for i, file := range w.names {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendText(b, file)
		}
		b = append(b, `],"places":"`...)
		b = append(base64.StdEncoding.AppendEncode(b, w.places), '"')
	}
	if len(w.unknown) > 0 {
		b = append(append(append(b, `,"unknown":[`...), w.unknown[1:]...), ']')
	}
	b = append(b, `,"value":`...)
	b = appendValue(b, o.Value)
	return append(b, '}', '\n')
}

// placeWriter numbers values in the order in which they are written.
type placeWriter struct {
	files   map[*estate.Source]int
	names   []string
	places  []byte
	unknown []byte
	placed  bool
	line    int32 // of the value before
	number  int
}

func (w *placeWriter) value(v *estate.Value, source *estate.Source) {
	if v == nil {
		v = &estate.Value{}
	}
	if v.Source != nil {
		source = v.Source
	}
	file := 0
	if source != nil {
		if file = w.files[source]; file == 0 {
			w.names = append(w.names, source.File)
			file = len(w.names)
			w.files[source] = file
		}
	}
	w.placed = w.placed || file > 0 || v.Line > 0
	w.places = binary.AppendUvarint(w.places, uint64(file))
	w.places = binary.AppendVarint(w.places, int64(v.Line)-int64(w.line))
	w.places = binary.AppendUvarint(w.places, uint64(v.Column))
	w.line = v.Line
	if v.Unknown() {
		kind := byte('u')
		switch {
		case v.Kind == estate.NotInInput:
			kind = 'n'
		case v.Malformed:
			kind = 'm'
		}
		w.unknown = strconv.AppendInt(append(w.unknown, ','), int64(w.number), 10)
		w.unknown = append(w.unknown, ',', '"', kind, '"')
	}
	w.number++
	for i := range v.Items {
		w.value(v.Items[i].Value, source)
	}
}

// appendValue is JSON, with the reason's text where a value is not known.
func appendValue(b []byte, v *estate.Value) []byte {
	switch {
	case v.Unknown():
		return appendText(b, v.Text)
	case v != nil && v.Kind == estate.List:
		b = append(b, '[')
		for i := range v.Items {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendValue(b, v.Items[i].Value)
		}
		return append(b, ']')
	case v != nil && v.Kind == estate.Map:
		b = append(b, '{')
		for i := range v.Items {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(appendText(b, v.Items[i].Key), ':')
			b = appendValue(b, v.Items[i].Value)
		}
		return append(b, '}')
	}
	return estate.AppendJSON(b, v)
}

func appendText(b []byte, s string) []byte {
	return estate.AppendJSON(b, estate.Text(s))
}

// line is one line of a target's frame: an object, or a problem.
type line struct {
	object  *estate.Object
	problem *estate.Problem
}

var errShape = errors.New("does not have the shape of a snapshot")

// readLine reads the next line; it returns io.EOF after the last.
func readLine(r *estate.JSONReader) (line, error) {
	v, err := r.Value()
	if err != nil {
		return line{}, err
	}
	if p := v.Get("problem"); p != nil {
		return line{problem: &estate.Problem{
			What: p.Get("what").Str(), Kind: p.Get("kind").Str(), Namespace: p.Get("namespace").Str(), Error: p.Get("error").Str(),
			File: p.Get("file").Str(), Line: number(p.Get("line")), Column: number(p.Get("column")),
		}}, nil
	}
	o := &estate.Object{
		Platform: v.Get("platform").Str(), Kind: v.Get("kind").Str(), Namespace: v.Get("namespace").Str(),
		Name: v.Get("name").Str(), ResourceVersion: v.Get("resourceVersion").Str(), Value: v.Get("value"),
	}
	if o.Platform == "" || o.Kind == "" || o.Value == nil {
		return line{}, errShape
	}
	return line{object: o}, restore(o.Value, v)
}

// restore puts back beside the value's JSON what JSON has no room for.
func restore(value, beside *estate.Value) error {
	places, err := base64.StdEncoding.DecodeString(beside.Get("places").Str())
	if err != nil {
		return fmt.Errorf("places: %w", errShape)
	}
	r := placeReader{places: places, placed: len(places) > 0, unknown: beside.Get("unknown").Elements()}
	for _, file := range beside.Get("files").Elements() {
		r.files = append(r.files, &estate.Source{File: file.Value.Str()})
	}
	if !r.placed && len(r.unknown) == 0 {
		return nil
	}
	return r.value(value, nil)
}

type placeReader struct {
	files   []*estate.Source
	places  []byte // of the values to come
	placed  bool
	line    int64
	unknown []estate.Item
	number  int
}

func (r *placeReader) value(v *estate.Value, source *estate.Source) error {
	if r.placed {
		file, err := r.place(v)
		if err != nil {
			return err
		}
		if file > 0 && r.files[file-1] != source {
			source = r.files[file-1]
			v.Source = source
		}
	}
	if len(r.unknown) >= 2 && number(r.unknown[0].Value) == r.number {
		v.Kind = estate.Unread
		switch r.unknown[1].Value.Str() {
		case "n":
			v.Kind = estate.NotInInput
		case "m":
			v.Malformed = true
		}
		r.unknown = r.unknown[2:]
	}
	r.number++
	for i := range v.Items {
		if err := r.value(v.Items[i].Value, source); err != nil {
			return err
		}
	}
	return nil
}

// place gives v its line and column, and returns its file's position from 1, or 0.
func (r *placeReader) place(v *estate.Value) (int, error) {
	file, a := binary.Uvarint(r.places)
	below, b := binary.Varint(r.places[max(a, 0):])
	column, c := binary.Uvarint(r.places[max(a, 0)+max(b, 0):])
	if a <= 0 || b <= 0 || c <= 0 || file > uint64(len(r.files)) || column > math.MaxInt32 {
		return 0, fmt.Errorf("places: %w", errShape)
	}
	r.places = r.places[a+b+c:]
	if r.line += below; r.line < 0 || r.line > math.MaxInt32 {
		return 0, fmt.Errorf("places: %w", errShape)
	}
	v.Line, v.Column = int32(r.line), int32(column)
	return int(file), nil
}

// number reads a whole number, and gives -1 for all else.
func number(v *estate.Value) int {
	if v == nil || v.Kind != estate.Number {
		return -1
	}
	n, err := strconv.Atoi(v.Text)
	if err != nil {
		return -1
	}
	return n
}
