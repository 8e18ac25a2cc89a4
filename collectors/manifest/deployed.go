package manifest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"bulkhead/audit/estate"
	"bulkhead/collectors/render"
)

// deployed is what is rendered before it is deployed: charts and kustomizations.
type deployed struct {
	// charts are directories and archives, kustomizations directories; as the user would type them.
	charts, kustomizations []string
}

const (
	chartFile   = "Chart.yaml"
	archiveName = ".tgz"
)

// kustomizationFiles are the names that kustomize knows.
var kustomizationFiles = []string{"kustomization.yaml", "kustomization.yml", "Kustomization"}

// Rendering says how charts and kustomizations are rendered; see [render.Request].
type Rendering struct {
	Values, Set     []string
	Name, Namespace string
	Remote          bool
}

// rendered is what came of one chart or kustomization.
type rendered struct {
	files    []*file
	problems []estate.Problem
}

// renderAll renders charts and kustomizations, and returns the files of what they deploy.
func (c *Collector) renderAll(ctx context.Context, d *deployed, sink estate.Sink, report func(estate.Problem)) ([]*file, error) {
	requests := make([]render.Request, 0, len(d.charts)+len(d.kustomizations))
	for _, chart := range d.charts {
		requests = append(requests, render.Request{
			Chart: chart, Values: c.config.Values, Set: c.config.Set, Name: c.config.Name, Namespace: c.config.Namespace, Version: c.target.Version,
		})
	}
	for _, kustomization := range d.kustomizations {
		requests = append(requests, render.Request{Kustomization: kustomization, Remote: c.config.Remote})
	}
	var files []*file
	done := 0
	worker := func() func(render.Request) rendered {
		return func(r render.Request) rendered { return c.renderOne(ctx, r) }
	}
	err := ordered(ctx, slices.Values(requests), worker, func(r rendered) error {
		files = append(files, r.files...)
		for _, p := range r.problems {
			report(p)
		}
		done++
		sink.Progress("charts", done, len(requests))
		return nil
	})
	return files, err
}

func (c *Collector) renderOne(ctx context.Context, r render.Request) (made rendered) {
	response, err := render.Do(ctx, r)
	what, at := "chart", r.Chart
	if r.Kustomization != "" {
		what, at = "kustomization", r.Kustomization
	}
	if err != nil {
		made.problems = missing(estate.Problem{What: what, File: at, Error: err.Error()}, nil)
		return made
	}
	for _, p := range response.Problems {
		problem := estate.Problem{What: what, File: p.File, Line: p.Line, Column: p.Column, Error: p.Error}
		if p.Text != nil {
			made.problems = append(made.problems, missing(problem, p.Text)...)
		} else {
			made.problems = append(made.problems, problem)
		}
	}
	var from *origins
	if r.Kustomization != "" {
		from = readOrigins(r.Kustomization, response.Read, c.config.MaxFileSize)
	}
	for i := range response.Files {
		f := &response.Files[i]
		if path, ok := kustomizationIn(f.Path); ok && from != nil {
			f.Path = path
		}
		made.files = append(made.files, &file{
			path: f.Path, named: true, content: f.Text, lines: f.Lines, same: f.Same, chart: r.Chart != "", namespace: r.Namespace, origins: from,
			context: c.config.Changed != nil && !c.anyChanged(&r, response.Read),
		})
	}
	return made
}

// anyChanged says whether a file that a chart or kustomization is made of has changed.
func (c *Collector) anyChanged(r *render.Request, read []string) bool {
	files := slices.Concat(read, r.Values)
	if r.Chart != "" {
		// What is ignored, or can't be listed, makes no difference to what is rendered.
		_ = filepath.WalkDir(r.Chart, func(path string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() {
				files = append(files, path)
			}
			return nil
		})
	}
	return slices.ContainsFunc(files, func(path string) bool { return c.config.Changed(absolute(path)) })
}

