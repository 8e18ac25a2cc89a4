package xmltree

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"bulkhead/audit/estate"
)

const (
	// maxDepth bounds how deep elements nest. A chain of backing stores is the deepest that libvirt knows.
	maxDepth = 128
	// maxAttributes bounds one element's attributes; libvirt's richest have some 30.
	maxAttributes = 256
)

// Parse reads one document, and returns the name of its root element and its value with source and positions. The caller
// bounds r.
//
// Secrets are taken out: passwords, the texts of cookies, of sysinfo's entries (cloud-init), kernel and QEMU arguments and
// environment values become what [redact.Literal] makes of them, but for an allow-list of QEMU's flags.
//
// Documents with a DTD, in other encodings than UTF-8, that nest deeper than 128 or have a root that is not libvirt's are
// refused. All errors but those of r are of type *[Error].
func Parse(r io.Reader, source *estate.Source) (root string, v *estate.Value, err error) {
	var data strings.Builder
	if _, err := io.Copy(&data, r); err != nil { // readers of what is in memory write it in one go
		return "", nil, err
	}
	text := data.String()
	p := parser{positions: positions{data: text}, decoder: xml.NewDecoder(strings.NewReader(text))}
	root, v, err = p.document()
	if err != nil {
		return "", nil, err
	}
	v.Source = source
	return root, v, nil
}

type parser struct {
	estate.Slab
	positions
	decoder *xml.Decoder
	start   int           // offset of the token that next returned
	pending []estate.Item // fields and elements of the open maps and lists
	groups  []group       // of the open elements
	members []member      // of groups
	text    []byte        // of the open elements
	offsets []int
	path    []string // keys of the open elements
	flag    string   // QEMU's last argument, if it was a flag
}

// next returns the next token that is not a comment, directive or processing instruction.
func (p *parser) next() (xml.Token, error) {
	for {
		p.start = int(p.decoder.InputOffset())
		token, err := p.decoder.Token()
		if err != nil {
			if errors.Is(err, io.EOF) {
				return nil, err
			}
			message := err.Error()
			if syntax := (*xml.SyntaxError)(nil); errors.As(err, &syntax) {
				message = syntax.Msg
			}
			p.start = max(0, int(p.decoder.InputOffset())-1) // the byte that was read last
			return nil, p.errorf("%s", strings.TrimPrefix(message, "xml: "))
		}
		switch token.(type) {
		case xml.Directive:
			return nil, p.errorf("a document type declaration is not accepted")
		case xml.StartElement, xml.EndElement, xml.CharData:
			return token, nil
		}
	}
}

func (p *parser) errorf(format string, args ...any) error {
	at := positions{data: p.data} // p's own may be further on
	line, column := at.of(p.start)
	return &Error{int(line), int(column), fmt.Sprintf(format, args...)}
}

func (p *parser) document() (root string, v *estate.Value, err error) {
	for {
		token, err := p.next()
		if errors.Is(err, io.EOF) {
			if v == nil {
				return "", nil, p.errorf("no root element")
			}
			return root, v, nil
		}
		if err != nil {
			return "", nil, err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if v != nil {
			return "", nil, p.errorf("a second root element <%s>", start.Name.Local)
		}
		e := roots()[start.Name.Local]
		if e == nil || start.Name.Space != "" {
			return "", nil, p.errorf("<%s> is not a libvirt document", start.Name.Local)
		}
		root = start.Name.Local
		if v, err = p.element(start, root, e); err != nil {
			return "", nil, err
		}
	}
}

// element reads what follows its start up to its end.
func (p *parser) element(start xml.StartElement, key string, e *element) (*estate.Value, error) {
	if len(p.path) >= maxDepth {
		return nil, p.errorf("nested deeper than %d elements", maxDepth)
	}
	p.path = append(p.path, key)
	defer func() { p.path = p.path[:len(p.path)-1] }()

	v := p.New()
	v.Kind = estate.Map
	v.Line, v.Column = p.of(p.start)
	first := len(p.pending)
	if err := p.attributes(start, e); err != nil {
		return nil, err
	}
	text, err := p.content(e, first)
	if err != nil {
		return nil, err
	}
	if e.text {
		p.pending = p.pending[:first]
		return p.textValue(v, text), nil
	}
	if text != "" {
		t := p.New()
		t.Line, t.Column = v.Line, v.Column
		p.pending = append(p.pending, estate.Item{Key: textKey, Value: p.textValue(t, text)})
	}
	if e.names {
		v.Kind = estate.List
	}
	v.Items = p.Keep(p.pending[first:])
	p.pending = p.pending[:first]
	return v, nil
}

// textKey is where a map keeps its element's text.
const textKey = "#text"

// textValue makes v the text of the innermost open element.
func (p *parser) textValue(v *estate.Value, text string) *estate.Value {
	v.Kind, v.Text = estate.String, text
	return p.redactText(v)
}

// attributes appends a start tag's attributes to pending.
func (p *parser) attributes(start xml.StartElement, e *element) error {
	if len(start.Attr) > maxAttributes {
		return p.errorf("more than %d attributes", maxAttributes)
	}
	tag := p.data[p.start:p.decoder.InputOffset()]
	if err := p.checkPrefix(start.Name, tag[1:]); err != nil {
		return err
	}
	p.offsets = attributeOffsets(p.offsets[:0], tag)
	first := len(p.pending)
	for i, a := range start.Attr {
		if a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns" {
			continue
		}
		if err := p.checkPrefix(a.Name, tag[p.offsets[i]:]); err != nil {
			return err
		}
		key, ok := qualify(a.Name.Space, a.Name.Local)
		if !ok || e.text || e.names || e.closed && !e.attributes[key] {
			continue
		}
		if _, clash := e.children[key]; clash {
			key = "@" + key
		}
		if find(p.pending[first:], key) {
			return p.errorf("attribute %s is given twice", a.Name.Local)
		}
		v := p.New()
		v.Kind, v.Text = estate.String, a.Value
		v.Line, v.Column = p.of(p.start + p.offsets[i])
		p.pending = append(p.pending, estate.Item{Key: key, Value: p.redactAttribute(key, v)})
	}
	return nil
}

