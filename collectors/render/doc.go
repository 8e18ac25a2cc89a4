// Package render turns Helm charts and kustomizations into the objects that they deploy.
//
// Templates are programs of whoever wrote the chart: they may loop, or build texts that fill all memory, and nothing in a process stops that.
// So each is rendered by a process of its own, with bounds on its memory and time, and without network, cluster, programs to call or files
// to write. That is [Program], so that Helm and kustomize weigh on no run that renders nothing; this package asks it.
package render

import (
	"context"
	"fmt"
	"time"
)

// Program is the renderer's name: cmd/bulkhead-render.
const Program = "bulkhead-render"

// protocol is what both programs must speak alike.
const protocol = 1

// Bounds of one rendering.
const (
	// Limit is the time that one may take.
	Limit = 30 * time.Second
	// MaxMemory bounds the renderer's data, in bytes.
	MaxMemory = 1 << 30
	// maxOutput bounds what it says, in bytes.
	maxOutput = 128 << 20
	// MaxInput bounds one file that it reads, in bytes, and all of them together.
	MaxInput = 64 << 20
)

// Request is one thing to render.
type Request struct {
	// Chart is the directory or archive of a Helm chart, or Kustomization the directory of a kustomization.
	Chart, Kustomization string
	// Values are files of values for a chart, later ones before earlier ones, and Set single values as helm's --set has them.
	Values, Set []string
	// Namespace is where the chart is installed, and Name the release's name; empty: "default", and the chart's name.
	Namespace, Name string
	// Version is the Kubernetes version that the chart is told.
	Version string
	// Remote lets kustomizations fetch bases by HTTP and git.
	Remote bool
}

// Response is what became of it.
type Response struct {
	Files    []File
	Problems []Problem
	// Read are the files that a kustomization is made of, as the user would type their paths.
	Read []string
}

// File is a text of YAML documents.
type File struct {
	// Path is the template's, as the user would type it; of a kustomization its directory's.
	Path string
	Text []byte
	// Lines are for each line of Text the line of the template that made it, 0 where that can't be told, and Same how many bytes of
	// both are the same from the line's start. They are nil where Text is the file as it is.
	Lines, Same []int32
}

// Problem is what could not be rendered.
type Problem struct {
	File         string
	Line, Column int
	Error        string
	// Text is what is missing for it.
	Text []byte
}

// Question is what [Program] reads from its standard input, in gob.
type Question struct {
	Protocol int
	Request
}

// Understood is an error where the asking program is of another version.
func (q *Question) Understood() error {
	if q.Protocol != protocol {
		return fmt.Errorf("bulkhead and %s are of different versions: install both of one", Program)
	}
	return nil
}

// Answer is what it writes: a response, or why there is none.
type Answer struct {
	Response Response
	Error    string
}

// Do renders what is asked for. The error says why nothing could be.
func Do(ctx context.Context, r Request) (*Response, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, Limit, errTime)
	defer cancel()
	return inProcess(ctx, &r)
}
