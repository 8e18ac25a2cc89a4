package manifest

import (
	"bytes"
	"errors"
	"strings"
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
	line, column  int32
	libvirt       bool
	// list is the list that the object stands in, nil where it is a document.
	list *listed
}

// listed is what a list says of its elements.
type listed struct{ kind, apiVersion string }

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
		switch {
		case root == "" && (f.named || hasManifestName(f.path)):
			r.problems = append(r.problems, estate.Problem{What: "file", File: f.path, Error: "XML without a root element"})
			return r
		case !known:
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
		case sure == notAnObject, sure == certain && !ok && !mayBeMisspelt(kind, d.Text):
			r.skipped++
		case sure == certain && ok:
			r.entries[known.phase] = append(r.entries[known.phase], entry{
				file: f, kind: kind, start: d.Offset, length: len(d.Text), line: d.Line,
			})
		default:
			if pieces, ok := kubeyaml.Pieces(d); ok {
				s.pieces(f, pieces, r)
			} else {
				p := parsed{}
				s.parser.document(f, d, "", &p)
				r.add(&p)
			}
		}
	}
}

// add takes over what had to be parsed.
func (r *scanned) add(p *parsed) {
	r.skipped += p.skipped
	r.problems = append(r.problems, p.problems...)
	for _, o := range p.objects {
		phase := kinds[o.Kind].phase
		r.entries[phase] = append(r.entries[phase], entry{object: o})
	}
}

// pieces sorts the objects of a JSON document by kind. What is not plainly of a kind to look at is parsed.
func (s *scanner) pieces(f *file, pieces []kubeyaml.Piece, r *scanned) {
	var list *listed
	for i := range pieces {
		p := &pieces[i]
		switch {
		case p.List == "":
			list = nil
		case list == nil || list.kind != p.List || list.apiVersion != p.ListVersion:
			list = &listed{p.List, p.ListVersion}
		}
		e := entry{file: f, kind: p.Kind, start: p.Offset, length: len(p.Text), line: p.Line, column: p.Column, list: list}
		version := p.APIVersion
		if e.kind == "" && list != nil {
			version, e.kind = list.ofElements()
		}
		k, ok := lookup(e.kind, version)
		if ok && !isMisspelt(e.kind, version) {
			r.entries[k.phase] = append(r.entries[k.phase], e)
			continue
		}
		made := parsed{}
		if p.Text[0] == '{' {
			s.parser.piece(f, p.Document, list, "", &made)
		} else {
			made.noObject(f, p, list)
		}
		r.add(&made)
	}
}

// noObject takes note of a list's element that is none.
func (r *parsed) noObject(f *file, p *kubeyaml.Piece, list *listed) {
	if string(p.Text) == "null" {
		r.skipped++
		return
	}
	_, kind := list.ofElements()
	r.problems = append(r.problems, noList(f, &estate.Value{Line: p.Line, Column: p.Column + 1}, kind, notInList))
}

// ofElements is what a list's elements need not repeat.
func (l *listed) ofElements() (apiVersion, kind string) {
	if kind = strings.TrimSuffix(l.kind, "List"); kind == "" {
		return "", ""
	}
	return l.apiVersion, kind
}

// rootElement returns the name of an XML document's root element, empty where it has none, and false for what is no XML.
func rootElement(content []byte) (string, bool) {
	rest := bytes.TrimSpace(bytes.TrimPrefix(content, []byte("\ufeff")))
	if len(rest) == 0 || rest[0] != '<' {
		return "", false
	}
	for len(rest) > 1 && rest[0] == '<' {
		if rest[1] != '!' && rest[1] != '?' {
			if c := rest[1] | 0x20; c < 'a' || c > 'z' {
				return "", false // such as a merge's conflict markers
			}
			name := rest[1:]
			if i := bytes.IndexAny(name, " \t\r\n/>"); i >= 0 {
				name = name[:i]
			}
			return string(name[:min(len(name), 64)]), true
		}
		end := markupLength(rest)
		if end < 0 {
			break
		}
		rest = bytes.TrimSpace(rest[end:])
	}
	return "", true
}

// markupLength is the length of the comment, instruction or declaration that text begins with, and -1 where it does not end. A
// document type holds others, and quotes in it may hold anything.
func markupLength(text []byte) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		length := 1
		switch rest := text[i:]; {
		case bytes.HasPrefix(rest, []byte("<!--")):
			length = through(rest, "-->")
		case bytes.HasPrefix(rest, []byte("<?")):
			length = through(rest, "?>")
		case rest[0] == '"', rest[0] == '\'':
			length = 1 + through(rest[1:], string(rest[:1]))
		case rest[0] == '<':
			depth++
		case rest[0] == '>':
			depth--
		}
		if length <= 0 {
			return -1
		}
		if i += length - 1; depth == 0 {
			return i + 1
		}
	}
	return -1
}

// through is the length of text up to the end of mark, and -1 where there is none.
func through(text []byte, mark string) int {
	i := bytes.Index(text, []byte(mark))
	if i < 0 {
		return -1
	}
	return i + len(mark)
}