// checkPrefix refuses a name whose prefix is not declared: the decoder takes that for the namespace, and libvirt for part of
// the name.
func (p *parser) checkPrefix(name xml.Name, raw string) error {
	if name.Space != "" && name.Space != "xml" && strings.HasPrefix(raw, name.Space) && strings.HasPrefix(raw[len(name.Space):], ":") {
		return p.errorf("the prefix %s is not declared", name.Space)
	}
	return nil
}

func find(items []estate.Item, key string) bool {
	for i := range items {
		if items[i].Key == key {
			return true
		}
	}
	return false
}

// content reads an element's text, and appends its elements to pending. Its attributes begin at first.
func (p *parser) content(e *element, first int) (string, error) {
	attributes := p.pending[first:len(p.pending):len(p.pending)]
	groups := p.open()
	begin := len(p.text)
	for {
		token, err := p.next()
		if errors.Is(err, io.EOF) {
			return "", p.errorf("the document ends inside <%s>", p.path[len(p.path)-1])
		}
		if err != nil {
			return "", err
		}
		switch token := token.(type) {
		case xml.CharData:
			p.text = append(p.text, token...)
		case xml.EndElement:
			p.close(groups)
			text := string(bytes.TrimSpace(p.text[begin:]))
			p.text = p.text[:begin]
			return text, nil
		case xml.StartElement:
			if err := p.checkPrefix(token.Name, p.data[p.start+1:]); err != nil {
				return "", err
			}
			if e.names && token.Name.Space == estate.WaiversNamespace && token.Name.Local == "waivers" {
				v, err := p.waivers()
				if err != nil {
					return "", err
				}
				p.pending = append(p.pending, estate.Item{Value: v})
				continue
			}
			if e.names {
				p.pending = append(p.pending, estate.Item{Value: p.name(token.Name)})
			}
			if e.names && token.Name.Space == estate.ZoneNamespace || e.names && token.Name.Space == estate.NovaNamespace {
				if err := p.zone(token.Name); err != nil {
					return "", err
				}
				continue
			}
			name, ok := qualify(token.Name.Space, token.Name.Local)
			c, known := e.children[name]
			if !ok || e.names || e.text || e.closed && !known {
				if err := p.skip(); err != nil {
					return "", err
				}
				continue
			}
			g := p.find(&groups, name)
			if g < 0 {
				key := name
				if !known {
					c = child{unknown, true}
					if e.attributes[name] || find(attributes, name) {
						key = "<" + name + ">"
					}
				}
				g = p.add(&groups, group{child: c, name: name, key: key})
			}
			key, inner := p.groups[g].key, p.groups[g].element
			v, err := p.element(token, key, inner)
			if err != nil {
				return "", err
			}
			p.join(g, v)
		}
	}
}

func (p *parser) name(name xml.Name) *estate.Value {
	v := p.New()
	v.Kind, v.Text = estate.String, "{"+name.Space+"}"+name.Local
	v.Line, v.Column = p.of(p.start)
	return v
}

// waivers reads the list of waivers in metadata, whose start was just read: the one element there whose text is kept.
func (p *parser) waivers() (*estate.Value, error) {
	text, v := p.New(), p.New()
	text.Line, text.Column = p.of(p.start)
	begin := len(p.text)
	for {
		token, err := p.next()
		if errors.Is(err, io.EOF) {
			return nil, p.errorf("the document ends inside <waivers>")
		}
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.CharData:
			p.text = append(p.text, token...)
		case xml.StartElement:
			return nil, p.errorf("<waivers> holds an element: write a YAML list in it")
		case xml.EndElement:
			text.Kind, text.Text = estate.String, string(p.text[begin:])
			p.text = p.text[:begin]
			*v = estate.Value{Kind: estate.Map, Items: []estate.Item{{Key: estate.WaiversElement, Value: suspicious(text)}}, Line: text.Line, Column: text.Column}
			return v, nil
		}
	}
}

// skip reads up to the end of the element that was just opened.
func (p *parser) skip() error {
	for depth := 1; depth > 0; {
		token, err := p.next()
		if errors.Is(err, io.EOF) {
			return p.errorf("the document ends inside <%s>", p.path[len(p.path)-1])
		}
		if err != nil {
			return err
		}
		switch token.(type) {
		case xml.StartElement:
			if depth++; len(p.path)+depth > maxDepth {
				return p.errorf("nested deeper than %d elements", maxDepth)
			}
		case xml.EndElement:
			depth--
		}
	}
	return nil
}
