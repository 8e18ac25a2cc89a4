package kubeyaml

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"bulkhead/audit/estate"
)

// scalar reads a scalar or a flow collection, and leaves its last line. indent is the indentation of the map or list around it.
func (b *blockReader) scalar(indent, depth int) (*estate.Value, bool) {
	switch c := b.text[b.at]; c {
	case '|', '>':
		return b.blockScalar(indent)
	case '[', '{':
		v, ok := b.flow(depth)
		return v, ok && b.leave()
	case '"', '\'':
		v := b.here(estate.String)
		text, ok := b.quoted()
		v.Text = b.slab.Text(text)
		return v, ok && b.leave()
	default:
		if !startsPlain(c, b.text[b.at+1:b.end]) {
			return nil, false
		}
		return b.plain(indent)
	}
}

// leave goes to the next line if nothing but white space and a comment follows on this one.
func (b *blockReader) leave() bool {
	if !b.atRest() {
		return false
	}
	b.nextLine()
	return true
}

// startsPlain says whether c starts a plain scalar. Some that may are left to the complete parser.
func startsPlain(c byte, rest []byte) bool {
	switch c {
	case '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`':
		return false
	case '-':
		return len(rest) > 0 && rest[0] != ' '
	case '\t':
		return false
	}
	return true
}

// plain reads a plain scalar with the lines that continue it.
func (b *blockReader) plain(indent int) (*estate.Value, bool) {
	v := b.here(estate.String)
	text, comment, ok := b.plainLine()
	if !ok {
		return nil, false
	}
	b.scratch = b.scratch[:0]
	for !comment {
		blank := 0
		for ahead := b.next; ; {
			line := firstLine(b.text[ahead:])
			if len(line) == 0 || len(bytes.TrimSpace(line)) > 0 {
				break
			}
			ahead += len(line)
			blank++
		}
		line := b.line
		b.nextLine()
		if b.done || b.indent <= indent {
			return v, b.resolve(v, text)
		}
		if b.line != line+int32(blank)+1 {
			return nil, false // a comment ends a scalar: what is indented deeper behind it is wrong
		}
		if len(b.scratch) == 0 {
			b.scratch = append(b.scratch, text...)
		}
		b.scratch = appendFold(b.scratch, blank)
		if text, comment, ok = b.plainLine(); !ok {
			return nil, false
		}
		b.scratch = append(b.scratch, text...)
		text = b.scratch
	}
	b.nextLine()
	return v, b.resolve(v, text)
}

// plainLine reads what a plain scalar has on the current line, and says whether a comment follows it.
func (b *blockReader) plainLine() (text []byte, comment, ok bool) {
	from, to := b.at, b.end
	for i := from; i < b.end; i++ {
		switch b.text[i] {
		case '\t':
			return nil, false, false
		case ':':
			if i+1 == b.end || b.text[i+1] == ' ' {
				return nil, false, false
			}
		case '#':
			if i == from {
				return nil, false, false
			}
			if b.text[i-1] == ' ' {
				to, comment = i, true
			}
		}
		if comment {
			break
		}
	}
	return bytes.TrimRight(b.text[from:to], " "), comment, true
}

// appendFold joins two lines with blank ones between them.
func appendFold(text []byte, blank int) []byte {
	if blank == 0 {
		return append(text, ' ')
	}
	for range blank {
		text = append(text, '\n')
	}
	return text
}

// resolve gives v what the plain scalar text means.
func (b *blockReader) resolve(v *estate.Value, text []byte) bool {
	kind, meaning, err := resolvePlain(b.slab.Text(text))
	v.Kind, v.Text = kind, meaning
	return err == nil
}

// quoted reads a quoted scalar and goes behind its closing quote. The result is valid until the next call.
func (b *blockReader) quoted() ([]byte, bool) {
	quote := b.text[b.at]
	b.at++
	from := b.at
	for b.at < b.end && b.text[b.at] != quote && b.text[b.at] != '\\' {
		b.at++
	}
	if b.at < b.end && b.text[b.at] == quote && (b.at+1 == b.end || b.text[b.at+1] != quote) {
		b.at++
		return b.text[from : b.at-1], true // as nearly all are: without escapes
	}
	b.at = from
	b.scratch, b.escaped = b.scratch[:0], 0
	for {
		switch {
		case b.at == b.end:
			if !b.foldQuoted() {
				return nil, false
			}
			continue
		case b.text[b.at] == quote && quote == '\'' && b.at+1 < b.end && b.text[b.at+1] == quote:
			b.at++
		case b.text[b.at] == quote:
			b.at++
			return b.scratch, true
		case b.text[b.at] == '\\' && quote == '"':
			if !b.escape() {
				return nil, false
			}
			continue
		case b.text[b.at] == '\t':
			return nil, false // it may have to go with the line's end
		}
		b.scratch = append(b.scratch, b.text[b.at])
		b.at++
	}
}

// foldQuoted goes on to the line that continues a quoted scalar.
func (b *blockReader) foldQuoted() bool {
	kept := len(b.scratch)
	for i := b.at; i > b.start && b.text[i-1] == ' ' && kept > b.escaped; i-- {
		kept-- // white space before the break, unless it was escaped
	}
	b.scratch = b.scratch[:kept]
	blank, ok := b.continueQuoted()
	b.scratch = appendFold(b.scratch, blank)
	return ok
}

// continueQuoted goes to the next line with content, and says how many it skipped.
func (b *blockReader) continueQuoted() (blank int, ok bool) {
	for ; b.next < len(b.text); blank++ {
		b.enterLine(b.next)
		for b.at = b.start; b.at < b.end && b.text[b.at] == ' '; {
			b.at++
		}
		if b.at < b.end {
			return blank, b.text[b.at] != '\t'
		}
	}
	return blank, false
}

// escape reads an escape of a double-quoted scalar.
func (b *blockReader) escape() bool {
	b.at++
	if b.at == b.end { // the line goes on without a space
		blank, ok := b.continueQuoted()
		for range blank {
			b.scratch = append(b.scratch, '\n')
		}
		b.escaped = len(b.scratch)
		return ok
	}
	digits := 0
	switch c := b.text[b.at]; c {
	case '"', '\\', '/', ' ':
		b.scratch = append(b.scratch, c)
	case 'n':
		b.scratch = append(b.scratch, '\n')
	case 't':
		b.scratch = append(b.scratch, '\t')
	case 'r':
		b.scratch = append(b.scratch, '\r')
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	default:
		return false
	}
	b.at++
	if digits > 0 {
		if b.at+digits > b.end {
			return false
		}
		r, err := strconv.ParseUint(string(b.text[b.at:b.at+digits]), 16, 32)
		if err != nil || !utf8.ValidRune(rune(r)) {
			return false
		}
		b.scratch = utf8.AppendRune(b.scratch, rune(r))
		b.at += digits
	}
	b.escaped = len(b.scratch)
	return true
}
