package fixing

import (
	"bytes"

	"go.yaml.in/yaml/v3"
)

// remove takes a field or an element out.
func (t *yamlText) remove(at *place) ([]byte, error) {
	switch {
	case at.parent == nil || at.parent.Anchor != "":
		return nil, errUnsafe
	case at.parent.Style&yaml.FlowStyle != 0:
		return t.removeFlow(at)
	}
	from, width := t.begin(at), 1
	if at.key != nil {
		width = 2
	}
	end, err := t.end(at)
	if err != nil {
		return nil, err
	}
	if len(at.parent.Content) == width {
		return t.empty(at, end)
	}
	after, clear := t.restOfLine(end)
	if !clear {
		return nil, errUnsafe
	}
	if start, first := t.startsLine(from); first {
		if after == end && after == len(t.text) && start > 0 { // the last line, without a break
			start -= len(t.lineBreakBefore(start))
		}
		return t.splice(start, after, ""), nil
	}
	// The first field of a list's element stands behind its dash, and the next takes its place.
	if at.index != 0 {
		return nil, errUnsafe
	}
	next := t.begin(&place{node: at.parent.Content[width+width-1], parent: at.parent, key: keyAt(at, width), index: width})
	if bytes.IndexByte(t.text[end:next], '#') >= 0 {
		return nil, errUnsafe
	}
	return t.splice(from, next, ""), nil
}

func keyAt(at *place, i int) *yaml.Node {
	if at.key == nil {
		return nil
	}
	return at.parent.Content[i]
}

func (t *yamlText) lineBreakBefore(start int) []byte {
	if bytes.HasSuffix(t.text[:start], []byte("\r\n")) {
		return t.text[start-2 : start]
	}
	return t.text[start-1 : start]
}

// begin is where a field's key or an element's dash stands.
func (t *yamlText) begin(at *place) int {
	if at.key != nil {
		return t.offset(at.key)
	}
	from := t.offset(at.node)
	return bytes.LastIndexByte(t.text[:from], '-')
}

// empty leaves brackets where the last field or element of a block was.
func (t *yamlText) empty(at *place, end int) ([]byte, error) {
	if at.above == nil || at.above.key == nil {
		return nil, errUnsafe
	}
	from, err := t.colon(at.above.key)
	if err != nil || bytes.IndexByte(t.text[from:t.begin(at)], '#') >= 0 {
		return nil, errUnsafe
	}
	brackets := " {}"
	if at.parent.Kind == yaml.SequenceNode {
		brackets = " []"
	}
	return t.splice(from, end, brackets), nil
}

// end is where a value ends, without what else stands on its line.
func (t *yamlText) end(at *place) (int, error) {
	n := at.node
	switch {
	case isNull(n) && n.Value == "" && at.key != nil:
		return t.colon(at.key)
	case n.Kind == yaml.ScalarNode, n.Kind == yaml.AliasNode:
		return t.scalarEnd(n)
	case n.Style&yaml.FlowStyle != 0:
		return t.flowEnd(n)
	case len(n.Content) == 0:
		return 0, errUnsafe
	}
	last := &place{node: n.Content[len(n.Content)-1], parent: n}
	if n.Kind == yaml.MappingNode {
		last.key = n.Content[len(n.Content)-2]
	}
	return t.end(last)
}

// flowEnd is the offset behind the bracket that closes a value.
func (t *yamlText) flowEnd(n *yaml.Node) (int, error) {
	at := t.offset(n) + 1
	if len(n.Content) > 0 {
		last := &place{node: n.Content[len(n.Content)-1], parent: n}
		if n.Kind == yaml.MappingNode {
			last.key = n.Content[len(n.Content)-2]
		}
		var err error
		if at, err = t.end(last); err != nil {
			return 0, err
		}
	}
	rest := bytes.TrimLeft(t.text[at:], " \t\r\n,")
	if len(rest) == 0 || rest[0] != '}' && rest[0] != ']' {
		return 0, errUnsafe
	}
	return len(t.text) - len(rest) + 1, nil
}

// removeFlow takes a field or an element out from between brackets, with the comma that parts it from its neighbour.
func (t *yamlText) removeFlow(at *place) ([]byte, error) {
	from, width := t.offset(at.node), 1
	if at.key != nil {
		from, width = t.offset(at.key), 2
	}
	end, err := t.end(at)
	if err != nil {
		return nil, err
	}
	switch {
	case at.index+width < len(at.parent.Content): // up to the next
		end = t.offset(at.parent.Content[at.index+width])
	case at.index > 0: // from the comma before
		comma := bytes.LastIndexByte(t.text[:from], ',')
		if comma < 0 {
			return nil, errUnsafe
		}
		from = comma
	default: // all between the brackets
		open := t.offset(at.parent) + 1
		close, err := t.flowEnd(at.parent)
		if err != nil {
			return nil, err
		}
		from, end = open, close-1
	}
	return t.splice(from, end, ""), nil
}
