package xmltree

import (
	"encoding/xml"
	"reflect"
	"slices"
	"strings"
)

// element is what the types say of one element.
type element struct {
	children map[string]child
	// attributes are those that the types name; unions add others by code.
	attributes map[string]bool
	// coded are those that libvirtxml reads by code, as the one that tells a union's alternatives apart.
	coded map[string]bool
	// text says that the element holds nothing but text.
	text bool
	// names says that only the names of its elements are kept.
	names bool
	// closed says that what the types do not know is dropped.
	closed bool
}

// child is an element inside another.
type child struct {
	*element
	list bool
}

// unknown is an element that the types do not know.
var unknown = &element{}

// builder builds elements from types. Types refer to each other in circles (a backing store has a backing store).
type builder struct {
	built map[string]*element
}

// element returns what the types together say of an element. There are several where an element is a union and its
// alternatives share the name of a child.
func (b *builder) element(types []reflect.Type) *element {
	key := keyOf(types)
	if e := b.built[key]; e != nil {
		return e
	}
	e := &element{children: map[string]child{}, attributes: map[string]bool{}, coded: map[string]bool{}, text: true}
	b.built[key] = e

	d := draft{element: e, children: map[string]*draftChild{}}
	for _, t := range types {
		if t.Kind() == reflect.Struct {
			e.text = false
			d.addStruct(t, "")
		}
	}
	for name, c := range d.children {
		e.children[name] = child{element: b.element(c.types), list: c.list}
	}
	return e
}

func keyOf(types []reflect.Type) string {
	names := make([]string, len(types))
	for i, t := range types {
		names[i] = t.PkgPath() + "." + t.String()
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), " ")
}

// draft collects an element's children before they are built.
type draft struct {
	*element
	children map[string]*draftChild
}

type draftChild struct {
	types []reflect.Type
	list  bool
}

// addStruct adds the attributes and elements of a struct's fields. Names without a namespace of their own
// get prefix.
func (d *draft) addStruct(t reflect.Type, prefix string) {
	if r, ok := replaced[t]; ok {
		t = r
	}
	if name, ok := t.FieldByName("XMLName"); ok && len(name.Index) == 1 {
		space, _ := splitTag(name)
		prefix = prefixes[space]
	}
	if reflect.PointerTo(t).Implements(reflect.TypeFor[xml.Unmarshaler]()) {
		for _, name := range append(coded[t], "type") {
			d.coded[name] = true
		}
	}
	for i := range t.NumField() {
		field := t.Field(i)
		if field.Name == "XMLName" {
			continue
		}
		d.addField(field, prefix)
	}
}

func (d *draft) addField(field reflect.StructField, prefix string) {
	space, name := splitTag(field)
	name, options, _ := strings.Cut(name, ",")
	t, list := bare(field.Type)
	switch {
	case strings.Contains(options, "innerxml"):
		d.names = true
	case strings.Contains(options, "attr"):
		d.attributes[name] = true
	case strings.Contains(options, "chardata"):
		// every element may have text
	case name == "" || name == "-":
		d.addUntagged(t, list, prefix)
	default:
		if space != "" {
			prefix = prefixes[space]
		}
		outer, inner, nested := strings.Cut(name, ">")
		if nested {
			list = false
			name, t = outer, reflect.StructOf([]reflect.StructField{{
				Name: "Inner", Type: field.Type, Tag: reflect.StructTag(`xml:"` + inner + `"`),
			}})
		}
		d.addChild(prefix+name, t, list || repeats[t])
	}
}

// addUntagged adds a field that has no name of its own: an element that its type names, one of a union's alternatives or
// an embedded struct.
func (d *draft) addUntagged(t reflect.Type, list bool, prefix string) {
	if t.Kind() != reflect.Struct {
		return // an attribute that is read by code
	}
	if name, ok := t.FieldByName("XMLName"); ok && len(name.Index) == 1 {
		space, local := splitTag(name)
		d.addChild(prefixes[space]+local, t, list)
		return
	}
	d.addStruct(t, prefix)
}

func (d *draft) addChild(name string, t reflect.Type, list bool) {
	c := d.children[name]
	if c == nil {
		c = &draftChild{}
		d.children[name] = c
	}
	c.types = append(c.types, t)
	c.list = c.list || list
}

// bare returns the type behind pointers and slices, and whether there was a slice.
func bare(t reflect.Type) (_ reflect.Type, list bool) {
	for {
		switch {
		case t.Kind() == reflect.Pointer:
			t = t.Elem()
		case t.Kind() == reflect.Slice && t.Elem().Kind() != reflect.Uint8:
			t, list = t.Elem(), true
		default:
			return t, list
		}
	}
}

// splitTag returns the namespace and the rest of a field's xml tag.
func splitTag(field reflect.StructField) (space, rest string) {
	tag := field.Tag.Get("xml")
	if field.Type == reflect.TypeFor[xml.Name]() {
		tag, _, _ = strings.Cut(tag, ",")
	}
	if space, rest, ok := strings.Cut(tag, " "); ok {
		return space, rest
	}
	return "", tag
}
