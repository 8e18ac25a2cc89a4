package kubernetes

import (
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"bulkhead/audit/estate"
)

// maxObject bounds the JSON of one object in bytes. The API server itself accepts some 3 MiB.
const maxObject = 16 << 20

// page is what a list's page says of itself.
type page struct {
	next      string // the token of the next page, empty in the last one
	remaining int    // how many objects come after this page, 0 where the server does not say
}

// readPage hands the items of a list to each as they arrive, and never holds the list. It is each's to say whether an
// item is an object. Where there is a next page, ahead gets its token as soon as it is known, which is before the items.
func readPage(body io.Reader, each func(*estate.Value) error, ahead func(next string)) (page, error) {
	var p page
	bounded := &boundedReader{reader: body, left: maxObject}
	d := jsontext.NewDecoder(bounded)
	if d.PeekKind() != '{' {
		return p, malformed(d, errors.New("the answer is no object"))
	}
	if _, err := d.ReadToken(); err != nil {
		return p, malformed(d, err)
	}
	listed := false
	for d.PeekKind() == '"' {
		name, err := d.ReadToken()
		if err != nil {
			return p, malformed(d, err)
		}
		switch name.String() {
		case "metadata":
			err = p.readMetadata(d)
			if p.next != "" {
				ahead(p.next)
			}
		case "items":
			listed = true
			err = readItems(d, bounded, each)
		default:
			err = d.SkipValue()
		}
		if err != nil {
			return p, malformed(d, err)
		}
	}
	if _, err := d.ReadToken(); err != nil {
		return p, malformed(d, err)
	}
	if !listed {
		return p, malformed(d, errors.New("the answer is no list"))
	}
	return p, nil
}

func (p *page) readMetadata(d *jsontext.Decoder) error {
	v, err := estate.DecodeJSON(d, nil)
	if err != nil {
		return err
	}
	p.next = v.Get("continue").Str()
	if n := v.Get("remainingItemCount"); n != nil {
		p.remaining, _ = strconv.Atoi(n.Text) // it is only for progress
	}
	return nil
}

func readItems(d *jsontext.Decoder, bounded *boundedReader, each func(*estate.Value) error) error {
	if d.PeekKind() == 'n' { // an empty list of some servers
		return d.SkipValue()
	}
	if d.PeekKind() != '[' {
		return errors.New("its items are no list")
	}
	if _, err := d.ReadToken(); err != nil {
		return err
	}
	items := estate.JSONReader{Decoder: d, Skip: bookkeeping}
	for kind := d.PeekKind(); kind != ']' && kind != 0; kind = d.PeekKind() {
		bounded.left = maxObject
		v, err := items.Value()
		if err != nil {
			return err
		}
		if err := each(v); err != nil {
			return err
		}
	}
	bounded.left = maxObject
	_, err := d.ReadToken()
	return err
}

// bookkeeping names metadata.managedFields: often the larger part of an object, and of no use to any control.
func bookkeeping(depth int, key string) bool { return depth == 1 && key == "managedFields" }

// malformed says where an answer went wrong. Errors of the sink pass as they are.
func malformed(d *jsontext.Decoder, err error) error {
	var stop *stopError
	if errors.As(err, &stop) {
		return err
	}
	return fmt.Errorf("read the answer at byte %d: %w", d.InputOffset(), err)
}

// boundedReader fails when more than left bytes are read, so that no object fills the memory.
type boundedReader struct {
	reader io.Reader
	left   int
}

func (b *boundedReader) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, fmt.Errorf("an object is larger than %d MiB", maxObject>>20)
	}
	n, err := b.reader.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}
