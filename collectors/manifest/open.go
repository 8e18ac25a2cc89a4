package manifest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"

	"bulkhead/audit/estate"
	"bulkhead/collectors/kubeyaml"
)

// Open returns what collects from the paths. All is one target but where there are several kustomizations that are no part of another, such
// as overlays for a test and for production: these are deployed apart, and a network policy in one protects nothing in another. Then
// each is a target, and what is left is one too.
func Open(config Config) []*Collector {
	whole := New(config)
	whole.walked = map[string]*walked{}
	var all []string
	var files []*file
	for _, path := range config.Paths {
		info, err := os.Stat(path)
		switch {
		case path == "-" || err != nil:
		case info.IsDir():
			w := &walked{}
			w.walker, w.err = walk(context.Background(), path, func(p estate.Problem) { w.problems = append(w.problems, p) })
			whole.walked[path] = w
			if w.err == nil {
				all = append(all, w.found.kustomizations...)
				files = append(files, w.files...)
			}
		case slices.Contains(kustomizationFiles, filepath.Base(path)):
			all = append(all, filepath.Dir(path))
		default:
			files = append(files, &file{path: path, named: true})
		}
	}
	once := map[string]bool{}
	all = slices.DeleteFunc(all, func(dir string) bool { return !first(once, dir) })
	top, parts := roots(all)
	if len(top) < 2 {
		return []*Collector{whole}
	}
	var collectors []*Collector
	for _, dir := range top {
		one := config
		one.Paths, one.Called = []string{dir}, ""
		c := New(one)
		c.only = true
		collectors = append(collectors, c)
	}
	whole.others = true
	if slices.Contains(config.Paths, "-") || whole.Charts() > 0 || whole.hasProblems() || slices.ContainsFunc(files, func(f *file) bool {
		return !parts[absolute(f.path)] && mayBeAudited(f)
	}) {
		collectors = append(collectors, whole)
	}
	return collectors
}

// walked is what was found in a directory.
type walked struct {
	*walker
	problems []estate.Problem
	err      error
}

// Charts returns how many charts are among what [Open] found.
func (c *Collector) Charts() int {
	if c.only {
		return 0
	}
	n := 0
	for _, path := range c.config.Paths {
		switch w := c.walked[path]; {
		case w != nil && w.err == nil:
			n += len(w.found.charts)
		case w == nil && path != "-" && isChartArchive(path):
			n++
		}
	}
	return n
}

// hasProblems says whether something in the directories could not be listed.
func (c *Collector) hasProblems() bool {
	for _, w := range c.walked {
		if len(w.problems) > 0 || w.err != nil {
			return true
		}
	}
	return false
}

// mayBeAudited says whether a file has something to audit or can't be read.
func mayBeAudited(f *file) bool {
	text, err := f.read(defaultMaxFileSize)
	if err != nil {
		return f.named || !errors.Is(err, errNotManifest)
	}
	if isLibvirt(text) {
		return true
	}
	for d := range kubeyaml.Documents(text) {
		kind, sure := guessKind(d.Text)
		if _, known := kinds[kind]; sure == uncertain || sure == certain && (known || isList(kind)) {
			return true
		}
	}
	return false
}
