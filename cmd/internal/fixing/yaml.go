package fixing

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"bulkhead/audit/estate"
	"bulkhead/collectors/kubeyaml"
)

// errUnsafe is why a text is left as it is: an edit would change more than it should, as where the value stands behind an alias.
var errUnsafe = errors.New("the file writes it in a way that can't be changed safely; change it by hand")

// YAML is a stream of documents that is changed. Places are those that objects had when it was opened: changes of one document are
// given from its end to its start.
type YAML struct {
	stream []byte
	all    []kubeyaml.Document
	made   map[int][]byte // by document
	// pieces are the documents that are Lists, while only their objects are changed; nil stands for one that can't be cut.
	pieces map[int]*pieces
}

// OpenYAML prepares to change a YAML or JSON text, which stays as it is.
func OpenYAML(stream []byte) *YAML {
	return &YAML{stream: stream, all: slices.Collect(kubeyaml.Documents(stream)), made: map[int][]byte{}, pieces: map[int]*pieces{}}
}

// Change changes an object, which begins at line and column as its value says. All bytes but those of the value stay as they are. An
// error says why nothing was changed.
func (y *YAML) Change(line, column int32, c Change) error {
	i, here := slices.BinarySearchFunc(y.all, line, func(d kubeyaml.Document, line int32) int { return int(d.Line - line) })
	if !here {
		i--
	}
	if i < 0 {
		return errors.New("the object is no longer in the file")
	}
	d := y.all[i]
	p, seen := y.pieces[i]
	if !seen {
		p = cut(d)
		y.pieces[i] = p
	}
	if p != nil {
		if found, err := p.change(line, column, c); found {
			return err
		}
		y.made[i], y.pieces[i] = p.bytes(), nil
	}
	if made, ok := y.made[i]; ok {
		d.Text = made
	}
	made, err := document(d, line, column, c)
	if err == nil {
		y.made[i] = made
	}
	return err
}

// Bytes is the text with all changes.
func (y *YAML) Bytes() []byte {
	var made []byte
	at := 0
	for i, d := range y.all {
		text, ok := y.made[i]
		if p := y.pieces[i]; p != nil {
			text, ok = p.bytes(), true
		}
		if ok {
			made = append(append(made, y.stream[at:d.Offset]...), text...)
			at = d.Offset + len(d.Text)
		}
	}
	return append(made, y.stream[at:]...)
}

// document changes one document, and reads it back.
func document(d kubeyaml.Document, line, column int32, c Change) ([]byte, error) {
	var parser kubeyaml.Parser
	before, err := parser.Parse(d)
	if err != nil {
		return nil, err
	}
	if len(before) != 1 {
		return nil, errUnsafe // several JSON texts
	}
	want, found, err := replaced(before[0], line, column, func(v *estate.Value) (*estate.Value, error) { return applied(v, c.Path, c) })
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, errors.New("the object is no longer where it was")
	}
	if equal(want, before[0]) {
		return nil, errAsItIs
	}
	made, err := edited(d, line, column, c)
	if err != nil {
		return nil, err
	}
	var again kubeyaml.Parser
	d.Text = made
	after, err := again.Parse(d)
	if err != nil || len(after) != 1 || !equal(after[0], want) {
		return nil, errUnsafe
	}
	// A marker within the text would make two documents of it.
	count := 0
	for range kubeyaml.Documents(made) {
		count++
	}
	if count != 1 {
		return nil, errUnsafe
	}
	return made, nil
}

// yamlText is a document that is edited.
type yamlText struct {
	text       []byte
	lineStarts []int
	newline    string
	json       bool
}

// edited edits a document without looking at what comes of it.
func edited(d kubeyaml.Document, line, column int32, c Change) (made []byte, err error) {
	if otherBreaks(d.Text) {
		return nil, errUnsafe
	}
	defer func() {
		if recover() != nil { // the parser's positions are taken at their word; where they are not, nothing is changed
			made, err = nil, errUnsafe
		}
	}()
	var root yaml.Node
	if err := yaml.Unmarshal(d.Text, &root); err != nil {
		return nil, errUnsafe
	}
	t := &yamlText{text: d.Text, newline: "\n"}
	if bytes.Contains(d.Text, []byte("\r\n")) {
		t.newline = "\r\n"
	}
	t.lineStarts = []int{0}
	for i, b := range d.Text {
		if b == '\n' {
			t.lineStarts = append(t.lineStarts, i+1)
		}
	}
	body := bytes.TrimLeft(d.Text, " \t\r\n")
	t.json = len(body) > 0 && (body[0] == '{' || body[0] == '[')
	at := t.lineStarts[line-d.Line] + int(column) - 1
	if line == d.Line {
		at -= int(d.Column)
	}
	object := t.find(&root, at)
	if object == nil {
		return nil, errUnsafe
	}
	return t.change(object, c)
}

