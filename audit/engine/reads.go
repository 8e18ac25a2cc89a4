package engine

import (
	"crypto/sha256"
	"encoding/binary"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// readTree joins the read sets of all controls of one subject kind, so that one walk over a subject collects the values
// for all of them.
type readTree struct {
	root  readNode
	paths int
	ends  []*readNode // by position of the path
}

// readNode is one key on the way to the values that controls read.
type readNode struct {
	key      string
	parent   *readNode
	depth    int
	children []*readNode
	path     int // position of the path that ends here, or -1
}

// keys lead to the node.
func (n *readNode) keys() []any {
	if n.parent == nil {
		return nil
	}
	return append(n.parent.keys(), n.key)
}

// add returns the position of a path.
func (t *readTree) add(p catalogue.Path) int {
	node := &t.root
	for _, key := range p {
		node = node.child(key)
	}
	if node.path < 0 {
		node.path = t.paths
		t.paths++
		t.ends = append(t.ends, node)
	}
	return node.path
}

func (n *readNode) child(key string) *readNode {
	for _, c := range n.children {
		if c.key == key {
			return c
		}
	}
	c := &readNode{key: key, parent: n, depth: n.depth + 1, path: -1}
	n.children = append(n.children, c)
	return c
}

// reading is what one subject holds at a readTree's paths. It is reused from subject to subject.
type reading struct {
	bytes    []byte
	segments []segment // by position of the path
}

// segment is one path's value, written so that two are equal only if the values are: text[start:end] of the reading.
type segment struct {
	start, end int
	// unknown is the first value at, above or below the path that is not known, malformed ones first, and at is the nearest node to it.
	unknown *estate.Value
	at      *readNode
}

func (r *reading) collect(t *readTree, s *subject.Subject) {
	r.bytes = r.bytes[:0]
	if cap(r.segments) < t.paths {
		r.segments = make([]segment, t.paths)
	}
	r.segments = r.segments[:t.paths]
	for _, node := range t.root.children {
		var value *estate.Value
		if root := s.Root(node.key); root != nil {
			value = root.Value
		}
		r.walk(node, value, node)
	}
}

// walk records the values at and below node. Below a value that is not known nothing is known either: it stands for all, and
// at is the node where it was met.
func (r *reading) walk(node *readNode, v *estate.Value, at *readNode) {
	if node.path >= 0 {
		made := segment{start: len(r.bytes), at: at}
		if at != node { // Rego sees what is not known where it was met
			r.bytes = binary.AppendUvarint(append(r.bytes, '^'), uint64(at.depth))
		}
		r.write(v, &made)
		made.end = len(r.bytes)
		r.segments[node.path] = made
	}
	for _, child := range node.children {
		if v.Unknown() {
			r.walk(child, v, at)
		} else {
			r.walk(child, v.Get(child.key), child)
		}
	}
}

// longText is where a text's digest becomes shorter than the text.
const longText = 64

// write appends v so that equal bytes mean equal values: every piece says its kind and length. Absent and null differ.
func (r *reading) write(v *estate.Value, at *segment) {
	if v == nil {
		r.bytes = append(r.bytes, '-')
		return
	}
	if v.Unknown() && (at.unknown == nil || v.Malformed && !at.unknown.Malformed) {
		at.unknown = v
	}
	if v.Malformed {
		r.bytes = append(r.bytes, '!')
	}
	r.bytes = append(r.bytes, '0'+byte(v.Kind))
	switch v.Kind {
	case estate.Null, estate.False, estate.True:
	case estate.Number, estate.String, estate.Unread, estate.NotInInput:
		r.text(v.Text)
	case estate.List:
		r.bytes = binary.AppendUvarint(r.bytes, uint64(len(v.Items)))
		for i := range v.Items {
			r.write(v.Items[i].Value, at)
		}
	case estate.Map:
		r.bytes = binary.AppendUvarint(r.bytes, uint64(len(v.Items)))
		for i := range v.Items {
			r.text(v.Items[i].Key)
			r.write(v.Items[i].Value, at)
		}
	}
}

func (r *reading) text(s string) {
	r.bytes = binary.AppendUvarint(r.bytes, uint64(len(s)))
	if len(s) <= longText {
		r.bytes = append(r.bytes, s...)
		return
	}
	digest := sha256.Sum256([]byte(s))
	r.bytes = append(r.bytes, digest[:]...)
}

// input builds what Rego sees: of the subject, just the values at the wanted paths.
func (t *readTree) input(s *subject.Subject, wanted []bool) *ast.Term {
	object := ast.NewObject()
	for _, node := range t.root.children {
		root := s.Root(node.key)
		if root == nil || root.Value == nil {
			continue
		}
		if term := node.pick(root.Value, wanted); term != nil {
			object.Insert(ast.StringTerm(node.key), term)
		}
	}
	return ast.NewTerm(object)
}

// pick returns the wanted part of v, or nil where nothing of it is wanted.
func (n *readNode) pick(v *estate.Value, wanted []bool) *ast.Term {
	if n.path >= 0 && wanted[n.path] {
		return term(v)
	}
	if v.Unknown() {
		if n.wants(wanted) {
			return term(v)
		}
		return nil
	}
	var object ast.Object
	for _, child := range n.children {
		field := v.Get(child.key)
		if field == nil {
			continue
		}
		if picked := child.pick(field, wanted); picked != nil {
			if object == nil {
				object = ast.NewObject()
			}
			object.Insert(ast.StringTerm(child.key), picked)
		}
	}
	if object == nil {
		return nil
	}
	return ast.NewTerm(object)
}

func (n *readNode) wants(wanted []bool) bool {
	if n.path >= 0 && wanted[n.path] {
		return true
	}
	for _, child := range n.children {
		if child.wants(wanted) {
			return true
		}
	}
	return false
}

// whole builds the whole subject, which is what Rego sees when nothing is remembered.
func whole(s *subject.Subject) *ast.Term {
	object := ast.NewObject()
	for _, root := range s.Roots {
		if root.Value != nil {
			object.Insert(ast.StringTerm(root.Name), term(root.Value))
		}
	}
	return ast.NewTerm(object)
}

// term turns a value into Rego's.
func term(v *estate.Value) *ast.Term {
	switch {
	case v == nil || v.Kind == estate.Null:
		return ast.NullTerm()
	case v.Unknown():
		return ast.ObjectTerm(
			ast.Item(ast.StringTerm("unknown"), ast.StringTerm(v.Reason())),
			ast.Item(ast.StringTerm("why"), ast.StringTerm(v.Text)),
		)
	}
	switch v.Kind {
	case estate.True, estate.False:
		return ast.BooleanTerm(v.Kind == estate.True)
	case estate.Number:
		return ast.NewTerm(ast.Number(v.Text))
	case estate.List:
		terms := make([]*ast.Term, len(v.Items))
		for i := range v.Items {
			terms[i] = term(v.Items[i].Value)
		}
		return ast.ArrayTerm(terms...)
	case estate.Map:
		object := ast.NewObject()
		for i := range v.Items {
			object.Insert(ast.StringTerm(v.Items[i].Key), term(v.Items[i].Value))
		}
		return ast.NewTerm(object)
	}
	return ast.StringTerm(strings.ToValidUTF8(v.Text, "\uFFFD"))
}
