package xmltree

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"bulkhead/audit/estate"
)

// zone reads an element of metadata that was just opened to its end, and keeps what names the domain's trust zone: bulkhead's zone, or
// OpenStack's project, which lies within its instance.
func (p *parser) zone(opened xml.Name) error {
	v := p.name(opened)
	element, text, depth, inside := "", "", 1, 0
	begin := func(name xml.Name) {
		if name == (xml.Name{Space: estate.ZoneNamespace, Local: "zone"}) || name == (xml.Name{Space: estate.NovaNamespace, Local: "project"}) {
			element, text, inside = "{"+name.Space+"}"+name.Local, "", depth
		}
	}
	begin(opened)
	for depth > 0 {
		token, err := p.next()
		if errors.Is(err, io.EOF) {
			return p.errorf("the document ends inside <%s>", opened.Local)
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if depth++; len(p.path)+depth > maxDepth {
				return p.errorf("nested deeper than %d elements", maxDepth)
			}
			if inside == 0 {
				begin(token.Name)
			}
		case xml.CharData:
			if inside == depth && len(text)+len(token) <= maxZone {
				text += string(token)
			}
		case xml.EndElement:
			if name := strings.TrimSpace(text); inside == depth && name != "" {
				one := p.New()
				*one = estate.Value{Kind: estate.String, Text: element + "=" + name, Line: v.Line, Column: v.Column}
				p.pending = append(p.pending, estate.Item{Value: one})
			}
			if inside == depth {
				inside = 0
			}
			depth--
		}
	}
	return nil
}

// maxZone bounds the length of a zone's name, in bytes.
const maxZone = 256
