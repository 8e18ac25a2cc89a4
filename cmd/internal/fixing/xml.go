package fixing

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/collectors/libvirt/xmltree"
)

// XML changes a libvirt document. Paths are those of package xmltree, from the root element's name on. All bytes but those of the value
// stay as they are.
func XML(content []byte, c Change) ([]byte, error) {
	root, before, err := xmltree.Parse(bytes.NewReader(content), nil)
	if err != nil {
		return nil, err
	}
	if len(c.Path) < 2 || c.Path[0] != root || c.Append {
		return nil, errUnsafe
	}
	want, err := applied(before, c.Path[1:], c)
	if err != nil {
		return nil, err
	}
	if equal(want, before) {
		return nil, errAsItIs
	}
	made, err := editedXML(content, c)
	if err != nil {
		return nil, err
	}
	name, after, err := xmltree.Parse(bytes.NewReader(made), nil)
	if err != nil || name != root || !equal(withoutEmptyLists(after), withoutEmptyLists(want)) {
		return nil, errUnsafe
	}
	return made, nil
}

// withoutEmptyLists drops lists from which the last element was taken: XML has none such.
func withoutEmptyLists(v *estate.Value) *estate.Value {
	made := *v
	made.Items = nil
	for _, item := range v.Items {
		if below := withoutEmptyLists(item.Value); v.Kind != estate.Map || below.Kind != estate.List || len(below.Items) > 0 {
			made.Items = append(made.Items, estate.Item{Key: item.Key, Value: below})
		}
	}
	return &made
}

// tag is an element of a text.
type tag struct {
	name string
	// start and inner are where its first tag begins and ends; inner and end where its last one does. An element that is
	// closed by its first tag has no inner text, and inner equals end.
	start, inner, close, end int
	attributes               []attribute
	above                    *tag
	children                 []*tag
}

// attribute is one attribute of a tag; value is between its quotes.
type attribute struct {
	name              string
	start, value, end int
	quote             byte
}

// tags reads the elements of a well-formed text.
func tags(text []byte) (*tag, error) {
	decoder := xml.NewDecoder(bytes.NewReader(text))
	var open []*tag
	var root *tag
	for {
		at := int(decoder.InputOffset())
		token, err := decoder.RawToken()
		if errors.Is(err, io.EOF) {
			if root == nil || len(open) > 0 {
				return nil, errUnsafe
			}
			return root, nil
		}
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if token.Name.Space != "" {
				token.Name.Local = token.Name.Space + ":" + token.Name.Local
			}
			made := &tag{name: token.Name.Local, start: at, inner: int(decoder.InputOffset())}
			made.attributes = attributes(text[at:made.inner], at)
			if len(open) > 0 {
				made.above = open[len(open)-1]
				made.above.children = append(made.above.children, made)
			} else if root == nil {
				root = made
			}
			open = append(open, made)
		case xml.EndElement:
			if len(open) == 0 {
				return nil, errUnsafe
			}
			made := open[len(open)-1]
			made.close, made.end = at, int(decoder.InputOffset())
			open = open[:len(open)-1]
		}
	}
}

// attributes reads those of a start tag, which begins at an offset of the whole text.
func attributes(text []byte, offset int) []attribute {
	blank := func(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }
	var all []attribute
	i := 1
	for i < len(text) && !blank(text[i]) && text[i] != '>' && text[i] != '/' {
		i++
	}
	for {
		for i < len(text) && blank(text[i]) {
			i++
		}
		if i >= len(text) || text[i] == '>' || text[i] == '/' {
			return all
		}
		a := attribute{start: offset + i}
		from := i
		for i < len(text) && text[i] != '=' && !blank(text[i]) {
			i++
		}
		a.name = string(text[from:i])
		for i < len(text) && text[i] != '"' && text[i] != '\'' {
			i++
		}
		if i >= len(text) {
			return all
		}
		a.quote, a.value = text[i], offset+i+1
		end := bytes.IndexByte(text[i+1:], a.quote)
		if end < 0 {
			return all
		}
		i += end + 2
		a.end = offset + i - 1
		all = append(all, a)
	}
}

