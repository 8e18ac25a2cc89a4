package kubeyaml

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"bulkhead/audit/estate"
)

// Error says what is wrong with a document, and where in its file. Line and Column count from 1, columns in bytes.
type Error struct {
	Line, Column int32
	Message      string
}

func (e *Error) Error() string {
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Message)
}

// Parser reads documents. The values of one parser share memory for short texts, so documents that resemble each other
// should share one. The zero Parser is ready; it serves one goroutine at a time.
type Parser struct {
	slab    estate.Slab
	pending []estate.Item
	scratch []byte
	json    *estate.JSONReader
}

// Parse returns what is in d: nothing, a value, or several where JSON texts stand one after the other. Errors are of
// type [*Error].
func (p *Parser) Parse(d Document) (values []*estate.Value, err error) {
	defer func() {
		if r := recover(); r != nil { // only go.yaml.in/yaml/v3 could, and no input should take an audit down
			values, err = nil, &Error{Line: d.Line, Column: 1, Message: fmt.Sprintf("the YAML parser gave up: %v", r)}
		}
	}()
	if err := checkText(d); err != nil {
		return nil, err
	}
	p.slab.Part()
	if body, line, column := afterMarker(d); len(body) > 0 && body[0] == '{' {
		values, err := p.parseJSON(body, line, column)
		if err == nil {
			return values, nil
		}
		if values, yamlErr := p.parseComplete(d); yamlErr == nil {
			return values, nil // a flow map of YAML
		}
		return nil, err
	}
	if v, ok := p.parseBlocks(d); ok {
		return []*estate.Value{v}, nil
	}
	return p.parseComplete(d)
}

// checkText refuses what is not UTF-8.
func checkText(d Document) error {
	if utf8.Valid(d.Text) {
		return nil
	}
	offset := 0
	for offset < len(d.Text) {
		r, size := utf8.DecodeRune(d.Text[offset:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		offset += size
	}
	return errorAt(d, offset, "not UTF-8")
}

// errorAt makes the error for a byte offset of d.
func errorAt(d Document, offset int, message string) *Error {
	before := d.Text[:min(offset, len(d.Text))]
	made := &Error{
		Line:    d.Line + int32(bytes.Count(before, lineFeed)),
		Column:  int32(len(before) - bytes.LastIndexByte(before, '\n')),
		Message: message,
	}
	if made.Line == d.Line {
		made.Column += d.Column
	}
	return made
}

// afterMarker skips comments, white space and a bare document marker. column is how many bytes of the line come before body.
func afterMarker(d Document) (body []byte, line, column int32) {
	body, line, column = d.Text, d.Line, d.Column
	for len(body) > 0 {
		first := firstLine(body)
		if hasContent(first) && (!isMarker(first, '-') || hasContent(first[3:])) {
			trimmed := bytes.TrimLeft(body, " \t")
			return trimmed, line, column + int32(len(body)-len(trimmed))
		}
		body = body[len(first):]
		line++
		column = 0
	}
	return nil, line, 0
}

// parseJSON reads one JSON text after the other.
func (p *Parser) parseJSON(text []byte, line, column int32) ([]*estate.Value, error) {
	d := Document{Text: text, Line: line, Column: column}
	decoder := jsontext.NewDecoder(bytes.NewBuffer(text))
	at := cursor{text: text, line: line, lineStart: -int(column)}
	if p.json == nil {
		p.json = &estate.JSONReader{}
	}
	p.json.Decoder, p.json.At = decoder, at.position
	var values []*estate.Value
	for {
		if decoder.PeekKind() == 0 {
			if _, err := decoder.ReadToken(); errors.Is(err, io.EOF) {
				return values, nil
			}
		}
		v, err := p.json.Value()
		if err != nil {
			return nil, jsonError(d, decoder, err)
		}
		values = append(values, v)
	}
}

// jsonError turns what the decoder says into a position and a short message.
func jsonError(d Document, decoder *jsontext.Decoder, err error) *Error {
	var syntactic *jsontext.SyntacticError
	if !errors.As(err, &syntactic) {
		return errorAt(d, int(decoder.InputOffset()), err.Error())
	}
	message := "cannot be read as JSON"
	switch {
	case errors.Is(err, jsontext.ErrDuplicateName):
		message = fmt.Sprintf("duplicate key %q", syntactic.JSONPointer.LastToken())
	case errors.Is(err, io.ErrUnexpectedEOF):
		message = "the JSON text ends too early"
	case syntactic.Err != nil:
		message = syntactic.Err.Error()
	}
	return errorAt(d, int(syntactic.ByteOffset), message)
}

// cursor turns offsets, asked for in rising order, into positions.
type cursor struct {
	text            []byte
	line            int32
	lineStart, last int
}

func (c *cursor) position(offset int64) (line, column int32) {
	to := min(int(offset), len(c.text))
	for c.last < to {
		i := bytes.IndexByte(c.text[c.last:to], '\n')
		if i < 0 {
			c.last = to
			break
		}
		c.last += i + 1
		c.lineStart = c.last
		c.line++
	}
	return c.line, int32(to - c.lineStart + 1)
}
