// Package output writes files so that they are whole or absent.
package output

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// File writes path by write: aside first, and renamed when all of it is on the disk. What is no regular file (a device, a pipe)
// is written directly.
func File(path string, write func(io.Writer) error) error {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		file, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		if err := write(file); err != nil {
			file.Close()
			return err
		}
		return file.Close()
	}
	err := Replace(path, func(aside *os.File) error {
		if err := write(aside); err != nil {
			return err
		}
		return aside.Chmod(0o644)
	}, nil)
	if err != nil {
		return Failed(path, err)
	}
	return nil
}

// Replace puts a new file in the place of path: filled aside, and renamed when all of it is on the disk and ready, which may be nil, has
// nothing against it.
func Replace(path string, fill func(aside *os.File) error, ready func() error) error {
	aside, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(aside.Name()) // gone already when all went well
	err = fill(aside)
	if err == nil {
		err = aside.Sync()
	}
	if closeErr := aside.Close(); err == nil {
		err = closeErr
	}
	if err == nil && ready != nil {
		err = ready()
	}
	if err == nil {
		err = os.Rename(aside.Name(), path)
	}
	return err
}

// Writable says early that [File] would fail, as far as that can be known before there is something to write.
func Writable(path string) error {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		if info.IsDir() {
			return fmt.Errorf("write %s: is a directory", path)
		}
		return nil
	}
	aside, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return Failed(path, err)
	}
	aside.Close()
	if err := os.Remove(aside.Name()); err != nil {
		return Failed(path, err)
	}
	return nil
}

// Failed is the error of writing path, without the name of the file aside.
func Failed(path string, err error) error {
	if from := (*fs.PathError)(nil); errors.As(err, &from) {
		err = from.Err
	}
	return fmt.Errorf("write %s: %w", path, err)
}

// Until returns a writer that fails once ctx has ended, so that an interrupt also stops what only writes.
func Until(ctx context.Context, w io.Writer) io.Writer { return &until{ctx, w} }

type until struct {
	ctx context.Context
	w   io.Writer
}

func (u *until) Write(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.w.Write(p)
}
