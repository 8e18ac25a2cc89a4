package manifest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"bulkhead/audit/estate"
)

// walker lists the files of a directory in sorted order, each once however many links lead to it.
type walker struct {
	files   []*file
	problem func(estate.Problem)
	root    string // the directory's path without links
	visited map[string]bool
	found   deployed
	depth   int // of the directory that is being read
}

// maxDirectories bounds how deep directories nest.
const maxDirectories = 200

func walk(ctx context.Context, dir string, problem func(estate.Problem)) (*walker, error) {
	realPath, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil, err
	}
	if realPath, err = filepath.Abs(realPath); err != nil {
		return nil, err
	}
	w := &walker{problem: problem, root: realPath, visited: map[string]bool{}}
	return w, w.directory(ctx, dir, realPath)
}

// directory lists dir, whose path without links is realDir.
func (w *walker) directory(ctx context.Context, dir, realDir string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if w.visited[realDir] {
		return nil
	}
	w.visited[realDir] = true
	w.depth++
	defer func() { w.depth-- }()
	if w.depth > maxDirectories {
		w.unread("directory", dir, fmt.Errorf("more than %d directories in each other", maxDirectories))
		return nil
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		w.unread("directory", dir, err)
	}
	if slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == chartFile && !e.IsDir() }) {
		w.found.charts = append(w.found.charts, dir)
		return nil // all in it is the chart's
	}
	if slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return slices.Contains(kustomizationFiles, e.Name()) && !e.IsDir() }) {
		w.found.kustomizations = append(w.found.kustomizations, dir)
	}
	for _, entry := range entries { // sorted by name; what could be read comes with an error too
		if strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		path, realPath := filepath.Join(dir, entry.Name()), filepath.Join(realDir, entry.Name())
		mode := entry.Type()
		if mode&fs.ModeSymlink != 0 {
			if mode, realPath, err = follow(path); err != nil {
				w.brokenLink(path, err)
				continue
			}
		}
		switch {
		case mode.IsDir() && !w.inside(realPath):
			w.unread("directory", path, fmt.Errorf("the link leads out of the directory: audit %s too", realPath))
		case mode.IsDir():
			if err := w.directory(ctx, path, realPath); err != nil {
				return err
			}
		case mode.IsRegular() && !w.visited[realPath]:
			w.visited[realPath] = true
			if strings.HasSuffix(path, archiveName) && isChartArchive(path) {
				w.found.charts = append(w.found.charts, path)
				continue
			}
			w.files = append(w.files, &file{path: path})
		}
	}
	return nil
}

func (w *walker) inside(realPath string) bool {
	rest, ok := strings.CutPrefix(realPath, w.root)
	return ok && (rest == "" || rest[0] == filepath.Separator || strings.HasSuffix(w.root, string(filepath.Separator)))
}

// follow returns what a link leads to.
func follow(path string) (mode fs.FileMode, realPath string, err error) {
	if realPath, err = filepath.EvalSymlinks(path); err != nil {
		return 0, "", err
	}
	if realPath, err = filepath.Abs(realPath); err != nil {
		return 0, "", err
	}
	info, err := os.Stat(realPath)
	if err != nil {
		return 0, "", err
	}
	return info.Mode().Type(), realPath, nil
}

// brokenLink reports links that should have led to a manifest.
func (w *walker) brokenLink(path string, err error) {
	if hasManifestName(path) {
		w.unread("file", path, err)
	}
}

func (w *walker) unread(what, path string, err error) {
	w.problem(estate.Problem{What: what, File: path, Error: reason(err)})
}

// reason is an error without the path, which problems have in a field of their own.
func reason(err error) string {
	if pathError := (*fs.PathError)(nil); errors.As(err, &pathError) {
		return pathError.Err.Error()
	}
	return err.Error()
}

func hasManifestName(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".yaml", ".yml", ".json", ".xml":
		return true
	}
	return false
}
