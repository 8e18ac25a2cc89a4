package kubeyaml

import (
	"bytes"
	"unicode/utf8"

	"bulkhead/audit/estate"
)

// blockReader reads the plain subset of YAML: block maps and lists, plain and quoted scalars, literal block scalars, and
// flow maps and lists on one line. It has no opinion on what is wrong: whatever it does not know makes it fail, and the
// complete parser decides. What it accepts, it must read exactly as the complete parser does; FuzzParse holds it to that.
//
// Positions are offsets into text. The reader is always on one line, at the offset at.
type blockReader struct {
	*Parser
	text []byte
	// The current line: its number, where it starts, where it ends without its break, where the next one starts.
	line             int32
	start, end, next int
	// indent is the number of spaces before the line's content, at is where the reader is.
	indent, at int
	// keyAt is where the key that was read last starts.
	keyAt int
	// escaped is how much of the scratch must stay when white space before a line's end goes.
	escaped int
	// done is set behind the last line.
	done bool
}

// parseBlocks reads d, or fails.
func (p *Parser) parseBlocks(d Document) (*estate.Value, bool) {
	if !isPlainText(d.Text) {
		return nil, false
	}
	b := blockReader{Parser: p, text: d.Text, line: d.Line - 1}
	p.pending = p.pending[:0]
	b.nextLine()
	if !b.done && isMarker(b.text[b.start:b.end], '-') && !hasContent(b.text[b.start+3:b.end]) {
		b.nextLine()
	}
	if b.done {
		return nil, false
	}
	v, ok := b.node(-1, 0)
	return v, ok && b.done
}

// isPlainText accepts printable characters whose only line break is LF or CRLF.
func isPlainText(text []byte) bool {
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c >= ' ' && c <= '~', c == '\n', c == '\t':
		case c == '\r':
			if i+1 == len(text) || text[i+1] != '\n' {
				return false
			}
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRune(text[i:])
			switch {
			case r < 0xa0, r == '\u2028', r == '\u2029', r == '\ufeff', r > 0xfffd && r < 0x10000:
				return false
			}
			i += size - 1
		default:
			return false
		}
	}
	return true
}

// nextLine goes to the start of the next line that has content.
func (b *blockReader) nextLine() {
	for b.next < len(b.text) {
		b.enterLine(b.next)
		b.at = b.start
		for b.at < b.end && b.text[b.at] == ' ' {
			b.at++
		}
		if b.at < b.end && b.text[b.at] != '#' {
			b.indent = b.at - b.start
			return
		}
	}
	b.done = true
}

// enterLine makes the line at start the current one.
func (b *blockReader) enterLine(start int) {
	b.start, b.end, b.next = start, len(b.text), len(b.text)
	if i := bytes.IndexByte(b.text[start:], '\n'); i >= 0 {
		b.end, b.next = start+i, start+i+1
		if i > 0 && b.text[b.end-1] == '\r' {
			b.end--
		}
	}
	b.line++
}

// here starts a value at the reader's place.
func (b *blockReader) here(kind estate.Kind) *estate.Value {
	v := b.slab.New()
	v.Kind, v.Line, v.Column = kind, b.line, int32(b.at-b.start+1)
	return v
}

// node reads what starts at the line's content: a map, a list or a scalar. parent is the indentation of the map around it, or -1.
func (b *blockReader) node(parent, depth int) (*estate.Value, bool) {
	if b.isEntry() {
		return b.list(b.at-b.start, depth)
	}
	if key, ok := b.key(); ok {
		return b.mapping(key, depth)
	}
	if parent < 0 {
		return nil, false // a document that is only a scalar
	}
	return b.scalar(parent, depth)
}

// isEntry says whether the reader is at a list's dash.
func (b *blockReader) isEntry() bool {
	return b.text[b.at] == '-' && (b.at+1 == b.end || b.text[b.at+1] == ' ')
}

// list reads a block list whose dashes stand at indent.
func (b *blockReader) list(indent, depth int) (*estate.Value, bool) {
	if depth >= estate.MaxDepth {
		return nil, false
	}
	v := b.here(estate.List)
	first := len(b.pending)
	for {
		element, ok := b.element(indent, depth)
		if !ok {
			return nil, false
		}
		b.pending = append(b.pending, estate.Item{Value: element})
		if b.done || b.indent < indent {
			break
		}
		if b.indent > indent {
			return nil, false
		}
		if !b.isEntry() {
			break // a list may stand at the indentation of its map's keys
		}
	}
	v.Items = b.slab.Keep(b.pending[first:])
	b.pending = b.pending[:first]
	return v, true
}