// otherBreaks says that a text has line breaks that editors and YAML count differently.
func otherBreaks(text []byte) bool {
	return bytes.Contains(bytes.ReplaceAll(text, []byte("\r\n"), nil), []byte{'\r'}) ||
		bytes.ContainsAny(text, "\u0085\u2028\u2029")
}

// find returns the mapping that begins at an offset.
func (t *yamlText) find(n *yaml.Node, at int) *yaml.Node {
	if n.Kind == yaml.MappingNode && (t.offset(n) == at || len(n.Content) > 0 && t.offset(n.Content[0]) == at) {
		return n
	}
	for _, child := range n.Content {
		if found := t.find(child, at); found != nil {
			return found
		}
	}
	return nil
}

// offset is where a node begins. The parser counts characters.
func (t *yamlText) offset(n *yaml.Node) int {
	at := t.lineStarts[n.Line-1]
	for range n.Column - 1 {
		_, size := utf8.DecodeRune(t.text[at:])
		at += size
	}
	return at
}

// place is a node with what holds it.
type place struct {
	node *yaml.Node
	// parent holds it, at this position of its content; key is the node of its key where the parent is a mapping.
	parent *yaml.Node
	key    *yaml.Node
	index  int
	above  *place
}

// change walks as far as the path exists.
func (t *yamlText) change(object *yaml.Node, c Change) ([]byte, error) {
	at := &place{node: object}
	for i, step := range c.Path {
		n := at.node
		switch step := step.(type) {
		case int:
			if n.Kind != yaml.SequenceNode || step >= len(n.Content) {
				return nil, errUnsafe
			}
			at = &place{node: n.Content[step], parent: n, index: step, above: at}
		case string:
			if isNull(n) && c.Value != nil {
				return t.fillNull(at, c.Path[i:], c)
			}
			if n.Kind != yaml.MappingNode {
				return nil, errUnsafe
			}
			found := -1
			for k := 0; k+1 < len(n.Content); k += 2 {
				if n.Content[k].Kind == yaml.ScalarNode && n.Content[k].Value == step {
					found = k
				}
			}
			if found < 0 {
				if c.Value == nil {
					return nil, errAsItIs
				}
				return t.insert(at, step, nested(c.Path[i+1:], c))
			}
			at = &place{node: n.Content[found+1], parent: n, key: n.Content[found], index: found, above: at}
		}
	}
	switch {
	case c.Value == nil:
		return t.remove(at)
	case isNull(at.node):
		return t.fillNull(at, nil, c)
	case c.Append:
		return t.push(at.node, c.Value)
	}
	return t.set(at.node, c.Value)
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

// nested is the value with maps around it for the rest of a path.
func nested(path []any, c Change) *estate.Value {
	v := c.Value
	if c.Append {
		v = estate.ListOf(v)
	}
	for i := len(path) - 1; i >= 0; i-- {
		key, _ := path[i].(string)
		v = estate.MapOf(estate.Item{Key: key, Value: v})
	}
	return v
}

// splice exchanges text[from:to].
func (t *yamlText) splice(from, to int, by string) []byte {
	made := append([]byte(nil), t.text[:from]...)
	return append(append(made, by...), t.text[to:]...)
}

// fillNull writes a value where there is none: behind the key, or over the word for it.
func (t *yamlText) fillNull(at *place, path []any, c Change) ([]byte, error) {
	value := t.flow(nested(path, c))
	if at.node.Value != "" {
		from := t.offset(at.node)
		return t.splice(from, from+len(at.node.Value), value), nil
	}
	if at.key == nil {
		return nil, errUnsafe
	}
	from, err := t.colon(at.key)
	if err != nil {
		return nil, err
	}
	return t.splice(from, from, " "+value), nil
}

// colon returns the offset behind a key's colon.
func (t *yamlText) colon(key *yaml.Node) (int, error) {
	end, err := t.scalarEnd(key)
	if err != nil {
		return 0, err
	}
	for end < len(t.text) && (t.text[end] == ' ' || t.text[end] == '\t') {
		end++
	}
	if end >= len(t.text) || t.text[end] != ':' {
		return 0, errUnsafe
	}
	return end + 1, nil
}

// set exchanges a scalar for another, in the quotes that it has.
func (t *yamlText) set(n *yaml.Node, v *estate.Value) ([]byte, error) {
	if n.Kind != yaml.ScalarNode || v.Kind == estate.Map || v.Kind == estate.List {
		return nil, errUnsafe
	}
	from := t.offset(n)
	to, err := t.scalarEnd(n)
	if err != nil {
		return nil, err
	}
	by := t.flow(v)
	if v.Kind == estate.String {
		switch t.text[from] {
		case '\'':
			by = "'" + strings.ReplaceAll(v.Text, "'", "''") + "'"
		case '"':
			by = quoted(v.Text)
		}
	}
	return t.splice(from, to, by), nil
}

// scalarEnd is where a scalar ends that stands on one line, or in quotes.
func (t *yamlText) scalarEnd(n *yaml.Node) (int, error) {
	from := t.offset(n)
	if n.Kind == yaml.AliasNode {
		return from + len("*") + len(n.Value), nil
	}
	if from >= len(t.text) {
		return from, nil
	}
	switch c := t.text[from]; {
	case n.Style&yaml.DoubleQuotedStyle != 0 && c == '"':
		for i := from + 1; i < len(t.text); i++ {
			switch t.text[i] {
			case '\\':
				i++
			case '"':
				return i + 1, nil
			}
		}
	case n.Style&yaml.SingleQuotedStyle != 0 && c == '\'':
		for i := from + 1; i < len(t.text); i++ {
			if t.text[i] != '\'' {
				continue
			}
			if i+1 < len(t.text) && t.text[i+1] == '\'' {
				i++
				continue
			}
			return i + 1, nil
		}
	case n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle|yaml.TaggedStyle) == 0 && n.Anchor == "":
		if bytes.HasPrefix(t.text[from:], []byte(n.Value)) && !strings.Contains(n.Value, "\n") {
			return from + len(n.Value), nil
		}
	}
	return 0, errUnsafe
}

