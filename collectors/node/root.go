package node

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"syscall"
	"unicode/utf8"

	"bulkhead/audit/estate"
)

// Bounds of what one machine may make us read. The largest honest file is some 40 KiB.
const (
	fileLimit  = 1 << 20
	entryLimit = 4096
	linkLimit  = 40   // as the kernel has it
	pathLimit  = 1024 // components
)

var (
	errNotRegular   = errors.New("not a regular file")
	errNotDirectory = errors.New("not a directory")
)

// openedRoot reads the files below a machine's mounted root, as the machine itself would see them: links are followed within
// it, absolute ones from its top, and none leads out. Names are slash-separated and relative to the root.
type openedRoot struct {
	ctx      context.Context
	dir      *os.Root
	problems []estate.Problem
}

// resolve follows links and returns a name without any. os.Root alone would refuse absolute links, which most machines
// are full of (/var/run, /lib, enabled units). Whatever changes meanwhile, os.Root still lets nothing out.
func (r *openedRoot) resolve(name string) (string, error) {
	if err := r.ctx.Err(); err != nil {
		return "", err
	}
	todo := strings.Split(name, "/")
	resolved := "."
	links := 0
	for len(todo) > 0 {
		component := todo[0]
		todo = todo[1:]
		switch component {
		case "", ".":
			continue
		case "..":
			resolved = path.Dir(resolved) // the root's parent is the root
			continue
		}
		next := path.Join(resolved, component)
		info, err := r.dir.Lstat(next)
		if errors.Is(err, syscall.ENOTDIR) {
			err = fs.ErrNotExist
		}
		if err != nil {
			return "", err
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			resolved = next
			continue
		}
		target, err := r.dir.Readlink(next)
		if err != nil {
			return "", err
		}
		if path.IsAbs(target) {
			resolved = "."
		}
		todo = append(strings.Split(target, "/"), todo...)
		if links++; links > linkLimit || len(todo) > pathLimit {
			return "", syscall.ELOOP
		}
	}
	return resolved, nil
}

// stat describes a file, after links.
func (r *openedRoot) stat(name string) (fs.FileInfo, error) {
	resolved, err := r.resolve(name)
	if err != nil {
		return nil, err
	}
	return r.dir.Lstat(resolved)
}

// exists says whether there is such a file. What cannot be looked at is taken to exist, so that reading it tells why not.
func (r *openedRoot) exists(name string) bool {
	_, err := r.resolve(name)
	return !errors.Is(err, fs.ErrNotExist)
}

// read returns a regular file's content. It opens nothing else, for a FIFO would wait for its writer.
func (r *openedRoot) read(name string) ([]byte, error) {
	resolved, err := r.resolve(name)
	if err != nil {
		return nil, err
	}
	info, err := r.dir.Lstat(resolved)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNotRegular
	}
	f, err := r.dir.OpenFile(resolved, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err = f.Stat(); err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNotRegular
	}
	text, err := io.ReadAll(io.LimitReader(f, fileLimit+1))
	if err != nil {
		return nil, err
	}
	if len(text) > fileLimit {
		return nil, fmt.Errorf("larger than %d bytes", fileLimit)
	}
	return text, nil
}

// list returns the names in a directory, sorted.
func (r *openedRoot) list(name string) ([]string, error) { return r.listUpTo(name, entryLimit) }

func (r *openedRoot) listUpTo(name string, limit int) ([]string, error) {
	resolved, err := r.resolve(name)
	if err != nil {
		return nil, err
	}
	info, err := r.dir.Lstat(resolved)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, errNotDirectory
	}
	d, err := r.dir.Open(resolved)
	if err != nil {
		return nil, err
	}
	defer d.Close()
	names, err := d.Readdirnames(limit + 1)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if len(names) > limit {
		return nil, fmt.Errorf("more than %d entries", limit)
	}
	slices.Sort(names)
	return names, nil
}

// unread makes the value of a file that is there and could not be read, and notes the problem.
func (r *openedRoot) unread(name string, err error) *estate.Value {
	source := sourceOf(name)
	problem := estate.Problem{What: "file", File: source.File, Error: plain(err).Error()}
	var syntax *syntaxError
	if errors.As(err, &syntax) {
		problem.Line, problem.Column, problem.Error = syntax.line, syntax.column, syntax.what
	}
	if r.ctx.Err() == nil && !slices.Contains(r.problems, problem) {
		r.problems = append(r.problems, problem)
	}
	v := estate.UnreadBecause(fmt.Sprintf("read %s: %v", source.File, plain(err)))
	v.Source = source
	v.Line, v.Column = int32(problem.Line), int32(problem.Column)
	return v
}

// sourceOf names a file as the machine itself does.
func sourceOf(name string) *estate.Source { return &estate.Source{File: path.Join("/", name)} }

// plain strips what os adds to an error: the call and a path that only this process knows.
func plain(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

// text returns a file's content without surrounding space, or nil where there is no such file.
func (r *openedRoot) text(name string) *estate.Value {
	content, err := r.read(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return r.unread(name, err)
	}
	return &estate.Value{
		Kind: estate.String, Text: strings.TrimSpace(strings.ToValidUTF8(string(content), "\uFFFD")),
		Source: sourceOf(name), Line: 1, Column: 1,
	}
}

// texts returns the contents of all files in a directory, by name, without what nobody may read. It returns nil
// where there is no such directory.
func (r *openedRoot) texts(dir string) *estate.Value {
	names, err := r.list(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return r.unread(dir, err)
	}
	var items []estate.Item
	for _, name := range names {
		file := path.Join(dir, name)
		info, err := r.stat(file)
		if err == nil && (info.IsDir() || info.Mode().Perm()&0o444 == 0) || !utf8.ValidString(name) {
			continue // the kernel has no such names
		}
		items = append(items, estate.Item{Key: name, Value: r.text(file)})
	}
	return estate.MapOf(items...)
}