// element reads what stands behind a dash of the list at indent.
func (b *blockReader) element(indent, depth int) (*estate.Value, bool) {
	line, column := b.line, int32(b.at-b.start+2)
	b.at++
	if !b.atRest() {
		return b.node(indent, depth+1)
	}
	if b.nextLine(); !b.done && b.indent > indent {
		return b.node(indent, depth+1)
	}
	v := b.slab.New() // null
	v.Line, v.Column = line, column
	return v, true
}

// mapping reads a block map. Its first key has been read, and the reader is behind that key's colon.
func (b *blockReader) mapping(key string, depth int) (*estate.Value, bool) {
	if depth >= estate.MaxDepth {
		return nil, false
	}
	v := b.slab.New()
	v.Kind, v.Line, v.Column = estate.Map, b.line, int32(b.keyAt-b.start+1)
	indent := b.keyAt - b.start
	first := len(b.pending)
	for {
		value, ok := b.value(indent, depth)
		if !ok {
			return nil, false
		}
		b.pending = append(b.pending, estate.Item{Key: key, Value: value})
		if b.done || b.indent < indent {
			break
		}
		if b.indent > indent {
			return nil, false
		}
		if key, ok = b.key(); !ok {
			return nil, false
		}
	}
	if !distinct(b.pending[first:]) {
		return nil, false
	}
	v.Items = b.slab.Keep(b.pending[first:])
	b.pending = b.pending[:first]
	return v, true
}

// value reads what stands behind a key of the map at indent.
func (b *blockReader) value(indent, depth int) (*estate.Value, bool) {
	line, column := b.line, int32(b.keyAt-b.start+1)
	if !b.atRest() {
		if b.isEntry() {
			return nil, false
		}
		return b.scalar(indent, depth+1)
	}
	if b.nextLine(); !b.done {
		if b.indent > indent {
			return b.node(indent, depth+1)
		}
		if b.indent == indent && b.isEntry() {
			return b.list(indent, depth+1)
		}
	}
	v := b.slab.New() // null, which has no place of its own
	v.Line, v.Column = line, column
	return v, true
}

// atRest skips spaces and says whether nothing but a comment is left on the line.
func (b *blockReader) atRest() bool {
	from := b.at
	for b.at < b.end && b.text[b.at] == ' ' {
		b.at++
	}
	return b.at == b.end || b.text[b.at] == '#' && b.at > from
}

// key reads a key and its colon. If there is none, the reader stays where it was.
func (b *blockReader) key() (string, bool) {
	before := *b
	key, ok := b.keyName()
	if ok && b.line == before.line && b.at < b.end && b.text[b.at] == ':' && b.at-before.at <= maxKey &&
		(b.at+1 == b.end || b.text[b.at+1] == ' ') {
		b.keyAt = before.at
		b.at++
		return key, true
	}
	*b = before
	return "", false
}

func (b *blockReader) keyName() (string, bool) {
	start := b.at
	if c := b.text[start]; c == '"' || c == '\'' {
		text, ok := b.quoted()
		return b.slab.Text(text), ok
	}
	if !isLetter(b.text[start]) {
		return "", false
	}
	for b.at < b.end && isKeyByte(b.text[b.at]) {
		b.at++
	}
	if b.at == b.end || b.text[b.at] != ':' {
		return "", false
	}
	key := b.slab.Text(b.text[start:b.at])
	return key, resolveWord(key) == estate.String
}

// maxKey is below the 1024 characters that YAML allows a key.
const maxKey = 1000

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func isKeyByte(c byte) bool {
	return isLetter(c) || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.' || c == '/'
}

// distinct says whether all keys differ.
func distinct(items []estate.Item) bool {
	if len(items) <= 24 {
		for i := range items {
			for j := range i {
				if items[i].Key == items[j].Key {
					return false
				}
			}
		}
		return true
	}
	seen := make(map[string]struct{}, len(items))
	for _, item := range items {
		seen[item.Key] = struct{}{}
	}
	return len(seen) == len(items)
}
