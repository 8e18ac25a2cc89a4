package snapshot

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"

	"bulkhead/audit/estate"
)

// Recording keeps what one collector sends. It is an [estate.Sink].
type Recording struct {
	target   *estate.Target
	packed   bytes.Buffer // compressed, so even a large cluster's frame is small
	zstd     *zstd.Encoder
	line     []byte
	progress func(what string, done, total int)
}

// NewRecording prepares to record a target. Progress may be nil.
func NewRecording(target *estate.Target, progress func(what string, done, total int)) (*Recording, error) {
	r := &Recording{target: target, progress: progress}
	var err error
	r.zstd, err = zstd.NewWriter(&r.packed, zstd.WithEncoderConcurrency(1))
	return r, err
}

// Object implements [estate.Sink].
func (r *Recording) Object(o *estate.Object) error {
	r.line = appendObject(r.line[:0], o)
	_, err := r.zstd.Write(r.line)
	return err
}

// Problem implements [estate.Sink].
func (r *Recording) Problem(p estate.Problem) {
	r.target.Problems = append(r.target.Problems, p)
	text, _ := json.Marshal(map[string]any{"problem": map[string]any{ // strings and ints always marshal
		"what": p.What, "kind": p.Kind, "namespace": p.Namespace, "error": p.Error,
		"file": p.File, "line": p.Line, "column": p.Column,
	}})
	_, _ = r.zstd.Write(append(text, '\n')) // an error stays with the encoder, and Close returns it
}

// Progress implements [estate.Sink].
func (r *Recording) Progress(what string, done, total int) {
	if r.progress != nil {
		r.progress(what, done, total)
	}
}

// Write writes a snapshot of finished recordings.
func Write(w io.Writer, tool string, recordings []*Recording) error {
	h := header{Schema: Schema, Tool: tool}
	for _, r := range recordings {
		if err := r.zstd.Close(); err != nil {
			return fmt.Errorf("compress %s: %w", r.target.ID, err)
		}
		t := r.target
		h.Targets = append(h.Targets, targetEntry{
			ID: t.ID, URI: t.URI, Kind: t.Kind, Version: t.Version, Namespaces: t.Namespaces, Collected: t.Collected, Length: int64(r.packed.Len()),
		})
	}
	text, err := json.Marshal(h)
	if err != nil {
		return err
	}
	encoder, err := zstd.NewWriter(nil)
	if err != nil {
		return err
	}
	if _, err := w.Write(encoder.EncodeAll(append(text, '\n'), nil)); err != nil {
		return err
	}
	for _, r := range recordings {
		if _, err := r.packed.WriteTo(w); err != nil {
			return err
		}
	}
	return nil
}

// Stopped records that the collector had to stop.
func (r *Recording) Stopped(err error) {
	r.Problem(estate.Problem{What: "target", Error: err.Error()})
}
