package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"
	"time"
)

// reportStream is an output that a test waits for: whole JSON reports, one after the other.
type reportStream struct {
	*json.Decoder
	writer *io.PipeWriter
}

func newReportStream() *reportStream {
	reader, writer := io.Pipe()
	return &reportStream{json.NewDecoder(reader), writer}
}

// until waits for a report that is as wanted. There may be some before it: a file is written in steps.
func (s *reportStream) until(t *testing.T, what string, wanted func(document) bool) {
	t.Helper()
	for {
		var d document
		if err := s.Decode(&d); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if wanted(d) {
			return
		}
	}
}

func TestWatchAuditsWhatChanges(t *testing.T) {
	dir := t.TempDir()
	namespace := "apiVersion: v1\nkind: Namespace\nmetadata: {name: default}\n"
	write(t, dir, "namespace.yaml", namespace)
	write(t, dir, "a.yaml", strings.ReplaceAll(goodPod, "good", "a"))
	write(t, dir, "b.yaml", strings.ReplaceAll(goodPod, "good", "b"))
	ctx, stop := context.WithTimeout(t.Context(), 2*time.Minute)
	defer stop()
	stream, said := newReportStream(), &bytes.Buffer{}
	root := newRoot(streams{strings.NewReader(""), stream.writer, said})
	root.SetArgs([]string{"audit", dir, "--watch", "-f", "json", "--include-controls", "kubernetes/privileged-container,kubernetes/no-network-policy"})
	ended := make(chan int, 1)
	go func() {
		code := report(said, root.ExecuteContext(ctx))
		stream.writer.Close()
		ended <- code
	}()
	stream.until(t, "at first", func(d document) bool { return slices.Equal(d.names(), []string{"a", "b"}) })
	write(t, dir, "b.yaml", strings.ReplaceAll(privilegedPod(), "good", "b"))
	stream.until(t, "one that changed", func(d document) bool { return slices.Equal(d.names(), []string{"b"}) && len(d.Findings) == 2 })
	write(t, dir, "b.yaml", "kind: [\n")
	stream.until(t, "one that is broken", func(d document) bool { return d.Targets[0].Status == "partial" && len(d.Findings) == 0 })
	write(t, dir, "new/c.yaml", strings.ReplaceAll(goodPod, "good", "c"))
	stream.until(t, "one that is new", func(d document) bool { return slices.Equal(d.names(), []string{"c"}) })
	stop()
	if code := <-ended; code != exitInterrupted {
		t.Errorf("exit code %d: %s", code, said)
	}
	if ran := bulkhead(t, "audit", "kubernetes:", "--watch"); ran.code != exitUsage {
		t.Errorf("a cluster: %d %s", ran.code, ran.err)
	}
}
