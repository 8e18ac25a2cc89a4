package manifest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"syscall"

	"bulkhead/audit/estate"
)

// file is one source of documents.
type file struct {
	path string
	// named says that the user named the file; others were found in a directory.
	named bool
	// content is the whole file where it was kept in memory.
	content []byte
	source  *estate.Source
	// context says that its objects are not to be judged.
	context bool

	// Of what was rendered: the template's line for each line of content and how much of both is the same, nil where content is the file;
	// whether it is of a chart, and the namespace that this is installed in; the documents that a kustomization was built of.
	lines, same []int32
	chart       bool
	namespace   string
	origins     *origins
}

const (
	headSize  = 4096
	sniffSize = 1024
)

// errNotManifest says that a file holds nothing to look at.
var errNotManifest = errors.New("neither Kubernetes YAML or JSON nor libvirt XML")

// read returns the file's content, or errNotManifest as soon as that is clear.
func (f *file) read(limit int64) ([]byte, error) {
	// A file that became a FIFO since it was listed must not block.
	opened, err := os.OpenFile(f.path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	info, err := opened.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNotManifest
	}
	head := make([]byte, headSize)
	n, err := io.ReadFull(opened, head)
	head = head[:n]
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return head, f.check(head)
	}
	if err != nil {
		return nil, err
	}
	if err := f.check(head); err != nil {
		return nil, err
	}
	return readAll(opened, head, info.Size(), limit)
}

// readAll reads the rest behind head. size is only a hint.
func readAll(r io.Reader, head []byte, size, limit int64) ([]byte, error) {
	tooLarge := fmt.Errorf("larger than %d MB: split it", limit>>20)
	if size > limit {
		return nil, tooLarge
	}
	content := bytes.NewBuffer(make([]byte, 0, size+bytes.MinRead))
	content.Write(head)
	if _, err := content.ReadFrom(io.LimitReader(r, limit+1-int64(len(head)))); err != nil {
		return nil, err
	}
	if int64(content.Len()) > limit {
		return nil, tooLarge
	}
	return content.Bytes(), nil
}

// check looks at the start of a file.
func (f *file) check(head []byte) error {
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		if f.named || hasManifestName(f.path) {
			return errors.New("UTF-16 text: convert it to UTF-8")
		}
		return errNotManifest
	}
	if bytes.IndexByte(head[:min(len(head), sniffSize)], 0) >= 0 {
		return errNotManifest
	}
	if !f.named && !hasManifestName(f.path) && !startsLikeManifest(head) && !isLibvirt(head) {
		return errNotManifest
	}
	return nil
}

// manifestStart matches the first line of content in manifests.
var manifestStart = regexp.MustCompile(`^(?:["']?(?:apiVersion|kind|metadata|spec|items)["']?\s*:|\{\s*(?:"|$))`)

func startsLikeManifest(head []byte) bool {
	for line := range bytes.Lines(bytes.TrimPrefix(head, []byte("\ufeff"))) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' || line[0] == '%' || bytes.HasPrefix(line, []byte("---")) {
			continue
		}
		return manifestStart.Match(line)
	}
	return false
}

// isLibvirt says whether a file's start has a root element of libvirt's. HTML in Markdown does not.
func isLibvirt(head []byte) bool {
	root, ok := rootElement(head)
	_, known := libvirtKinds[root]
	return ok && known
}

// reopened reads parts of files that were not kept in memory. It keeps the last one open.
type reopened struct {
	file   *file
	handle *os.File
}

func (r *reopened) close() {
	if r.handle != nil {
		r.handle.Close()
	}
	r.file, r.handle = nil, nil
}

func (r *reopened) text(f *file, start, length int) ([]byte, error) {
	if f.content != nil {
		return f.content[start : start+length], nil
	}
	if r.file != f {
		r.close()
		handle, err := os.OpenFile(f.path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
		if err != nil {
			return nil, err
		}
		r.file, r.handle = f, handle
	}
	text := make([]byte, length)
	if _, err := r.handle.ReadAt(text, int64(start)); err != nil {
		return nil, fmt.Errorf("changed while it was read: %w", err)
	}
	return text, nil
}
