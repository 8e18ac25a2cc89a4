package manifest

import (
	"bytes"
	"errors"
	"slices"

	"bulkhead/audit/estate"
	"bulkhead/collectors/kubeyaml"
	"bulkhead/collectors/libvirt/xmltree"
	"bulkhead/collectors/redact"
)

// parsed is what came of some entries.
type parsed struct {
	entries  int
	objects  []*estate.Object
	problems []estate.Problem
	skipped  int
}

// parser makes objects of documents, one after the other.
type parser struct {
	yaml  kubeyaml.Parser
	files reopened
}

func newParseWorker() func([]entry) parsed {
	p := new(parser)
	return func(batch []entry) parsed {
		defer p.files.close()
		r := parsed{entries: len(batch), objects: make([]*estate.Object, 0, len(batch))}
		for i := range batch {
			e := &batch[i]
			if e.object != nil {
				r.objects = append(r.objects, e.object)
				e.object = nil // it is the sink's now
				continue
			}
			p.entry(e, &r)
		}
		return r
	}
}

func (p *parser) entry(e *entry, r *parsed) {
	text, err := p.files.text(e.file, e.start, e.length)
	switch {
	case err != nil:
		r.problems = append(r.problems, estate.Problem{What: "file", Kind: e.kind, File: e.file.path, Error: reason(err)})
	case e.libvirt:
		p.xml(e.file, text, e.kind, r)
	default:
		p.document(e.file, kubeyaml.Document{Text: text, Offset: e.start, Line: e.line}, e.kind, r)
	}
}

// document reads one YAML document or some JSON texts. Where the document's kind is known, what turns out to be another has
// been changed since, and is too late to be sent.
func (p *parser) document(f *file, d kubeyaml.Document, kind string, r *parsed) {
	values, err := p.yaml.Parse(d)
	if err != nil {
		r.problems = append(r.problems, brokenDocument(f, d, kind, err)...)
		return
	}
	before := len(r.objects)
	for _, v := range values {
		r.kubernetes(f, v)
	}
	if kind == "" {
		return
	}
	for _, o := range r.objects[before:] {
		if o.Kind != kind {
			r.objects = r.objects[:before]
			r.problems = append(r.problems, estate.Problem{
				What: "document", Kind: o.Kind, Error: "changed while it was read", File: f.path, Line: int(d.Line), Column: 1,
			})
			return
		}
	}
}

// brokenDocument makes the problems of a document that does not parse: one for each kind of reference that is missed for it.
func brokenDocument(f *file, d kubeyaml.Document, kind string, err error) []estate.Problem {
	problem := estate.Problem{What: "document", Kind: kind, File: f.path, Line: int(d.Line), Column: 1, Error: err.Error()}
	if e := (*kubeyaml.Error)(nil); errors.As(err, &e) {
		problem.Line, problem.Column, problem.Error = int(e.Line), int(e.Column), e.Message
	}
	if bytes.Contains(d.Text, []byte("{{")) {
		problem.Error += "; it looks like a template: render it first, as with helm template"
	}
	hidden := hiddenBy(d.Text)
	if kind != "" || len(hidden) == 0 {
		return []estate.Problem{problem}
	}
	problems := make([]estate.Problem, len(hidden))
	for i := range hidden {
		problems[i] = problem
		problems[i].Kind = hidden[i]
	}
	return problems
}

// kubernetes makes objects of a value: the object that it is, or those that it lists.
func (r *parsed) kubernetes(f *file, v *estate.Value) {
	r.object(f, v, "", "", 0)
}

// object makes an object of v. apiVersion and kind are what a typed list says of its elements, which need not repeat it.
func (r *parsed) object(f *file, v *estate.Value, apiVersion, name string, depth int) {
	if v.Kind != estate.Map {
		r.skipped++
		return
	}
	if own := v.Get("kind").Str(); own != "" || name == "" {
		apiVersion, name = v.Get("apiVersion").Str(), own
	} else {
		v.Items = append([]estate.Item{
			{Key: "apiVersion", Value: placed(estate.Text(apiVersion), v)},
			{Key: "kind", Value: placed(estate.Text(name), v)},
		}, without(v.Items, "apiVersion", "kind")...)
	}
	if isMisspelt(name, apiVersion) {
		r.problems = append(r.problems, misspelt(f, v, name, apiVersion))
		return
	}
	if items := v.Get("items"); isList(name) && items != nil && items.Kind == estate.List && depth < maxLists {
		elementVersion, elementName := apiVersion, name[:len(name)-len("List")]
		if elementName == "" {
			elementVersion = ""
		}
		for _, item := range items.Items {
			r.object(f, item.Value, elementVersion, elementName, depth+1)
		}
		return
	}
	k, ok := lookup(name, apiVersion)
	if !ok {
		r.skipped++
		return
	}
	redact.Object(v)
	v.Source = f.source
	metadata := v.Get("metadata")
	o := &estate.Object{
		Platform: estate.Kubernetes, Kind: name, Value: v,
		Name:            text(metadata.Get("name")),
		ResourceVersion: text(metadata.Get("resourceVersion")),
	}
	if o.Name == "" {
		o.Name = text(metadata.Get("generateName"))
	}
	if !k.clusterWide {
		if o.Namespace = text(metadata.Get("namespace")); o.Namespace == "" {
			o.Namespace = "default"
		}
	}
	r.objects = append(r.objects, o)
}

// maxLists bounds how deep lists nest.
const maxLists = 10

// placed gives v the place of another value.
func placed(v, at *estate.Value) *estate.Value {
	v.Line, v.Column = at.Line, at.Column
	return v
}

// without returns the items of other keys.
func without(items []estate.Item, keys ...string) []estate.Item {
	return slices.DeleteFunc(slices.Clone(items), func(item estate.Item) bool { return slices.Contains(keys, item.Key) })
}

// text returns a name, also where the file has a number in its stead.
func text(v *estate.Value) string {
	if v != nil && (v.Kind == estate.String || v.Kind == estate.Number) {
		return v.Text
	}
	return ""
}

// xml reads one document of libvirt's.
func (p *parser) xml(f *file, content []byte, kind string, r *parsed) {
	root, v, err := xmltree.Parse(bytes.NewReader(content), f.source)
	problem := estate.Problem{What: "document", Kind: kind, File: f.path}
	if e := (*xmltree.Error)(nil); errors.As(err, &e) {
		problem.Line, problem.Column, problem.Error = e.Line, e.Column, e.Message
	} else if err != nil {
		problem.Error = err.Error()
	} else if libvirtKinds[root].name != kind {
		problem.Error = "changed while it was read"
	}
	if problem.Error != "" {
		r.problems = append(r.problems, problem)
		return
	}
	o := &estate.Object{
		Platform: estate.Libvirt, Kind: kind, Name: v.Get("name").Str(),
		Value: placed(estate.MapOf(estate.Item{Key: root, Value: v}), v),
	}
	o.Value.Source = f.source
	if o.Name == "" {
		o.Name = v.At("host", "uuid").Str()
	}
	if o.Name == "" {
		o.Name = f.path
	}
	r.objects = append(r.objects, o)
}
