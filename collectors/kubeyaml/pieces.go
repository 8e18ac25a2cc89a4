package kubeyaml

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"bulkhead/audit/estate"
)

// Piece is one object of a JSON document, not yet read.
type Piece struct {
	Document
	// Kind and APIVersion are what the object says of itself, empty where it does not.
	Kind, APIVersion string
	// List and ListVersion are the kind and version of the list that it stands in, empty where it stands in none.
	List, ListVersion string
}

// errNotPieces says that a text is no series of JSON objects.
var errNotPieces = errors.New("no JSON objects")

// Pieces cuts a JSON document into its objects, and lists of Kubernetes objects into theirs, so that not all of them need to be
// in memory at once. It is false for all other documents, broken ones too: [Parser.Parse] says what is wrong with them.
func Pieces(d Document) ([]Piece, bool) {
	body, line, column := afterMarker(d)
	if len(body) == 0 || body[0] != '{' {
		return nil, false
	}
	c := cutter{
		text: body, offset: d.Offset + len(d.Text) - len(body), at: cursor{text: body, line: line, lineStart: -int(column)},
		decoder: jsontext.NewDecoder(bytes.NewBuffer(body)), inner: jsontext.NewDecoder(bytes.NewBuffer(nil)),
	}
	for c.decoder.PeekKind() != 0 {
		if c.object() != nil {
			return nil, false
		}
	}
	_, err := c.decoder.ReadToken()
	return c.pieces, errors.Is(err, io.EOF)
}

// cutter cuts a JSON document.
type cutter struct {
	text    []byte
	offset  int // of text in the stream
	at      cursor
	decoder *jsontext.Decoder
	inner   *jsontext.Decoder // of one object again
	pieces  []Piece
	words   estate.Slab // keeps kinds and versions, which repeat
}

// object cuts the next object at the top.
func (c *cutter) object() error {
	if c.decoder.PeekKind() != '{' {
		return errNotPieces
	}
	if _, err := c.decoder.ReadToken(); err != nil {
		return err
	}
	whole, first := c.piece(int(c.decoder.InputOffset())-1, 0), len(c.pieces)
	for c.decoder.PeekKind() != '}' {
		key, err := c.decoder.ReadToken()
		if err != nil {
			return err
		}
		switch name := key.String(); {
		case name == "kind":
			whole.Kind, err = c.word(c.decoder)
		case name == "apiVersion":
			whole.APIVersion, err = c.word(c.decoder)
		case name == "items" && c.decoder.PeekKind() == '[':
			err = c.items()
		default:
			err = c.decoder.SkipValue()
		}
		if err != nil {
			return err
		}
	}
	if _, err := c.decoder.ReadToken(); err != nil {
		return err
	}
	if len(c.pieces) == first || !strings.HasSuffix(whole.Kind, "List") {
		begin := whole.Offset - c.offset
		whole.Text = c.text[begin:c.decoder.InputOffset()]
		c.pieces = append(c.pieces[:first], whole)
		return nil
	}
	for i := range c.pieces[first:] {
		c.pieces[first+i].List, c.pieces[first+i].ListVersion = whole.Kind, whole.APIVersion
	}
	return nil
}

// items cuts a list of objects.
func (c *cutter) items() error {
	if _, err := c.decoder.ReadToken(); err != nil {
		return err
	}
	for c.decoder.PeekKind() != ']' {
		raw, err := c.decoder.ReadValue()
		if err != nil {
			return err
		}
		made := c.piece(int(c.decoder.InputOffset())-len(raw), len(raw))
		if err := c.name(&made); err != nil {
			return err
		}
		c.pieces = append(c.pieces, made)
	}
	_, err := c.decoder.ReadToken()
	return err
}

// piece makes the piece at a place of the text. Places are asked for in rising order.
func (c *cutter) piece(begin, length int) Piece {
	line, column := c.at.position(int64(begin))
	return Piece{Document: Document{Text: c.text[begin : begin+length], Offset: c.offset + begin, Line: line, Column: column - 1}}
}

// name reads what an object says that it is.
func (c *cutter) name(p *Piece) error {
	if p.Text[0] != '{' {
		return nil
	}
	c.inner.Reset(bytes.NewBuffer(p.Text), jsontext.AllowDuplicateNames(true)) // the outer decoder has refused them
	if _, err := c.inner.ReadToken(); err != nil {
		return err
	}
	for c.inner.PeekKind() != '}' && (p.Kind == "" || p.APIVersion == "") {
		key, err := c.inner.ReadToken()
		if err != nil {
			return err
		}
		switch key.String() {
		case "kind":
			p.Kind, err = c.word(c.inner)
		case "apiVersion":
			p.APIVersion, err = c.word(c.inner)
		default:
			err = c.inner.SkipValue()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// word reads a text; anything else is skipped.
func (c *cutter) word(d *jsontext.Decoder) (string, error) {
	if d.PeekKind() != '"' {
		return "", d.SkipValue()
	}
	token, err := d.ReadToken()
	if err != nil {
		return "", err
	}
	return c.words.Text([]byte(token.String())), nil
}