// editedXML edits a document without looking at what comes of it.
func editedXML(text []byte, c Change) ([]byte, error) {
	root, err := tags(text)
	if err != nil {
		return nil, err
	}
	e := xmlText{text: text, newline: "\n", quote: '\''}
	if bytes.Contains(text, []byte("\r\n")) {
		e.newline = "\r\n"
	}
	if len(root.attributes) > 0 {
		e.quote = root.attributes[0].quote
	}
	at := root
	for i := 1; i < len(c.Path); i++ {
		key, ok := c.Path[i].(string)
		if !ok {
			return nil, errUnsafe
		}
		n := 0
		if i+1 < len(c.Path) {
			if position, ok := c.Path[i+1].(int); ok {
				n = position
			}
		}
		if a := at.attribute(key); a != nil && i == len(c.Path)-1 {
			return e.attribute(at, a, c.Value)
		}
		child := at.child(key, n)
		if child == nil {
			if c.Value == nil {
				return nil, errAsItIs
			}
			return e.insert(at, c.Path[i:], c.Value)
		}
		at = child
		if i+1 < len(c.Path) {
			if _, ok := c.Path[i+1].(int); ok {
				i++
			}
		}
	}
	if c.Value == nil {
		if at.above == nil {
			return nil, errUnsafe
		}
		return e.remove(at), nil
	}
	if c.Value.Kind == estate.String && len(at.children) == 0 && at.inner <= at.close && at.close < at.end {
		return e.splice(at.inner, at.close, escaped(c.Value.Text, 0)), nil
	}
	return nil, errUnsafe
}

func (t *tag) attribute(key string) *attribute {
	for i := range t.attributes {
		if a := &t.attributes[i]; a.name == key && t.child(key, 0) == nil || "@"+a.name == key {
			return a
		}
	}
	return nil
}

func (t *tag) child(name string, n int) *tag {
	for _, c := range t.children {
		if c.name == name {
			if n == 0 {
				return c
			}
			n--
		}
	}
	return nil
}

// xmlText is a document that is edited.
type xmlText struct {
	text    []byte
	newline string
	quote   byte
}

func (e *xmlText) splice(from, to int, by string) []byte {
	made := append([]byte(nil), e.text[:from]...)
	return append(append(made, by...), e.text[to:]...)
}

// escaped writes a text for between quotes, or between tags where there are none.
func escaped(s string, quote byte) string {
	s = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\n", "&#10;", "\t", "&#9;", "\r", "&#13;").Replace(s)
	switch quote {
	case '"':
		return strings.ReplaceAll(s, `"`, "&quot;")
	case '\'':
		return strings.ReplaceAll(s, "'", "&apos;")
	}
	return s
}

// attribute sets an attribute, or takes it out with the blanks before it.
func (e *xmlText) attribute(of *tag, a *attribute, v *estate.Value) ([]byte, error) {
	if v == nil {
		from := a.start
		for from > of.start && strings.IndexByte(" \t\r\n", e.text[from-1]) >= 0 {
			from--
		}
		return e.splice(from, a.end+1, ""), nil
	}
	if v.Kind != estate.String {
		return nil, errUnsafe
	}
	return e.splice(a.value, a.end, escaped(v.Text, a.quote)), nil
}

