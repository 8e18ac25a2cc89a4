package kubeyaml

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"bulkhead/audit/estate"
)

const (
	// completeLimit bounds the documents that the complete parser gets: it needs some twenty times their size.
	completeLimit = 8 << 20
	// aliasLimit bounds how many values aliases may add to a document. What an API server takes, some 3 MiB, has fewer.
	aliasLimit = 100_000
	// aliasText is how many bytes of text count as another value.
	aliasText = 64
)

// parseComplete reads d with a parser that knows all of YAML.
func (p *Parser) parseComplete(d Document) ([]*estate.Value, error) {
	if len(d.Text) > completeLimit {
		return nil, &Error{Line: d.Line, Column: 1, Message: fmt.Sprintf("a document of %d MB that is not plain YAML: split it", len(d.Text)>>20)}
	}
	decoder := yaml.NewDecoder(bytes.NewReader(d.Text))
	c := converter{Parser: p, marks: newMarks(d), aliased: aliasLimit}
	var values []*estate.Value
	for {
		var root yaml.Node
		err := decoder.Decode(&root)
		if errors.Is(err, io.EOF) {
			return values, nil
		}
		if err != nil {
			return nil, yamlError(d, err)
		}
		if len(root.Content) == 0 {
			continue
		}
		p.pending = p.pending[:0]
		v, err := c.value(root.Content[0], 0)
		if err != nil {
			return nil, err
		}
		values = append(values, v)
	}
}

var (
	yamlErrorLine     = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)
	yamlUnknownAnchor = regexp.MustCompile(`^unknown anchor '(.*)' referenced$`)
)

// yamlError finds the place of a parser's error. Parsers tell the line at best; the column is that of its content.
func yamlError(d Document, err error) *Error {
	match := yamlErrorLine.FindStringSubmatch(strings.ReplaceAll(err.Error(), "\n", " "))
	if match == nil {
		return &Error{Line: d.Line, Column: 1, Message: err.Error()}
	}
	message, offset := match[2], 0
	if anchor := yamlUnknownAnchor.FindStringSubmatch(message); anchor != nil {
		offset = max(bytes.Index(d.Text, []byte("*"+anchor[1])), 0)
	} else if message == "control characters are not allowed" {
		offset = max(bytes.IndexFunc(d.Text, isControl), 0)
	} else {
		line, _ := strconv.Atoi(match[1])
		for rest := d.Text; line > 1; line-- {
			first := len(firstLine(rest))
			if first == len(rest) {
				break
			}
			offset += first
			rest = rest[first:]
		}
		if strings.Contains(message, "tab character") { // the line is where the scalar before it starts
			if i := bytes.Index(d.Text[offset:], []byte("\n\t")); i >= 0 {
				return errorAt(d, offset+i+1, message)
			}
		}
		for offset < len(d.Text) && (d.Text[offset] == ' ' || d.Text[offset] == '\t') {
			offset++
		}
	}
	return errorAt(d, offset, message)
}

func isControl(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r >= 0x7f && r < 0xa0 && r != 0x85 || r == 0xfffe || r == 0xffff
}

// converter makes values of the nodes of one document.
type converter struct {
	*Parser
	marks marks
	// alias is the outermost alias around the value, or nil; aliased is how many values aliases may still make.
	alias   *yaml.Node
	aliased int
}

// enter starts to follow an alias or a merge, until the returned function is called.
func (c *converter) enter(n *yaml.Node) func() {
	outer := c.alias
	if outer == nil {
		c.alias = n
	}
	return func() { c.alias = outer }
}

// spend pays for n where an alias makes it a value.
func (c *converter) spend(n *yaml.Node) error {
	if c.alias == nil {
		return nil
	}
	if c.aliased -= 1 + len(n.Value)/aliasText; c.aliased < 0 {
		return c.errorf(c.alias, "aliases that repeat too much")
	}
	return nil
}

func (c *converter) errorf(n *yaml.Node, format string, args ...any) error {
	line, column := c.marks.position(n.Line, n.Column)
	return &Error{Line: line, Column: column, Message: fmt.Sprintf(format, args...)}
}

func (c *converter) value(n *yaml.Node, depth int) (*estate.Value, error) {
	if depth > estate.MaxDepth {
		return nil, c.errorf(n, "nested deeper than %d", estate.MaxDepth)
	}
	if err := c.spend(n); err != nil {
		return nil, err
	}
	if n.Kind == yaml.AliasNode {
		defer c.enter(n)()
		return c.value(n.Alias, depth+1)
	}
	v := c.slab.New()
	v.Line, v.Column = c.marks.position(n.Line, n.Column)
	switch n.Kind {
	case yaml.ScalarNode:
		var err error
		v.Kind, v.Text, err = c.scalar(n)
		return v, err
	case yaml.SequenceNode:
		v.Kind = estate.List
		first := len(c.pending)
		for _, child := range n.Content {
			element, err := c.value(child, depth+1)
			if err != nil {
				return nil, err
			}
			c.pending = append(c.pending, estate.Item{Value: element})
		}
		v.Items = c.slab.Keep(c.pending[first:])
		c.pending = c.pending[:first]
		return v, nil
	case yaml.MappingNode:
		v.Kind = estate.Map
		fields := fieldSet{converter: c, first: len(c.pending)}
		if err := fields.add(n, depth, false); err != nil {
			return nil, err
		}
		v.Items = c.slab.Keep(c.pending[fields.first:])
		c.pending = c.pending[:fields.first]
		return v, nil
	}
	return nil, c.errorf(n, "not a value")
}

