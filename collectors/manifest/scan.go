package manifest

import (
	"bytes"
	"errors"
	"sync/atomic"

	"bulkhead/audit/estate"
	"bulkhead/collectors/kubeyaml"
)

// entry is a document that was found, or an object that had to be read to find out what it is.
type entry struct {
	object *estate.Object
	// Otherwise: where the document stands, its kind, and whether it is libvirt's.
	file          *file
	kind          string
	start, length int
	line          int32
	libvirt       bool
}

// scanned is what is in one file.
type scanned struct {
	entries  [phases][]entry
	problems []estate.Problem
	skipped  int
}

// deferred says whether a document waits to be parsed.
func (r *scanned) deferred() bool {
	for _, entries := range r.entries {
		for i := range entries {
			if entries[i].object == nil {
				return true
			}
		}
	}
	return false
}

// scanner finds out what files hold, one after the other.
type scanner struct {
	limit  int64
	kept   *atomic.Int64
	parser *parser
}

func newScanner(limit int64, kept *atomic.Int64) *scanner {
	return &scanner{limit: limit, kept: kept, parser: new(parser)}
}

func (s *scanner) scan(f *file) (r scanned) {
	content := f.content
	if content == nil {
		var err error
		if content, err = f.read(s.limit); err != nil {
			if !errors.Is(err, errNotManifest) {
				r.problems = append(r.problems, estate.Problem{What: "file", File: f.path, Error: reason(err)})
			} else if f.named {
				r.skipped++
			}
			return r
		}
	}
	f.source = &estate.Source{File: f.path}
	if root, ok := rootElement(content); ok {
		k, known := libvirtKinds[root]
		if !known {
			r.skipped++
			return r
		}
		r.entries[k.phase] = []entry{{file: f, kind: k.name, length: len(content), line: 1, libvirt: true}}
	} else {
		s.documents(f, content, &r)
	}
	if f.content == nil && r.deferred() && s.kept.Add(int64(len(content))) <= keepLimit {
		f.content = content
	}
	return r
}

// documents sorts the documents of a file by kind. Those whose kind is not plain to see are parsed.
func (s *scanner) documents(f *file, content []byte, r *scanned) {
	for d := range kubeyaml.Documents(content) {
		kind, sure := guessKind(d.Text)
		if sure == certain && isList(kind) {
			sure = uncertain
		}
		switch known, ok := kinds[kind]; {
		case sure == notAnObject, sure == certain && !ok:
			r.skipped++
		case sure == certain:
			r.entries[known.phase] = append(r.entries[known.phase], entry{
				file: f, kind: kind, start: d.Offset, length: len(d.Text), line: d.Line,
			})
		default:
			p := parsed{}
			s.parser.document(f, d, "", &p)
			r.skipped += p.skipped
			r.problems = append(r.problems, p.problems...)
			for _, o := range p.objects {
				phase := kinds[o.Kind].phase
				r.entries[phase] = append(r.entries[phase], entry{object: o})
			}
		}
	}
}

// rootElement returns the name of an XML document's root element, and false for what is no XML.
func rootElement(content []byte) (string, bool) {
	rest := bytes.TrimSpace(bytes.TrimPrefix(content, []byte("\ufeff")))
	if len(rest) == 0 || rest[0] != '<' {
		return "", false
	}
	for len(rest) > 1 && rest[0] == '<' {
		closing := []byte(">")
		switch {
		case bytes.HasPrefix(rest, []byte("<!--")):
			closing = []byte("-->")
		case bytes.HasPrefix(rest, []byte("<?")):
			closing = []byte("?>")
		case rest[1] != '!':
			name := rest[1:]
			if i := bytes.IndexAny(name, " \t\r\n/>"); i >= 0 {
				name = name[:i]
			}
			return string(name[:min(len(name), 64)]), true
		}
		i := bytes.Index(rest, closing)
		if i < 0 {
			break
		}
		rest = bytes.TrimSpace(rest[i+len(closing):])
	}
	return "", true
}
