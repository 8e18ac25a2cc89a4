package manifest

import (
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
	"sync/atomic"
	"time"

	"bulkhead/audit/estate"
)

// Config says what to collect.
type Config struct {
	// Paths are files, directories, or "-" for standard input. Together they are one target: an account in one file counts for
	// a workload in another.
	Paths []string
	// Called is what the target is called, such as the glob that the paths were found by; empty: its paths.
	Called string
	// Contents are read in the place of what files of that path hold, to see what a change would do.
	Contents map[string][]byte
	// Stdin is what "-" reads.
	Stdin io.Reader
	// MaxFileSize bounds single files and standard input, in bytes. 0 means 256 MiB.
	MaxFileSize int64
	Rendering
	// Changed says of a file, by its absolute path without links, whether its objects are to be judged; nil: all are. A chart or kustomization is
	// judged whole as soon as one of its files is.
	Changed func(path string) bool
}

const (
	defaultMaxFileSize = 256 << 20
	// keepLimit bounds the files that are kept in memory between the passes, in bytes. Others are read twice.
	keepLimit = 128 << 20
	// batchSize is how much text a worker parses at a time, in bytes.
	batchSize = 128 << 10
)

// Collector collects from files.
type Collector struct {
	config  Config
	target  *estate.Target
	skipped int
	sent    int
	// problems counts what could not be read.
	problems int
	// walked is what is known already of directories among the paths. Only says that the path is a kustomization and nothing else, and others
	// that kustomizations are other collectors'.
	walked       map[string]*walked
	only, others bool
}

// New prepares to collect. Nothing is read before Collect.
func New(config Config) *Collector {
	if config.MaxFileSize <= 0 {
		config.MaxFileSize = defaultMaxFileSize
	}
	if config.Called == "" {
		config.Called = strings.Join(config.Paths, " ")
	}
	return &Collector{
		config: config,
		target: &estate.Target{ID: config.Called, URI: config.Called, Kind: estate.Files},
	}
}

// Target returns the target that is collected.
func (c *Collector) Target() *estate.Target { return c.target }

// Skipped returns how many documents and objects were of no kind that bulkhead looks at. It is known after Collect.
func (c *Collector) Skipped() int { return c.skipped }

// Collect sends the objects of all files, and a problem for each part that could not be read. It returns an error where the path
// does not exist or nothing in it can be audited, and the sink's or ctx's error as it is.
func (c *Collector) Collect(ctx context.Context, sink estate.Sink) error {
	c.target.Collected = time.Now().UTC()
	report := func(p estate.Problem) {
		c.problems++
		sink.Problem(p)
	}
	files, err := c.files(ctx, sink, report)
	if err != nil {
		return err
	}
	for _, f := range files {
		if content, changed := c.config.Contents[f.path]; changed {
			f.content = content
		}
	}
	entries, err := c.scan(ctx, files, sink, report)
	if err != nil {
		return err
	}
	total := 0
	for _, e := range entries {
		total += len(e)
	}
	done := 0
	for _, e := range entries {
		err := ordered(ctx, batches(e), newParseWorker, func(r parsed) error {
			c.skipped += r.skipped
			for _, p := range r.problems {
				report(p)
			}
			for _, o := range r.objects {
				c.sent++
				o.Target = c.target
				if err := sink.Object(o); err != nil {
					return err
				}
			}
			done += r.entries
			sink.Progress("documents", done, total)
			return nil
		})
		if err != nil {
			return err
		}
	}
	if c.sent == 0 {
		return c.nothing()
	}
	return nil
}

// nothing says why there is nothing to audit.
func (c *Collector) nothing() error {
	switch {
	case c.problems > 0:
		return fmt.Errorf("audit %s: nothing in it could be read", c.target.ID)
	case c.skipped > 0:
		return fmt.Errorf("audit %s: nothing in it to audit: documents of other kinds than workloads, their surroundings and libvirt domains: %d",
			c.target.ID, c.skipped)
	}
	return fmt.Errorf("audit %s: nothing in it to audit: give Kubernetes YAML or JSON, or libvirt XML", c.target.ID)
}