// insert adds what a path lacks below an element: attributes are texts, and elements maps.
func (e *xmlText) insert(at *tag, path []any, v *estate.Value) ([]byte, error) {
	key, ok := path[0].(string)
	if !ok {
		return nil, errUnsafe
	}
	if len(path) == 1 && v.Kind == estate.String {
		from := at.start + 1 + len(at.name)
		quote := e.quote
		if n := len(at.attributes); n > 0 {
			from, quote = at.attributes[n-1].end+1, at.attributes[n-1].quote
		}
		return e.splice(from, from, fmt.Sprintf(" %s=%c%s%c", strings.TrimPrefix(key, "@"), quote, escaped(v.Text, quote), quote)), nil
	}
	indent, step := e.indents(at)
	lines, err := e.element(path, v, indent+step, step)
	if err != nil {
		return nil, err
	}
	switch {
	case at.close == at.end || at.inner == at.close && e.text[at.inner-2] == '/': // closed by its first tag
		slash := bytes.LastIndexByte(e.text[:at.inner], '/')
		head := strings.TrimRight(string(e.text[at.start:slash]), " \t")
		return e.splice(at.start, at.inner, head+">"+e.newline+lines+e.newline+indent+"</"+at.name+">"), nil
	case len(at.children) > 0:
		last := at.children[len(at.children)-1]
		if bytes.IndexByte(e.text[last.end:at.close], '\n') < 0 { // all on one line
			return e.splice(last.end, last.end, e.newline+lines+e.newline+indent), nil
		}
		return e.splice(last.end, last.end, e.newline+lines), nil
	case len(bytes.TrimSpace(e.text[at.inner:at.close])) == 0:
		return e.splice(at.inner, at.close, e.newline+lines+e.newline+indent), nil
	}
	return nil, errUnsafe
}

// element writes an element for each key of a path, one in the other.
func (e *xmlText) element(path []any, v *estate.Value, indent, step string) (string, error) {
	key, ok := path[0].(string)
	if !ok || strings.ContainsAny(key, "@#<>:") {
		return "", errUnsafe
	}
	rest := path[1:]
	if len(rest) > 0 {
		if n, ok := rest[0].(int); ok && n == 0 {
			rest = rest[1:]
		}
	}
	switch {
	case len(rest) == 0 && v.Kind == estate.Map && len(v.Items) == 0:
		return indent + "<" + key + "/>", nil
	case len(rest) == 1 && v.Kind == estate.String:
		name, ok := rest[0].(string)
		if !ok {
			return "", errUnsafe
		}
		return fmt.Sprintf("%s<%s %s=%c%s%c/>", indent, key, strings.TrimPrefix(name, "@"), e.quote, escaped(v.Text, e.quote), e.quote), nil
	case len(rest) > 0:
		inner, err := e.element(rest, v, indent+step, step)
		return indent + "<" + key + ">" + e.newline + inner + e.newline + indent + "</" + key + ">", err
	}
	return "", errUnsafe
}

// indents are the blanks before an element, and how many more its children have.
func (e *xmlText) indents(t *tag) (indent, step string) {
	indent, step = e.before(t.start), "  "
	outer, inner := "", indent
	switch {
	case len(t.children) > 0:
		outer, inner = indent, e.before(t.children[0].start)
	case t.above != nil:
		outer = e.before(t.above.start)
	}
	if strings.HasPrefix(inner, outer) && len(inner) > len(outer) {
		step = inner[len(outer):]
	}
	return indent, step
}

// before are the blanks between the start of a line and an offset, or none where something else stands there.
func (e *xmlText) before(at int) string {
	line := e.text[bytes.LastIndexByte(e.text[:at], '\n')+1 : at]
	return string(line[:len(line)-len(bytes.TrimLeft(line, " \t"))])
}

// remove takes an element out, with its line where it has one of its own.
func (e *xmlText) remove(t *tag) []byte {
	from := t.start
	start := bytes.LastIndexByte(e.text[:from], '\n') + 1
	if start >= t.above.inner && len(bytes.TrimSpace(e.text[start:from])) == 0 {
		rest := e.text[t.end:]
		end := bytes.IndexByte(rest, '\n')
		if end >= 0 && len(bytes.TrimSpace(rest[:end])) == 0 {
			return e.splice(start, t.end+end+1, "")
		}
	}
	return e.splice(from, t.end, "")
}
