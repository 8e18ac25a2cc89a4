package snapshot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/klauspost/compress/zstd"

	"bulkhead/audit/estate"
)

// Bounds of what a hostile snapshot may cost.
const (
	maxHeader = 16 << 20
	maxWindow = 128 << 20
)

// Collector plays one target of a snapshot back.
type Collector struct {
	target *estate.Target
	frame  *io.SectionReader
	name   string
}

// Open reads the header of the snapshot in file, size bytes long, and returns a collector for each of its targets. The name is for
// errors.
func Open(file io.ReaderAt, size int64, name string) ([]*Collector, error) {
	h, frames, err := readHeader(file, size)
	if err != nil {
		return nil, fmt.Errorf("read snapshot %s: %w", name, err)
	}
	if len(h.Targets) == 0 {
		return nil, fmt.Errorf("read snapshot %s: it holds no target", name)
	}
	var collectors []*Collector
	for _, t := range h.Targets {
		magic := make([]byte, len(Magic))
		if n, _ := file.ReadAt(magic, frames); n < len(magic) || string(magic) != Magic {
			return nil, fmt.Errorf("read snapshot %s: it is cut short or damaged: target %s does not begin where it should", name, t.ID)
		}
		collectors = append(collectors, &Collector{
			target: &estate.Target{ID: t.ID, URI: t.URI, Kind: t.Kind, Version: t.Version, Namespaces: t.Namespaces, Collected: t.Collected},
			frame:  io.NewSectionReader(file, frames, t.Length),
			name:   name,
		})
		frames += t.Length
	}
	return collectors, nil
}

// readHeader returns the header and the offset of the first target's frame.
func readHeader(file io.ReaderAt, size int64) (header, int64, error) {
	var h header
	// The header's frame has its own end, which the decoder does not tell: the sum of all lengths does.
	decoder, err := zstd.NewReader(io.NewSectionReader(file, 0, size), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return h, 0, err
	}
	defer decoder.Close()
	text, err := readFirstLine(decoder)
	if err != nil {
		return h, 0, err
	}
	if err := json.Unmarshal(text, &h); err != nil {
		return h, 0, fmt.Errorf("its header is no header: %w", err)
	}
	if h.Schema != Schema {
		return h, 0, fmt.Errorf("its schema is %q; this build reads %s", h.Schema, Schema)
	}
	frames := size
	for _, t := range h.Targets {
		if t.Length < 0 || t.Length > frames {
			return h, 0, errors.New("it is cut short")
		}
		frames -= t.Length
	}
	if frames <= 0 {
		return h, 0, errors.New("it is cut short")
	}
	return h, frames, nil
}

func readFirstLine(r io.Reader) ([]byte, error) {
	var text []byte
	chunk := make([]byte, 4096)
	for len(text) < maxHeader {
		n, err := r.Read(chunk)
		text = append(text, chunk[:n]...)
		if end := bytes.IndexByte(text, '\n'); end >= 0 {
			return text[:end], nil
		}
		if err != nil {
			return nil, fmt.Errorf("no header: %w", err)
		}
	}
	return nil, fmt.Errorf("its header is longer than %d bytes", maxHeader)
}

// Target is the recorded one.
func (c *Collector) Target() *estate.Target { return c.target }

// Collect sends what was recorded, in its order.
func (c *Collector) Collect(ctx context.Context, sink estate.Sink) error {
	decoder, err := zstd.NewReader(c.frame, zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return fmt.Errorf("read snapshot %s: %w", c.name, err)
	}
	defer decoder.Close()
	lines := &estate.JSONReader{Decoder: jsontext.NewDecoder(decoder)}
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		next, err := readLine(lines)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read snapshot %s: target %s: %w", c.name, c.target.ID, err)
		}
		if next.problem != nil {
			sink.Problem(*next.problem)
			continue
		}
		if err := sink.Object(next.object); err != nil {
			return err
		}
	}
}
