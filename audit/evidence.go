package audit

import (
	"crypto/sha256"
	"slices"
	"strconv"
	"strings"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/engine"
	"bulkhead/audit/estate"
	"bulkhead/audit/result"
	"bulkhead/audit/subject"
)

// longestValue bounds the value that evidence quotes, in bytes of JSON.
const longestValue = 512

// locator finds evidence. It keeps what it builds texts in, and what many findings share.
type locator struct {
	path, named pathBuilder
	value, key  []byte
	fingerprint fingerprint
	known       map[knownKey]*said
}

// said is what a control says of a subject and of all others that are like it.
type said struct {
	control  *catalogue.Control
	verdict  *engine.Verdict
	evidence []result.Evidence
	waiver   *result.Waiver // nil where nothing accepts it
}

// knownKey is a verdict with all that its evidence may differ in.
type knownKey struct {
	control  *catalogue.Control
	verdict  *engine.Verdict
	evidence string
}

// saidLimit bounds what a locator remembers. Full, it starts anew.
const saidLimit = 4096

// place is where a remark's value stands in an object, and in the file if there is one. It holds until the locator finds the next.
type place struct {
	object          string // Kind/name, where it is not the subject's own
	path            []byte
	value           []byte // nil where the field is absent
	expected        []byte
	file            string
	line, column    int32
	resourceVersion string // of the object, where it is not the subject's own
}

// say finds the evidence of an answer, and tells the fingerprint. Objects in a cluster are judged by the same few values again and
// again, so that equal evidence is held once; in files each has its own line.
func (l *locator) say(s *subject.Subject, a engine.Answer) *said {
	shared := s.Object.File() == ""
	l.key = l.key[:0]
	var evidence []result.Evidence
	for i := range a.Verdict.Remarks {
		found := l.find(s, &a.Verdict.Remarks[i])
		l.fingerprint.path(string(l.named.text))
		if shared {
			l.key = found.appendKey(l.key)
		} else {
			evidence = append(evidence, found.evidence())
		}
	}
	if !shared {
		return &said{control: a.Control, verdict: a.Verdict, evidence: evidence}
	}
	if known := l.known[knownKey{a.Control, a.Verdict, string(l.key)}]; known != nil {
		return known
	}
	if l.known == nil || len(l.known) >= saidLimit {
		l.known = map[knownKey]*said{}
	}
	for i := range a.Verdict.Remarks {
		found := l.find(s, &a.Verdict.Remarks[i])
		evidence = append(evidence, found.evidence())
	}
	made := &said{control: a.Control, verdict: a.Verdict, evidence: evidence}
	l.known[knownKey{a.Control, a.Verdict, string(l.key)}] = made
	return made
}

// evidence is what is kept of a place. The subject's own object's version comes when it is told.
func (p *place) evidence() result.Evidence {
	return result.Evidence{
		Object: p.object, Path: string(p.path), Value: slices.Clone(p.value), Expected: p.expected,
		File: p.file, Line: int(p.line), Column: int(p.column), ResourceVersion: p.resourceVersion,
	}
}

// versioned returns evidence, which others may share, with the version of the subject's own object.
func versioned(evidence []result.Evidence, version string) []result.Evidence {
	if version == "" {
		return evidence
	}
	made := slices.Clone(evidence)
	for i := range made {
		if made[i].Object == "" {
			made[i].ResourceVersion = version
		}
	}
	return made
}

// appendKey tells apart all that evidence may differ in: what is read of machines has files of its own. A text's length before it keeps
// neighbours apart.
func (p *place) appendKey(key []byte) []byte {
	for _, text := range [...][]byte{p.path, p.value, p.expected} {
		key = append(strconv.AppendInt(key, int64(len(text)), 10), ' ')
		key = append(key, text...)
	}
	for _, text := range [...]string{p.object, p.resourceVersion, p.file} {
		key = append(strconv.AppendInt(key, int64(len(text)), 10), ' ')
		key = append(key, text...)
	}
	key = append(strconv.AppendInt(key, int64(p.line), 10), ' ')
	return strconv.AppendInt(key, int64(p.column), 10)
}

// find finds the value that a remark is about. For a value that is absent the position is that of the nearest one around it.
// l.named is then the path below the subject with list positions replaced by the elements' names, which survives reordering.
func (l *locator) find(s *subject.Subject, remark *engine.Remark) place {
	found := place{expected: remark.Expected}
	rootName, _ := remark.Path[0].(string)
	path, named := &l.path, &l.named
	named.text = named.text[:0]
	root := s.Root(rootName)
	if root == nil {
		named.text = append(named.text, rootName...)
		return found
	}
	path.text = append(path.text[:0], root.Path...)
	named.key(rootName)
	if root.Object == nil {
		path.text = append(path.text, rootName...)
	}

	value, near := root.Value, trail{}
	if root.Object != nil {
		near.pass(root.Object.Value)
	} else { // a computed fact, or something absent, stands where its subject does
		near.pass(s.Object.Value)
		near.pass(s.Roots[0].Value)
	}
	near.pass(root.Value)
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
		near.pass(value)
	}
	found.path = path.text
	found.file, found.line, found.column = near.file, near.line, near.column
	if value != nil && !value.Unknown() {
		l.value = appendQuoted(l.value[:0], value)
		found.value = l.value
	}
	if root.Object != nil && root.Object != s.Object {
		found.object, found.resourceVersion = objectName(root.Object), root.Object.ResourceVersion
	}
	return found
}

func objectName(o *estate.Object) string {
	if o.Namespace == "" {
		return o.Kind + "/" + o.Name
	}
	return o.Namespace + "/" + o.Kind + "/" + o.Name
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

// appendQuoted appends a value as JSON, or only its size where it is long.
func appendQuoted(text []byte, v *estate.Value) []byte {
	before := len(text)
	text = estate.AppendJSON(text, v)
	if size := len(text) - before; size > longestValue {
		return strconv.AppendQuote(text[:before], "("+strconv.Itoa(size)+" bytes of JSON)")
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
