package fixing

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"

	"github.com/aymanbagabas/go-udiff"

	"bulkhead/cmd/internal/output"
)

// Diff is the change of a file as a unified diff, which patch and git apply take.
func (f *File) Diff() string {
	before, after := filepath.ToSlash(f.Path), filepath.ToSlash(f.Path)
	if !filepath.IsAbs(f.Path) {
		before, after = path.Join("a", before), path.Join("b", after)
	}
	return udiff.Unified(before, after, string(f.Before), string(f.After))
}

// Write puts the new content in the place of the old: aside first, and renamed when all of it is on the disk. A file that changed since
// it was read, or that must not be written, stays as it is. Behind a link, what it leads to is written.
func (f *File) Write() error {
	path, err := filepath.EvalSymlinks(f.Path)
	if err != nil {
		return err
	}
	info, err := os.Lstat(path)
	switch {
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return fmt.Errorf("write %s: it is no regular file", f.Path)
	case info.Mode().Perm()&0o222 == 0:
		return fmt.Errorf("write %s: it is read-only", f.Path)
	}
	err = output.Replace(path, func(aside *os.File) error {
		if _, err := aside.Write(f.After); err != nil {
			return err
		}
		if err := aside.Chmod(info.Mode().Perm()); err != nil {
			return err
		}
		return sameOwner(aside, info)
	}, func() error { return f.unchanged(path) })
	if err != nil {
		return output.Failed(f.Path, err)
	}
	return nil
}

// unchanged says that the file still holds what was read.
func (f *File) unchanged(path string) error {
	now, err := read(path)
	if err != nil {
		return err
	}
	if !bytes.Equal(now, f.Before) {
		return errors.New("it changed meanwhile; run fix again")
	}
	return nil
}