// missing makes a problem for each kind of reference that is missed where text could not be rendered; where there is no text, all kinds may be.
func missing(p estate.Problem, text []byte) []estate.Problem {
	hidden := hiddenBy(text)
	if text == nil {
		for name, k := range kinds {
			if k.phase == references {
				hidden = append(hidden, name)
			}
		}
		slices.Sort(hidden)
	}
	if len(hidden) == 0 {
		return []estate.Problem{p}
	}
	problems := make([]estate.Problem, len(hidden))
	for i := range hidden {
		problems[i] = p
		problems[i].Kind = hidden[i]
	}
	return problems
}

// isChartArchive says whether a file is a packed chart, by its content.
func isChartArchive(path string) bool {
	opened, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0) // a FIFO must not block
	if err != nil {
		return false
	}
	defer opened.Close()
	if info, err := opened.Stat(); err != nil || !info.Mode().IsRegular() {
		return false
	}
	head := make([]byte, 3)
	_, err = io.ReadFull(opened, head)
	return err == nil && bytes.Equal(head, []byte{0x1f, 0x8b, 8}) // gzip's start, and its one method
}

// roots leaves the kustomizations that no other one is made of, and returns the files that they are made of, by absolute path.
func roots(kustomizations []string) (top []string, parts map[string]bool) {
	parts = map[string]bool{}
	components := map[string]bool{}
	for _, dir := range kustomizations {
		k, err := readKustomization(dir)
		if err != nil {
			continue // kustomize says what is wrong with it
		}
		components[dir] = k.isComponent
		parts[absolute(k.path)] = true
		for part := range k.parts() {
			parts[absolute(filepath.Join(dir, part))] = true
		}
	}
	for _, dir := range kustomizations {
		if !parts[absolute(dir)] && !components[dir] {
			top = append(top, dir)
		}
	}
	if len(top) == 0 {
		top = kustomizations // a circle, which kustomize refuses
	}
	return top, parts
}

// absolute is a path without links, as far as that can be told.
func absolute(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if full, err := filepath.Abs(path); err == nil {
		return full
	}
	return path
}

var errNoKustomization = errors.New("no kustomization in it")

// kustomizationIn is the kustomization file in a directory.
func kustomizationIn(dir string) (string, bool) {
	for _, name := range kustomizationFiles {
		if info, err := os.Stat(filepath.Join(dir, name)); err == nil && info.Mode().IsRegular() {
			return filepath.Join(dir, name), true
		}
	}
	return "", false
}

// kustomization is what a kustomization file names.
type kustomization struct {
	path        string
	isComponent bool
	fields      *estate.Value
}

func readKustomization(dir string) (*kustomization, error) {
	path, ok := kustomizationIn(dir)
	if !ok {
		return nil, errNoKustomization
	}
	f := &file{path: path, named: true}
	text, err := f.read(maxKustomization)
	if err != nil {
		return nil, err
	}
	v, err := parseOne(text)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return &kustomization{path: path, isComponent: v.Get("kind").Str() == "Component", fields: v}, nil
}

const maxKustomization = 16 << 20

// parts are the files and directories that it names.
func (k *kustomization) parts() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, field := range [...]string{
			"resources", "bases", "components", "crds", "configurations", "generators", "transformers", "validators", "patchesStrategicMerge",
		} {
			for _, item := range k.fields.Get(field).Elements() {
				if name := item.Value.Str(); name != "" && !strings.ContainsAny(name, "\n") && !yield(name) {
					return
				}
			}
		}
		for _, field := range [...]string{"patches", "patchesJson6902", "replacements"} {
			for _, item := range k.fields.Get(field).Elements() {
				if name := item.Value.Get("path").Str(); name != "" && !yield(name) {
					return
				}
			}
		}
		for _, field := range [...]string{"configMapGenerator", "secretGenerator"} {
			for _, item := range k.fields.Get(field).Elements() {
				for _, source := range item.Value.Get("files").Elements() {
					_, name, named := strings.Cut(source.Value.Str(), "=")
					if !named {
						name = source.Value.Str()
					}
					if name != "" && !yield(name) {
						return
					}
				}
			}
		}
	}
}
