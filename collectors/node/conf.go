package node

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"bulkhead/audit/estate"
)

// confDepth bounds how deep lists may nest. libvirt sets no bound, and none of its settings nests at all.
const confDepth = 50

// syntaxError says where a text file stops making sense. It never quotes the file, which may hold passwords.
type syntaxError struct {
	line, column int
	what         string
}

func (e *syntaxError) Error() string { return fmt.Sprintf("line %d: %s", e.line, e.what) }

// parseConf reads libvirt's own configuration syntax into a map of strings and lists of strings, numbers as libvirt
// prints them. It accepts and refuses what libvirt does (see testdata/conf.json), its oddities included:
//
//   - the first assignment of a name counts, later ones are parsed and ignored;
//   - numbers are decimal and wrap at 64 bits;
//   - 'texts' and "texts" have no escapes and end on their line, """texts""" may go over several;
//   - lists may go over several lines and end with a comma, but hold no comments;
//   - ; separates statements as a line's end does;
//   - a file of nothing but blank lines is an error.
func parseConf(text []byte, source *estate.Source) (*estate.Value, error) {
	p := confParser{text: text, line: 1, source: source}
	settings := &estate.Value{Kind: estate.Map, Source: source, Line: 1, Column: 1}
	seen := map[string]bool{}
	for p.at < len(p.text) {
		name, value, err := p.statement()
		if err != nil {
			return nil, err
		}
		if name != "" && !seen[name] {
			seen[name] = true
			settings.Items = append(settings.Items, estate.Item{Key: name, Value: value})
		}
	}
	return settings, nil
}

type confParser struct {
	text      []byte
	at        int // offset of the next byte
	line      int
	lineStart int // offset of the line's first byte
	source    *estate.Source
}

// statement reads a comment, which has no name, or an assignment with what follows it up to the next statement.
func (p *confParser) statement() (string, *estate.Value, error) {
	p.skip(isBlankOrEOL)
	if p.peek() == '#' {
		p.comment()
		return "", nil, nil
	}
	start := p.at
	if !isLetter(p.peek()) {
		return "", nil, p.fail("a name is expected")
	}
	p.skip(func(c byte) bool { return isLetter(c) || isDigit(c) || c == '_' })
	name := string(p.text[start:p.at])
	p.skip(isBlank)
	if p.peek() != '=' {
		return "", nil, p.fail("= is expected after a name")
	}
	p.next()
	p.skip(isBlank)
	value, err := p.value(0)
	if err != nil {
		return "", nil, err
	}
	return name, value, p.end()
}

// end reads what follows a value: blanks, a comment, and a separator or the file's end.
func (p *confParser) end() error {
	p.skip(isBlank)
	if p.peek() == '#' {
		p.comment()
		return nil
	}
	if p.at == len(p.text) {
		return nil
	}
	if c := p.peek(); c != ';' && !isEOL(c) {
		return p.fail("something follows the value on its line")
	}
	p.next()
	p.skip(isBlankOrEOL)
	return nil
}

// comment reads to the end of the line and over the blank lines that follow.
func (p *confParser) comment() {
	p.skip(func(c byte) bool { return !isEOL(c) })
	p.skip(isBlankOrEOL)
}

func (p *confParser) value(depth int) (*estate.Value, error) {
	v := &estate.Value{Kind: estate.String, Source: p.source, Line: int32(p.line), Column: int32(p.at - p.lineStart + 1)}
	var err error
	switch c := p.peek(); {
	case c == '\'' || c == '"':
		v.Text, err = p.quoted()
	case c == '[':
		v.Kind = estate.List
		v.Items, err = p.list(depth)
	case isDigit(c) || c == '-' || c == '+':
		v.Text, err = p.number()
	default:
		err = p.fail("a value is expected")
	}
	return v, err
}

func (p *confParser) list(depth int) ([]estate.Item, error) {
	if depth == confDepth {
		return nil, p.fail("lists are nested too deep")
	}
	p.next()
	p.skip(isBlankOrEOL)
	var items []estate.Item
	for first := true; p.at < len(p.text) && p.peek() != ']'; first = false {
		if !first {
			if p.peek() != ',' {
				return nil, p.fail("a comma is expected in a list")
			}
			p.next()
			p.skip(isBlankOrEOL)
			if p.peek() == ']' {
				break
			}
		}
		value, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		items = append(items, estate.Item{Value: value})
		p.skip(isBlankOrEOL)
	}
	if p.peek() != ']' {
		return nil, p.fail("a list is not closed with ]")
	}
	p.next()
	return items, nil
}

func (p *confParser) quoted() (string, error) {
	const long = `"""`
	if rest := p.text[p.at:]; bytes.HasPrefix(rest, []byte(long)) {
		// Without its end, this is the empty text "" with a text behind it, for libvirt too.
		if length := bytes.Index(rest[len(long):], []byte(long)); length >= 0 {
			p.advance(len(long))
			text := p.advance(length)
			p.advance(len(long))
			return confText(text), nil
		}
	}
	quote := p.peek()
	p.next()
	start := p.at
	p.skip(func(c byte) bool { return c != quote && !isEOL(c) })
	if p.peek() != quote {
		return "", p.fail("a text is not closed with its quote")
	}
	text := p.text[start:p.at]
	p.next()
	return confText(text), nil
}

// confText ends a text where libvirt's C strings end.
func confText(b []byte) string {
	b, _, _ = bytes.Cut(b, []byte{0})
	return strings.ToValidUTF8(string(b), "\uFFFD")
}

func (p *confParser) number() (string, error) {
	sign := p.peek()
	if sign == '-' || sign == '+' {
		p.next()
	}
	if !isDigit(p.peek()) {
		return "", p.fail("digits are expected after a sign")
	}
	var n uint64
	for isDigit(p.peek()) {
		n = n*10 + uint64(p.peek()-'0')
		p.next()
	}
	if sign == '-' {
		return strconv.FormatInt(-int64(n), 10), nil
	}
	return strconv.FormatUint(n, 10), nil
}

// peek returns the next byte, or a zero byte at the end; a zero byte in the text is never a valid start of anything.
func (p *confParser) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

func (p *confParser) next() {
	if p.at == len(p.text) {
		return
	}
	if p.text[p.at] == '\n' {
		p.line++
		p.lineStart = p.at + 1
	}
	p.at++
}

// advance reads n bytes.
func (p *confParser) advance(n int) []byte {
	start := p.at
	for range n {
		p.next()
	}
	return p.text[start:p.at]
}

func (p *confParser) skip(while func(byte) bool) {
	for p.at < len(p.text) && while(p.text[p.at]) {
		p.next()
	}
}

func (p *confParser) fail(what string) error {
	return &syntaxError{line: p.line, column: p.at - p.lineStart + 1, what: what}
}

func isEOL(c byte) bool        { return c == '\n' || c == '\r' }
func isBlank(c byte) bool      { return c == ' ' || c == '\t' }
func isBlankOrEOL(c byte) bool { return isBlank(c) || isEOL(c) }
func isDigit(c byte) bool      { return '0' <= c && c <= '9' }
func isLetter(c byte) bool     { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
