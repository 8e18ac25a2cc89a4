package changes

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// settle is how long nothing must change before changes are told: an editor writes a file in several steps.
const settle = 20 * time.Millisecond

// maxWatched bounds how many directories are watched.
const maxWatched = 10_000

// Watcher tells which files change below some paths.
type Watcher struct {
	events *fsnotify.Watcher
	files  map[string]bool // those that were named, by absolute path; nil where directories were
	dirs   []string
	count  int
}

// Watch begins to watch files and directories, with those in them; hidden ones are left out.
func Watch(paths []string) (*Watcher, error) {
	events, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch files: %w", err)
	}
	w := &Watcher{events: events, files: map[string]bool{}}
	for _, path := range paths {
		if err := w.path(resolved(path)); err != nil {
			events.Close()
			return nil, err
		}
	}
	return w, nil
}

// Close ends it.
func (w *Watcher) Close() error { return w.events.Close() }

func (w *Watcher) path(path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.IsDir() {
		w.dirs = append(w.dirs, path)
		return w.below(path)
	}
	w.files[path] = true
	return w.add(filepath.Dir(path)) // a file that an editor replaces is another one
}

func (w *Watcher) below(dir string) error {
	return filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil // it went while it was listed
		case err != nil:
			return err
		case !entry.IsDir():
			return nil
		case path != dir && strings.HasPrefix(entry.Name(), "."):
			return filepath.SkipDir
		}
		return w.add(path)
	})
}

func (w *Watcher) add(dir string) error {
	if w.count++; w.count > maxWatched {
		return fmt.Errorf("watch %s: more than %d directories", dir, maxWatched)
	}
	if err := w.events.Add(dir); err != nil {
		return fmt.Errorf("watch %s: %w", dir, err)
	}
	return nil
}

// Next waits until files have changed and no more do, and returns them by absolute path without links.
func (w *Watcher) Next(ctx context.Context) (map[string]bool, error) {
	changed := map[string]bool{}
	var quiet <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-quiet:
			return changed, nil
		case err, ok := <-w.events.Errors:
			if !ok {
				return nil, errors.New("watching has ended")
			}
			return nil, fmt.Errorf("watch files: %w", err)
		case event, ok := <-w.events.Events:
			if !ok {
				return nil, errors.New("watching has ended")
			}
			if event.Op == fsnotify.Chmod || !w.wanted(event.Name) {
				continue
			}
			if info, err := os.Stat(event.Name); err == nil && info.IsDir() {
				if err := w.newDirectory(event.Name, changed); err != nil {
					return nil, err
				}
			} else {
				changed[event.Name] = true
			}
			if len(changed) > 0 {
				quiet = time.After(settle)
			}
		}
	}
}

// wanted says whether a path is of those that were asked for.
func (w *Watcher) wanted(path string) bool {
	if w.files[path] {
		return true
	}
	for _, dir := range w.dirs {
		if rest, ok := strings.CutPrefix(path, dir+string(filepath.Separator)); ok {
			return !strings.HasPrefix(rest, ".") && !strings.Contains(rest, string(filepath.Separator)+".")
		}
	}
	return false
}

// newDirectory watches a directory that has come, and takes what is in it already for changed.
func (w *Watcher) newDirectory(dir string, changed map[string]bool) error {
	if err := w.below(dir); err != nil {
		return err
	}
	return filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && w.wanted(path) {
			changed[path] = true
		}
		return nil
	})
}
