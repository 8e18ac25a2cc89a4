package xmltree

import (
	"maps"
	"slices"
	"strings"

	"bulkhead/audit/subject/outline"
)

// Describer describes libvirt's documents as outlines. Elements are described once.
type Describer struct {
	known map[*element]*outline.Outline
	names map[string]bool
}

// Document describes a document by the name of its root element; nil: there is none. What libvirt may add, and libvirtxml does not
// know yet, is not in it.
func (d *Describer) Document(root string) *outline.Outline {
	e := roots()[root]
	if e == nil {
		return nil
	}
	if d.known == nil {
		d.known, d.names = map[*element]*outline.Outline{}, map[string]bool{}
	}
	return d.describe(e, "xml."+root)
}

func (d *Describer) describe(e *element, path string) *outline.Outline {
	if s := d.known[e]; s != nil {
		return s
	}
	s := &outline.Outline{}
	d.known[e] = s
	switch {
	case e.text:
		s.Form = outline.Text
		return s
	case e.names:
		s.Form, s.Element = outline.List, &outline.Outline{}
		return s
	}
	s.Form, s.Name, s.Fields = outline.Object, d.name(path), map[string]*outline.Outline{}
	s.Fields[textKey] = &outline.Outline{Form: outline.Text}
	for _, attributes := range []map[string]bool{e.attributes, e.coded} {
		for name := range attributes {
			if _, clash := e.children[name]; clash {
				name = "@" + name
			}
			s.Fields[name] = &outline.Outline{Form: outline.Text}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(e.children)) { // in order, since the first path names an element
		child := e.children[name]
		field := d.describe(child.element, path+"."+strings.ReplaceAll(name, ":", "."))
		if child.list {
			field = &outline.Outline{Form: outline.List, Element: field}
		}
		s.Fields[name] = field
	}
	return s
}

// name is path, or what no other element has: elements of several types may stand in one place.
func (d *Describer) name(path string) string {
	for d.names[path] {
		path += "-other"
	}
	d.names[path] = true
	return path
}
