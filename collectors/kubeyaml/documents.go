package kubeyaml

import (
	"bytes"
	"iter"
)

// Document is one document of a YAML stream, not yet read.
type Document struct {
	Text []byte
	// Offset is where Text starts in the stream, in bytes.
	Offset int
	// Line is the line of the stream that Text starts on, counted from 1, and Column how many bytes of that line come before it.
	Line, Column int32
}

// Documents cuts a stream at its document markers, so that documents can be read apart from each other. Documents without
// content are left out. Texts share memory with stream.
//
// A line that starts with "---" or "..." and a blank is a marker wherever it stands, even in what looks like a block scalar.
func Documents(stream []byte) iter.Seq[Document] {
	return func(yield func(Document) bool) {
		line := int32(1)
		for rest := bytes.TrimPrefix(stream, byteOrderMark); len(rest) > 0; {
			end, next, empty := cut(rest)
			if !empty && !yield(Document{Text: rest[:end], Offset: len(stream) - len(rest), Line: line}) {
				return
			}
			line += int32(bytes.Count(rest[:next], lineFeed))
			rest = rest[next:]
		}
	}
}

var (
	byteOrderMark = []byte("\ufeff")
	lineFeed      = []byte{'\n'}
)

// cut returns where the first document of text ends, where the next one starts, and whether the first has no content.
// Comments and directives before a document's own marker belong to it.
func cut(text []byte) (end, next int, empty bool) {
	started := false
	empty = true
	for at := 0; at < len(text); {
		line := firstLine(text[at:])
		switch {
		case isMarker(line, '-'):
			if started {
				return at, at, empty
			}
			started = true
			empty = !hasContent(line[3:])
		case isMarker(line, '.'):
			return at, at + len(line), empty
		case empty && hasContent(line) && (started || line[0] != '%'):
			started, empty = true, false
		}
		at += len(line)
	}
	return len(text), len(text), empty
}

func isMarker(line []byte, c byte) bool {
	return len(line) >= 3 && line[0] == c && line[1] == c && line[2] == c &&
		(len(line) == 3 || line[3] == ' ' || line[3] == '\t' || line[3] == '\n' || line[3] == '\r')
}

func hasContent(line []byte) bool {
	line = bytes.TrimSpace(line)
	return len(line) > 0 && line[0] != '#'
}

// firstLine returns the first line with its break.
func firstLine(text []byte) []byte {
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		return text[:i+1]
	}
	return text
}
