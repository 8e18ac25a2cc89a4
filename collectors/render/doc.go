// Package render turns Helm charts and kustomizations into the objects that they deploy.
//
// Templates are programs of whoever wrote the chart: they may loop, or build texts that fill all memory, and nothing in a process stops that.
// So each is rendered in a process of its own, which is this program called anew, with bounds on its memory and time, and without network,
// cluster, programs to call or files to write. [Main] is what that process does; whoever uses [Do] has it called where
// the program's only argument is [Command].
package render

import (
	"context"
	"time"
)

// Command is the argument that makes the program a renderer.
const Command = "render-one-input"

// Bounds of one rendering.
const (
	// Limit is the time that one may take.
	Limit = 30 * time.Second
	// maxMemory bounds the renderer's data, in bytes.
	maxMemory = 1 << 30
	// maxOutput bounds what it says, in bytes.
	maxOutput = 128 << 20
	// maxInput bounds one file that it reads, in bytes, and all of them together.
	maxInput = 64 << 20
	// maxFiles bounds the files of one chart.
	maxFiles = 20_000
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

// Do renders what is asked for. The error says why nothing could be.
func Do(ctx context.Context, r Request) (*Response, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, Limit, errTime)
	defer cancel()
	return inProcess(ctx, &r)
}
