package fixing

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/aymanbagabas/go-udiff"
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
	aside, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return f.failed(err)
	}
	defer os.Remove(aside.Name()) // gone already when all went well
	_, err = aside.Write(f.After)
	if err == nil {
		err = aside.Chmod(info.Mode().Perm())
	}
	if err == nil {
		err = sameOwner(aside, info)
	}
	if err == nil {
		err = aside.Sync()
	}
	if closeErr := aside.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = f.unchanged(path)
	}
	if err == nil {
		err = os.Rename(aside.Name(), path)
	}
	if err != nil {
		return f.failed(err)
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

func (f *File) failed(err error) error {
	var from *fs.PathError
	if errors.As(err, &from) {
		err = from.Err
	}
	return fmt.Errorf("write %s: %w", f.Path, err)
}
