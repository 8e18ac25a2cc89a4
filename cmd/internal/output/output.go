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
	aside, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return failed(path, err)
	}
	defer os.Remove(aside.Name()) // gone already when all went well
	err = write(aside)
	if err == nil {
		err = aside.Chmod(0o644)
	}
	if err == nil {
		err = aside.Sync()
	}
	if closeErr := aside.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(aside.Name(), path)
	}
	if err != nil {
		return failed(path, err)
	}
	return nil
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
		return failed(path, err)
	}
	aside.Close()
	if err := os.Remove(aside.Name()); err != nil {
		return failed(path, err)
	}
	return nil
}

// failed is the error of writing path, without the name of the file aside.
func failed(path string, err error) error {
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
