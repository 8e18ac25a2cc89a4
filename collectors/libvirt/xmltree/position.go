package xmltree

import (
	"fmt"
	"strings"
)

// Error is why a document is not read.
type Error struct {
	Line, Column int // from 1, columns in bytes
	Message      string
}

func (e *Error) Error() string {
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Message)
}

// positions turns offsets into lines and columns. Offsets are asked in rising order, so that all take one pass.
type positions struct {
	data      string
	at        int
	line      int
	lineStart int
}

func (p *positions) of(offset int) (line, column int32) {
	for {
		i := strings.IndexByte(p.data[p.at:max(p.at, offset)], '\n')
		if i < 0 {
			break
		}
		p.at += i + 1
		p.line++
		p.lineStart = p.at
	}
	p.at = max(p.at, offset)
	return int32(p.line + 1), int32(offset - p.lineStart + 1)
}

// attributeOffsets appends to offsets where each attribute of a start tag begins, as the decoder gives them. It relies on
// the tag's being well-formed.
func attributeOffsets(offsets []int, tag string) []int {
	isSpace := func(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }
	i := 1
	for i < len(tag) && !isSpace(tag[i]) && tag[i] != '>' && tag[i] != '/' {
		i++
	}
	for {
		for i < len(tag) && isSpace(tag[i]) {
			i++
		}
		if i >= len(tag) || tag[i] == '>' || tag[i] == '/' {
			return offsets
		}
		offsets = append(offsets, i)
		for i < len(tag) && tag[i] != '"' && tag[i] != '\'' {
			i++
		}
		if i == len(tag) {
			return offsets
		}
		end := strings.IndexByte(tag[i+1:], tag[i])
		if end < 0 {
			return offsets
		}
		i += end + 2
	}
}
