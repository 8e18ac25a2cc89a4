package fixing

import (
	"bytes"
	"strings"

	"go.yaml.in/yaml/v3"

	"bulkhead/audit/estate"
)

// defaultStep is how far a map is indented below its key where the file does not show it.
const defaultStep = 2

// insert adds a field to a mapping.
func (t *yamlText) insert(at *place, key string, v *estate.Value) ([]byte, error) {
	n := at.node
	if n.Style&yaml.FlowStyle != 0 {
		return t.insertFlow(n, key, v)
	}
	if len(n.Content) == 0 {
		return nil, errUnsafe
	}
	first := t.offset(n.Content[0])
	indent := strings.Repeat(" ", n.Content[0].Column-1)
	entry := t.block(key, v, indent, t.step(at))
	if after, ok := t.lastLine(n); ok {
		text := indent + entry + t.newline
		if after > 0 && t.text[after-1] != '\n' { // the document ends without a line break, and so it stays
			text = t.newline + indent + entry
		}
		return t.splice(after, after, text), nil
	}
	return t.splice(first, first, entry+t.newline+indent), nil
}

// lastLine is the offset behind the last field of a mapping that stands on one line.
func (t *yamlText) lastLine(n *yaml.Node) (int, bool) {
	for i := len(n.Content) - 2; i >= 0; i -= 2 {
		value := n.Content[i+1]
		if value.Kind != yaml.ScalarNode && value.Kind != yaml.AliasNode || value.Line != n.Content[i].Line || value.Value == "" && isNull(value) {
			continue
		}
		end, err := t.scalarEnd(value)
		if err != nil {
			continue
		}
		if after, clear := t.restOfLine(end); clear && bytes.IndexByte(t.text[t.offset(value):end], '\n') < 0 {
			return after, true
		}
	}
	return 0, false
}

// step is how far the file indents maps below their keys, in a mapping or else around it.
func (t *yamlText) step(at *place) int {
	for ; at != nil; at = at.above {
		n := at.node
		for i := 0; i+1 < len(n.Content) && n.Kind == yaml.MappingNode; i += 2 {
			if step := indented(n.Content[i], n.Content[i+1]); step > 0 {
				return step
			}
		}
		if at.key != nil {
			if step := indented(at.key, n); step > 0 {
				return step
			}
		}
	}
	return defaultStep
}

// indented is how far a map is indented below its key, and 0 where it does not show.
func indented(key, value *yaml.Node) int {
	if value.Kind != yaml.MappingNode || value.Style&yaml.FlowStyle != 0 || value.Line <= key.Line || len(value.Content) == 0 {
		return 0
	}
	return value.Content[0].Column - key.Column
}

// block writes a field over as many lines as it needs. The first has no indentation.
func (t *yamlText) block(key string, v *estate.Value, indent string, step int) string {
	below := indent + strings.Repeat(" ", step)
	switch {
	case v.Kind == estate.Map && len(v.Items) > 0:
		text := t.word(key) + ":"
		for _, item := range v.Items {
			text += t.newline + below + t.block(item.Key, item.Value, below, step)
		}
		return text
	case v.Kind == estate.List && len(v.Items) > 0:
		text := t.word(key) + ":"
		for _, item := range v.Items {
			text += t.newline + below + "- " + t.flow(item.Value)
		}
		return text
	}
	return t.word(key) + ": " + t.flow(v)
}

// insertFlow adds a field in front of the others between braces.
func (t *yamlText) insertFlow(n *yaml.Node, key string, v *estate.Value) ([]byte, error) {
	open := t.offset(n)
	if n.Anchor != "" || open >= len(t.text) || t.text[open] != '{' {
		return nil, errUnsafe
	}
	if len(n.Content) == 0 {
		end := bytes.IndexByte(t.text[open:], '}')
		if end < 0 || len(bytes.TrimSpace(t.text[open+1:open+end])) > 0 {
			return nil, errUnsafe
		}
		return t.splice(open+1, open+end, t.word(key)+": "+t.flow(v)), nil
	}
	first := t.offset(n.Content[0])
	blank := string(t.text[open+1 : first])
	if strings.TrimSpace(blank) != "" {
		return nil, errUnsafe // a comment
	}
	between := blank
	if !strings.Contains(blank, "\n") {
		between = " "
	}
	return t.splice(first, first, t.word(key)+": "+t.spread(v, blank, open)+","+between), nil
}

// spread writes a value between braces over lines, as the file does around it.
func (t *yamlText) spread(v *estate.Value, blank string, open int) string {
	i := strings.LastIndexByte(blank, '\n')
	if i < 0 || v.Kind != estate.Map && v.Kind != estate.List || len(v.Items) == 0 {
		return t.flow(v)
	}
	indent := blank[i+1:]
	start, _ := t.startsLine(open)
	outer := t.text[start : start+len(t.text[start:open])-len(bytes.TrimLeft(t.text[start:open], " \t"))]
	step := strings.TrimPrefix(indent, string(outer))
	return t.spreadAt(v, indent, step)
}

func (t *yamlText) spreadAt(v *estate.Value, indent, step string) string {
	if v.Kind != estate.Map && v.Kind != estate.List || len(v.Items) == 0 {
		return t.flow(v)
	}
	var lines []string
	for _, item := range v.Items {
		text := t.spreadAt(item.Value, indent+step, step)
		if v.Kind == estate.Map {
			text = t.word(item.Key) + ": " + text
		}
		lines = append(lines, indent+step+text)
	}
	brackets := "{}"
	if v.Kind == estate.List {
		brackets = "[]"
	}
	return brackets[:1] + t.newline + strings.Join(lines, ","+t.newline) + t.newline + indent + brackets[1:]
}

// push adds an element to a sequence.
func (t *yamlText) push(n *yaml.Node, v *estate.Value) ([]byte, error) {
	if n.Kind != yaml.SequenceNode || n.Anchor != "" {
		return nil, errUnsafe
	}
	open := t.offset(n)
	if len(n.Content) == 0 {
		end := bytes.IndexByte(t.text[open:], ']')
		if t.text[open] != '[' || end < 0 || len(bytes.TrimSpace(t.text[open+1:open+end])) > 0 {
			return nil, errUnsafe
		}
		return t.splice(open+1, open+end, t.flow(v)), nil
	}
	last := n.Content[len(n.Content)-1]
	if last.Kind != yaml.ScalarNode {
		return nil, errUnsafe
	}
	end, err := t.scalarEnd(last)
	if err != nil {
		return nil, err
	}
	if n.Style&yaml.FlowStyle != 0 {
		start, first := t.startsLine(t.offset(last))
		if first && last.Line > n.Line {
			return t.splice(end, end, ","+t.newline+string(t.text[start:t.offset(last)])+t.flow(v)), nil
		}
		return t.splice(end, end, ", "+t.flow(v)), nil
	}
	after, clear := t.restOfLine(end)
	if !clear {
		return nil, errUnsafe
	}
	line := strings.Repeat(" ", n.Column-1) + "- " + t.flow(v)
	if t.text[after-1] != '\n' {
		return t.splice(after, after, t.newline+line), nil
	}
	return t.splice(after, after, line+t.newline), nil
}