// files lists what the paths stand for, and renders charts and kustomizations. Where there are several paths, one that can't be read or is
// empty is a problem.
func (c *Collector) files(ctx context.Context, sink estate.Sink, report func(estate.Problem)) ([]*file, error) {
	var all []*file
	var found deployed
	for _, path := range c.config.Paths {
		before := c.problems
		files, more, err := c.filesOf(ctx, path, report)
		found.charts = append(found.charts, more.charts...)
		found.kustomizations = append(found.kustomizations, more.kustomizations...)
		switch {
		case err != nil && (len(c.config.Paths) == 1 || ctx.Err() != nil):
			return nil, err
		case err != nil:
			report(estate.Problem{What: "path", Error: err.Error(), File: path})
		case len(files)+len(more.charts)+len(more.kustomizations) == 0 && len(c.config.Paths) > 1 && c.problems == before:
			report(estate.Problem{What: "path", Error: "nothing in it to audit", File: path})
		}
		all = append(all, files...)
	}
	if len(c.config.Paths) > 1 {
		once := map[string]bool{} // a file that is named, and lies in a directory that is named too, is one
		all = slices.DeleteFunc(all, func(f *file) bool { return f.path != "-" && !first(once, f.path) })
		found.charts = slices.DeleteFunc(found.charts, func(path string) bool { return !first(once, path) })
		found.kustomizations = slices.DeleteFunc(found.kustomizations, func(path string) bool { return !first(once, path) })
	}
	if c.config.Changed != nil {
		for _, f := range all {
			f.context = f.path != "-" && !c.config.Changed(absolute(f.path))
		}
	}
	if len(found.charts)+len(found.kustomizations) == 0 {
		return all, nil
	}
	if len(found.kustomizations) > 0 {
		var parts map[string]bool
		found.kustomizations, parts = roots(found.kustomizations)
		all = slices.DeleteFunc(all, func(f *file) bool { return f.path != "-" && parts[absolute(f.path)] })
		if c.others {
			found.kustomizations = nil
		}
	}
	rendered, err := c.renderAll(ctx, &found, sink, report)
	return append(all, rendered...), err
}

// first says whether a path was not seen before, by whatever links.
func first(seen map[string]bool, path string) bool {
	path = absolute(path)
	before := seen[path]
	seen[path] = true
	return !before
}

func (c *Collector) filesOf(ctx context.Context, path string, report func(estate.Problem)) (files []*file, found deployed, err error) {
	if path == "-" {
		files, err := c.standardInput(path)
		return files, found, err
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, found, fmt.Errorf("read %s: it does not exist: give a file, a directory, or - for standard input", path)
	case err != nil:
		return nil, found, fmt.Errorf("read %s: %s", path, reason(err))
	case info.IsDir() && c.only:
		return nil, deployed{kustomizations: []string{path}}, nil
	case info.IsDir() && c.walked[path] != nil:
		w := c.walked[path]
		for _, p := range w.problems {
			report(p)
		}
		if w.err != nil {
			return nil, found, w.err
		}
		return w.files, w.found, nil
	case info.IsDir():
		w, err := walk(ctx, path, report)
		if err != nil {
			return nil, found, err
		}
		return w.files, w.found, nil
	case !info.Mode().IsRegular():
		return nil, found, fmt.Errorf("read %s: neither a file nor a directory: pipe its content to standard input, and give -", path)
	case isChartArchive(path):
		return nil, deployed{charts: []string{path}}, nil
	case slices.Contains(kustomizationFiles, filepath.Base(path)):
		return nil, deployed{kustomizations: []string{filepath.Dir(path)}}, nil
	}
	return []*file{{path: path, named: true}}, found, nil
}

func (c *Collector) standardInput(path string) ([]*file, error) {
	if c.config.Stdin == nil {
		return nil, errors.New("audit -: there is no standard input")
	}
	content, err := readAll(c.config.Stdin, nil, 0, c.config.MaxFileSize)
	if err != nil {
		return nil, fmt.Errorf("read standard input: %w", err)
	}
	f := &file{path: path, named: true, content: content}
	if err := f.check(content); err != nil {
		return nil, fmt.Errorf("read standard input: %w", err)
	}
	return []*file{f}, nil
}

// scan finds out what the files hold, and returns it by phase, in the files' order.
func (c *Collector) scan(
	ctx context.Context, files []*file, sink estate.Sink, report func(estate.Problem),
) (entries [phases][]entry, err error) {
	var kept atomic.Int64
	worker := func() func(*file) scanned {
		s := newScanner(c.config.MaxFileSize, &kept)
		return s.scan
	}
	done := 0
	err = ordered(ctx, slices.Values(files), worker, func(r scanned) error {
		c.skipped += r.skipped
		for _, p := range r.problems {
			report(p)
		}
		for phase, e := range r.entries {
			entries[phase] = append(entries[phase], e...)
		}
		done++
		sink.Progress("files", done, len(files))
		return nil
	})
	return entries, err
}

// batches cuts entries into parts that are worth a worker's while.
func batches(entries []entry) iter.Seq[[]entry] {
	return func(yield func([]entry) bool) {
		first, size := 0, 0
		for i := range entries {
			if size += entries[i].length; size >= batchSize {
				if !yield(entries[first : i+1]) {
					return
				}
				first, size = i+1, 0
			}
		}
		if first < len(entries) {
			yield(entries[first:])
		}
	}
}
