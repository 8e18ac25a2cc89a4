package fixing

import (
	"bytes"
	"encoding/json"
	"slices"

	"go.yaml.in/yaml/v3"

	"bulkhead/audit/estate"
	"bulkhead/collectors/kubeyaml"
)

// pieces are the objects of a List, each as a document of its own: a change of one then takes as long as that one, and not as long as
// all of them. They are only used where every one reads, apart from the others, as it does among them.
type pieces struct {
	whole kubeyaml.Document
	value *estate.Value // of whole
	items *estate.Value // within it
	all   []kubeyaml.Document
	made  map[int][]byte
}

// pieceSize is from where on it takes longer to read a document again for each change than to cut it, in bytes.
const pieceSize = 16 << 10

// cut returns nil for what is no List, or can't be cut.
func cut(d kubeyaml.Document) *pieces {
	if len(d.Text) < pieceSize || otherBreaks(d.Text) {
		return nil
	}
	values, err := new(kubeyaml.Parser).Parse(d)
	if err != nil || len(values) != 1 {
		return nil
	}
	p := &pieces{whole: d, value: values[0], items: values[0].Get("items"), made: map[int][]byte{}}
	if p.items == nil || p.items.Kind != estate.List || len(p.items.Items) < 2 || hasAliases(d.Text) {
		return nil
	}
	starts := []int{0}
	for i, b := range d.Text {
		if b == '\n' {
			starts = append(starts, i+1)
		}
	}
	for i := range p.items.Items {
		v := p.items.Items[i].Value
		line := int(v.Line - d.Line)
		if v.Kind != estate.Map || line < 0 || line >= len(starts) {
			return nil
		}
		start := starts[line]
		if line == 0 {
			start -= int(d.Column)
		}
		at := start + int(v.Column) - 1
		if at < 0 || at >= len(d.Text) {
			return nil
		}
		var piece kubeyaml.Document
		if d.Text[at] == '{' {
			piece = flowPiece(d, at, v)
		} else {
			piece = blockPiece(d, starts, line, at)
		}
		read, err := new(kubeyaml.Parser).Parse(piece)
		if err != nil || len(read) != 1 {
			return nil
		}
		alone := read[0]
		if alone.Kind == estate.List && len(alone.Items) == 1 {
			alone = alone.Items[0].Value
		}
		if !equal(alone, v) || alone.Line != v.Line || alone.Column != v.Column {
			return nil
		}
		if i > 0 {
			if before := p.all[i-1]; before.Offset+len(before.Text) > piece.Offset {
				return nil
			}
		}
		p.all = append(p.all, piece)
	}
	return p
}

// hasAliases says that what is written in one place of a text may hold in another, too.
func hasAliases(text []byte) bool {
	var root yaml.Node
	if err := yaml.Unmarshal(text, &root); err != nil {
		return true
	}
	var anchored func(n *yaml.Node) bool
	anchored = func(n *yaml.Node) bool {
		return n.Anchor != "" || n.Kind == yaml.AliasNode || slices.ContainsFunc(n.Content, anchored)
	}
	return anchored(&root)
}

// flowPiece is an object in braces.
func flowPiece(d kubeyaml.Document, at int, v *estate.Value) kubeyaml.Document {
	var text json.RawMessage
	decoder := json.NewDecoder(bytes.NewReader(d.Text[at:]))
	if err := decoder.Decode(&text); err != nil {
		return kubeyaml.Document{}
	}
	return kubeyaml.Document{Text: d.Text[at : at+int(decoder.InputOffset())], Offset: at, Line: v.Line, Column: v.Column - 1}
}

// blockPiece is an element with its dash: all lines that are further in than that.
func blockPiece(d kubeyaml.Document, starts []int, line, at int) kubeyaml.Document {
	start := starts[line]
	dash := bytes.IndexFunc(d.Text[start:at], func(r rune) bool { return r != ' ' })
	if line == 0 || dash < 0 || d.Text[start+dash] != '-' {
		return kubeyaml.Document{}
	}
	end := len(d.Text)
	for _, next := range starts[line+1:] {
		text := bytes.TrimLeft(d.Text[next:], " ")
		indent := len(d.Text) - next - len(text)
		if indent <= dash && len(text) > 0 && text[0] != '#' && text[0] != '\n' && text[0] != '\r' {
			end = next
			break
		}
	}
	return kubeyaml.Document{Text: d.Text[start:end], Offset: start, Line: d.Line + int32(line)}
}

// change changes the object that begins at line and column. It says whether there is such a one.
func (p *pieces) change(line, column int32, c Change) (bool, error) {
	i, here := slices.BinarySearchFunc(p.items.Items, line, func(item estate.Item, line int32) int { return int(item.Value.Line - line) })
	if !here || p.items.Items[i].Value.Column != column {
		return false, nil
	}
	d := p.all[i]
	if made, ok := p.made[i]; ok {
		d.Text = made
	}
	made, err := document(d, line, column, c)
	if err == nil {
		p.made[i] = made
	}
	return true, err
}

// bytes is the whole document with all changes. It is read back as a whole: if that does not give what the pieces do, nothing is changed.
func (p *pieces) bytes() []byte {
	var made []byte
	at := 0
	items := *p.items
	items.Items = slices.Clone(items.Items)
	for i, d := range p.all {
		text, ok := p.made[i]
		if !ok {
			continue
		}
		made = append(append(made, p.whole.Text[at:d.Offset]...), text...)
		at = d.Offset + len(d.Text)
		d.Text = text
		read, err := new(kubeyaml.Parser).Parse(d)
		if err != nil || len(read) != 1 {
			return p.whole.Text
		}
		if read[0].Kind == estate.List {
			read = []*estate.Value{read[0].Items[0].Value}
		}
		items.Items[i].Value = read[0]
	}
	made = append(made, p.whole.Text[at:]...)
	want := *p.value
	want.Items = slices.Clone(want.Items)
	for i := range want.Items {
		if want.Items[i].Key == "items" {
			want.Items[i].Value = &items
		}
	}
	whole := p.whole
	whole.Text = made
	after, err := new(kubeyaml.Parser).Parse(whole)
	if err != nil || len(after) != 1 || !equal(after[0], &want) {
		return p.whole.Text
	}
	return made
}
