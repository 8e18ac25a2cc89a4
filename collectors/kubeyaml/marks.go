package kubeyaml

import (
	"unicode/utf8"
)

// marks turns the complete parser's positions into those of a file. The parser counts characters where files count bytes,
// and starts a line behind every line break that Unicode has, where editors see none.
type marks struct {
	Document
	plain bool // both agree
	lines []yamlLine
	// The place that was asked for last: places are asked for in rising order, mostly, and lines may be long.
	line, column, offset int
}

// yamlLine is where one of the parser's lines starts.
type yamlLine struct {
	offset    int
	fileLine  int32
	fileStart int // the offset where its line of the file starts
}

func newMarks(d Document) marks {
	m := marks{Document: d, plain: isPlainText(d.Text) && isASCII(d.Text)}
	if m.plain {
		// Offsets are needed for lines only.
		m.lines = splitLines(d, func(c rune, _ []byte) bool { return c == '\n' })
		return m
	}
	m.lines = splitLines(d, func(c rune, rest []byte) bool {
		switch c {
		case '\r':
			return len(rest) == 0 || rest[0] != '\n'
		case '\n', '\u0085', '\u2028', '\u2029':
			return true
		}
		return false
	})
	return m
}

func isASCII(text []byte) bool {
	for _, c := range text {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func splitLines(d Document, isBreak func(c rune, rest []byte) bool) []yamlLine {
	line := yamlLine{fileLine: d.Line}
	lines := []yamlLine{line}
	for offset := 0; offset < len(d.Text); {
		c, size := utf8.DecodeRune(d.Text[offset:])
		offset += size
		if !isBreak(c, d.Text[offset:]) {
			continue
		}
		line.offset = offset
		if c == '\n' {
			line.fileLine++
			line.fileStart = offset
		}
		lines = append(lines, line)
	}
	return lines
}

// find returns the offset of the parser's position.
func (m *marks) find(line, column int) int {
	line = min(max(line, 1), len(m.lines))
	if m.plain {
		return min(m.lines[line-1].offset+column-1, len(m.Text))
	}
	if line != m.line || column < m.column {
		m.line, m.column, m.offset = line, 1, m.lines[line-1].offset
	}
	for ; m.column < column && m.offset < len(m.Text); m.column++ {
		_, size := utf8.DecodeRune(m.Text[m.offset:])
		m.offset += size
	}
	return m.offset
}

// position returns the file's line and column of the parser's.
func (m *marks) position(line, column int) (int32, int32) {
	offset := m.find(line, column)
	at := m.lines[min(max(line, 1), len(m.lines))-1]
	return at.fileLine, int32(offset - at.fileStart + 1)
}

// byteAt returns the byte at the parser's position, or 0.
func (m *marks) byteAt(line, column int) byte {
	if offset := m.find(line, column); offset < len(m.Text) {
		return m.Text[offset]
	}
	return 0
}