// scalar says what a scalar means.
func (c *converter) scalar(n *yaml.Node) (estate.Kind, string, error) {
	text := c.slab.Text([]byte(n.Value))
	if n.Style&yaml.TaggedStyle == 0 {
		if n.Style != 0 || c.marks.byteAt(n.Line, n.Column) == '!' { // quoted, or the tag "!" that says the same
			return estate.String, text, nil
		}
		kind, meaning, err := resolvePlain(text)
		if err != nil {
			return kind, meaning, c.errorf(n, "%s: %v", text, err)
		}
		return kind, meaning, nil
	}
	kind, meaning, err := resolvePlain(text)
	fits := false
	switch n.Tag {
	case "!!bool":
		fits = kind == estate.True || kind == estate.False
	case "!!int":
		fits = kind == estate.Number && !strings.ContainsAny(meaning, ".eE")
	case "!!float":
		fits = kind == estate.Number
	case "!!null":
		fits = kind == estate.Null
	case "!!binary":
		decoded, err := base64.StdEncoding.DecodeString(text)
		if err != nil || !utf8.Valid(decoded) {
			return 0, "", c.errorf(n, "a !!binary value that is not text in base64")
		}
		return estate.String, string(decoded), nil
	default:
		return estate.String, text, nil
	}
	if err != nil || !fits {
		return 0, "", c.errorf(n, "%q is no %s", text, n.Tag)
	}
	return kind, meaning, nil
}

// fieldSet collects the fields of one map in the parser's pending items, from first on.
type fieldSet struct {
	*converter
	first int
	// index holds the fields' places once there are many.
	index map[string]int
	// lines holds where a key was written in this map itself; merged ones are not in it.
	lines map[string]int32
}

// add adds the fields of the map n. Fields that a merge brings override those before them, as they do for kubectl.
func (f *fieldSet) add(n *yaml.Node, depth int, merged bool) error {
	for i := 0; i+1 < len(n.Content); i += 2 {
		keyNode, valueNode := n.Content[i], n.Content[i+1]
		if isMerge(keyNode) {
			if err := f.merge(valueNode, depth); err != nil {
				return err
			}
			continue
		}
		key, err := f.key(keyNode)
		if err != nil {
			return err
		}
		line, column := f.marks.position(keyNode.Line, keyNode.Column)
		if !merged {
			if earlier, ok := f.lines[key]; ok {
				return &Error{Line: line, Column: column, Message: fmt.Sprintf("duplicate key %q, first on line %d", key, earlier)}
			}
			if f.lines == nil {
				f.lines = make(map[string]int32, len(n.Content)/2)
			}
			f.lines[key] = line
		}
		value, err := f.value(valueNode, depth+1)
		if err != nil {
			return err
		}
		if isAbsent(valueNode) {
			value.Line, value.Column = line, column
		}
		f.set(key, value)
	}
	return nil
}

// isAbsent says whether nothing is written where a value should be.
func isAbsent(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Value == "" && n.Style == 0 && n.Anchor == ""
}

func isMerge(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Value == "<<" && n.Tag == "!!merge"
}

const mergeNeeds = "a merge needs a map or a list of maps"

func (f *fieldSet) merge(n *yaml.Node, depth int) error {
	if depth > estate.MaxDepth {
		return f.errorf(n, "nested deeper than %d", estate.MaxDepth)
	}
	target := n
	if n.Kind == yaml.AliasNode {
		target = n.Alias
	}
	switch {
	case target.Kind == yaml.MappingNode:
		defer f.enter(n)()
		if err := f.spend(target); err != nil {
			return err
		}
		return f.add(target, depth+1, true)
	case n.Kind == yaml.SequenceNode:
		for i := len(n.Content) - 1; i >= 0; i-- { // earlier ones win
			if n.Content[i].Kind == yaml.SequenceNode {
				return f.errorf(n.Content[i], mergeNeeds)
			}
			if err := f.merge(n.Content[i], depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	return f.errorf(n, mergeNeeds)
}

func (f *fieldSet) key(n *yaml.Node) (string, error) {
	if n.Kind == yaml.AliasNode {
		defer f.enter(n)()
		n = n.Alias
	}
	if err := f.spend(n); err != nil {
		return "", err
	}
	if n.Kind != yaml.ScalarNode {
		return "", f.errorf(n, "a map or list cannot be a key")
	}
	kind, text, err := f.scalar(n)
	if err != nil {
		return "", err
	}
	key, err := keyText(kind, text)
	if err != nil {
		return "", f.errorf(n, "%v", err)
	}
	return f.slab.Text([]byte(key)), nil
}

// set adds a field, or replaces the one of that name.
func (f *fieldSet) set(key string, value *estate.Value) {
	fields := f.pending[f.first:]
	if f.index == nil && len(fields) >= 16 {
		f.index = make(map[string]int, 2*len(fields))
		for i, item := range fields {
			f.index[item.Key] = i
		}
	}
	if f.index != nil {
		if i, ok := f.index[key]; ok {
			fields[i].Value = value
			return
		}
		f.index[key] = len(fields)
	} else {
		for i := range fields {
			if fields[i].Key == key {
				fields[i].Value = value
				return
			}
		}
	}
	f.pending = append(f.pending, estate.Item{Key: key, Value: value})
}