// restOfLine is the offset behind a line's break, and whether nothing but a comment stands between from and that.
func (t *yamlText) restOfLine(from int) (end int, clear bool) {
	end = len(t.text)
	if i := bytes.IndexByte(t.text[from:], '\n'); i >= 0 {
		end = from + i + 1
	}
	rest := bytes.TrimLeft(t.text[from:end], " \t\r\n")
	return end, len(rest) == 0 || rest[0] == '#'
}

// startsLine says that nothing but blanks stands before an offset in its line, and where the line starts.
func (t *yamlText) startsLine(at int) (start int, first bool) {
	start = bytes.LastIndexByte(t.text[:at], '\n') + 1
	return start, len(bytes.Trim(t.text[start:at], " ")) == 0
}

func quoted(s string) string { return string(estate.AppendJSON(nil, estate.Text(s))) }

// plain says that a text needs no quotes in YAML.
func plain(s string) bool {
	if s == "" {
		return false
	}
	for i, c := range s {
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !letter && (i == 0 || !strings.ContainsRune("0123456789_-./", c)) {
			return false
		}
	}
	switch strings.ToLower(s) {
	case "y", "n", "yes", "no", "on", "off", "true", "false", "null":
		return false
	}
	return true
}

// flow writes a value on one line.
func (t *yamlText) flow(v *estate.Value) string {
	switch v.Kind {
	case estate.Map:
		var fields []string
		for _, item := range v.Items {
			fields = append(fields, fmt.Sprintf("%s: %s", t.word(item.Key), t.flow(item.Value)))
		}
		return "{" + strings.Join(fields, ", ") + "}"
	case estate.List:
		var elements []string
		for _, item := range v.Items {
			elements = append(elements, t.flow(item.Value))
		}
		return "[" + strings.Join(elements, ", ") + "]"
	case estate.String:
		return t.word(v.Text)
	}
	return string(estate.AppendJSON(nil, v))
}

func (t *yamlText) word(s string) string {
	if !t.json && plain(s) {
		return s
	}
	return quoted(s)
}
