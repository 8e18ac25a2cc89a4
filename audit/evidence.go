package audit

import (
	"crypto/sha256"
	"slices"
	"strconv"
	"strings"

	"bulkhead/audit/engine"
	"bulkhead/audit/estate"
	"bulkhead/audit/result"
	"bulkhead/audit/subject"
)

// longestValue bounds the value that evidence quotes, in bytes of JSON.
const longestValue = 512

// locate finds the value that a remark is about: where it stands in the object, and in the file if there is one. For a value
// that is absent the place is that of the nearest one around it. The second result is the path below the subject with list
// positions replaced by the elements' names, which survives reordering.
func (l *locator) locate(s *subject.Subject, remark *engine.Remark) result.Evidence {
	evidence := result.Evidence{Expected: remark.Expected}
	rootName, _ := remark.Path[0].(string)
	root := s.Root(rootName)
	if root == nil {
		l.fingerprint.path(rootName)
		return evidence
	}
	path, named := &l.path, &l.named
	path.text = append(path.text[:0], root.Path...)
	named.text = named.text[:0]
	named.key(rootName)
	if root.Object == nil {
		path.text = append(path.text, rootName...)
	}

	value, place := root.Value, trail{}
	if root.Object != nil {
		place.pass(root.Object.Value)
	} else { // a computed fact, or something absent, stands where its subject does
		place.pass(s.Object.Value)
		place.pass(s.Roots[0].Value)
	}
	place.pass(root.Value)
	for _, step := range remark.Path[1:] {
		switch step := step.(type) {
		case string:
			value = value.Get(step)
			path.key(step)
			named.key(step)
		case int:
			value = element(value, step)
			path.position(step)
			named.element(value, step)
		}
		place.pass(value)
	}
	evidence.Path = string(path.text)
	evidence.File, evidence.Line, evidence.Column = place.file, int(place.line), int(place.column)
	if value != nil {
		evidence.Value = quote(value)
	}
	if root.Object != nil {
		evidence.ResourceVersion = root.Object.ResourceVersion
		if root.Object != s.Object {
			evidence.Object = objectName(root.Object)
		}
	}
	l.fingerprint.path(string(named.text))
	return evidence
}

func objectName(o *estate.Object) string {
	if o.Namespace == "" {
		return o.Kind + "/" + o.Name
	}
	return o.Namespace + "/" + o.Kind + "/" + o.Name
}

// locator finds evidence. It keeps what it builds texts in.
type locator struct {
	path, named pathBuilder
	fingerprint fingerprint
}

func element(v *estate.Value, i int) *estate.Value {
	elements := v.Elements()
	if i >= len(elements) {
		return nil
	}
	return elements[i].Value
}

// trail remembers the place of the last value passed that has one.
type trail struct {
	file         string
	line, column int32
}

func (t *trail) pass(v *estate.Value) {
	if v == nil {
		return
	}
	if v.Source != nil {
		t.file = v.Source.File
	}
	if v.Line > 0 {
		t.line, t.column = v.Line, v.Column
	}
}

func quote(v *estate.Value) []byte {
	if v.Unknown() {
		return nil
	}
	text := estate.AppendJSON(nil, v)
	if len(text) > longestValue {
		return strconv.AppendQuote(nil, "("+strconv.Itoa(len(text))+" bytes of JSON)")
	}
	return text
}

// pathBuilder writes a.b[0].c, and quotes keys that are not plain.
type pathBuilder struct{ text []byte }

func (p *pathBuilder) key(key string) {
	if strings.ContainsAny(key, ".[]\"\\ ") || key == "" {
		p.text = append(p.text, '[')
		p.text = append(strconv.AppendQuote(p.text, key), ']')
		return
	}
	if len(p.text) > 0 {
		p.text = append(p.text, '.')
	}
	p.text = append(p.text, key...)
}

func (p *pathBuilder) position(i int) {
	p.text = append(p.text, '[')
	p.text = append(strconv.AppendInt(p.text, int64(i), 10), ']')
}

// element names a list's element by what it is called, or by its text, or by what a role's rule says, or else by its position.
func (p *pathBuilder) element(v *estate.Value, i int) {
	for _, name := range []*estate.Value{v.Get("name"), v, v.Get("mountPath"), v.Get("key"), v.Get("type")} {
		if text := name.Str(); text != "" {
			p.text = append(p.text, '[')
			p.text = append(strconv.AppendQuote(p.text, text), ']')
			return
		}
	}
	if v.Get("verbs") != nil {
		p.text = append(p.text, '[')
		p.text = append(strconv.AppendQuote(p.text, ruleText(v)), ']')
		return
	}
	p.position(i)
}

// ruleText is a rule of a role, whatever the order of its lists: rules have no names.
func ruleText(rule *estate.Value) string {
	var text []byte
	for _, field := range [...]string{"apiGroups", "resources", "resourceNames", "nonResourceURLs", "verbs"} {
		var list []string
		for _, element := range rule.Get(field).Elements() {
			list = append(list, element.Value.Str())
		}
		slices.Sort(list)
		text = append(append(text, strings.Join(list, ",")...), ' ')
	}
	return string(text)
}

// fingerprint identifies a finding across runs: it is made of the control, the subject without its target, and paths by name in
// their own order, since that of the elements may change.
type fingerprint struct {
	text  []byte
	paths []string
}

func (f *fingerprint) begin(control string, s *result.Subject) {
	f.text, f.paths = f.text[:0], f.paths[:0]
	for _, part := range [...]string{control, s.Kind, s.Resource, s.Namespace, s.Name, s.Part} {
		f.add(part)
	}
}

func (f *fingerprint) add(part string) {
	f.text = append(append(f.text, part...), 0)
}

func (f *fingerprint) path(path string) { f.paths = append(f.paths, path) }

func (f *fingerprint) sum() [16]byte {
	slices.Sort(f.paths)
	for _, path := range f.paths {
		f.add(path)
	}
	digest := sha256.Sum256(f.text)
	return [16]byte(digest[:16])
}
