package kubeyaml

import "bulkhead/audit/estate"

// flow reads a flow map or list that is plain and on one line, and goes behind its closing bracket.
func (b *blockReader) flow(depth int) (*estate.Value, bool) {
	if depth >= estate.MaxDepth {
		return nil, false
	}
	kind, closing := estate.List, byte(']')
	if b.text[b.at] == '{' {
		kind, closing = estate.Map, '}'
	}
	v := b.here(kind)
	b.at++
	first := len(b.pending)
	for b.skipSpaces(); !b.takes(closing); b.skipSpaces() {
		if len(b.pending) > first && !b.takes(',') {
			return nil, false
		}
		b.skipSpaces()
		item, ok := b.flowItem(kind, depth)
		if !ok {
			return nil, false
		}
		b.pending = append(b.pending, item)
	}
	if kind == estate.Map && !distinct(b.pending[first:]) {
		return nil, false
	}
	v.Items = b.slab.Keep(b.pending[first:])
	b.pending = b.pending[:first]
	return v, true
}

func (b *blockReader) flowItem(kind estate.Kind, depth int) (item estate.Item, ok bool) {
	if b.at >= b.end {
		return item, false
	}
	if kind == estate.Map {
		if item.Key, ok = b.key(); !ok {
			return item, false
		}
		b.skipSpaces()
	}
	item.Value, ok = b.flowNode(depth + 1)
	return item, ok
}

func (b *blockReader) flowNode(depth int) (*estate.Value, bool) {
	if b.at >= b.end {
		return nil, false
	}
	switch c := b.text[b.at]; {
	case c == '[' || c == '{':
		return b.flow(depth)
	case c == '"' || c == '\'':
		v := b.here(estate.String)
		line := b.line
		text, ok := b.quoted()
		v.Text = b.slab.Text(text)
		return v, ok && b.line == line && b.endsFlowNode()
	case c == '-' && (b.at+1 == b.end || !isFlowByte(b.text[b.at+1])), !isFlowByte(c):
		return nil, false
	}
	v := b.here(estate.String)
	from := b.at
	for b.at < b.end && isFlowByte(b.text[b.at]) {
		b.at++
	}
	return v, b.resolve(v, b.text[from:b.at]) && b.endsFlowNode()
}

// endsFlowNode says whether the reader is at a comma or a bracket, spaces apart.
func (b *blockReader) endsFlowNode() bool {
	b.skipSpaces()
	return b.at < b.end && (b.text[b.at] == ',' || b.text[b.at] == ']' || b.text[b.at] == '}')
}

func (b *blockReader) skipSpaces() {
	for b.at < b.end && b.text[b.at] == ' ' {
		b.at++
	}
}

func (b *blockReader) takes(c byte) bool {
	if b.at < b.end && b.text[b.at] == c {
		b.at++
		return true
	}
	return false
}

// isFlowByte accepts characters that mean nothing in a flow collection.
func isFlowByte(c byte) bool { return isKeyByte(c) || c == '=' || c == '+' }
