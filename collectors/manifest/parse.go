package manifest

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/collectors/kubetypes"
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
	types kubetypes.Checker
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
		d := kubeyaml.Document{Text: text, Offset: e.start, Line: e.line, Column: e.column}
		p.piece(e.file, d, e.list, e.kind, r)
	}
}

// document reads one YAML document or some JSON texts.
func (p *parser) document(f *file, d kubeyaml.Document, kind string, r *parsed) {
	p.piece(f, d, nil, kind, r)
}

// piece reads a document, or a piece of one that stands in a list. Where the document's kind is known, what turns out to be another has
// been changed since, and is too late to be sent.
func (p *parser) piece(f *file, d kubeyaml.Document, list *listed, kind string, r *parsed) {
	before, problems := len(r.objects), len(r.problems)
	values, err := p.yaml.Parse(d)
	if err != nil {
		defer f.replace(r, before, problems)
		r.problems = append(r.problems, brokenDocument(f, d, kind, err)...)
		return
	}
	for _, v := range values {
		if list == nil {
			p.object(f, v, "", "", 0, r)
			continue
		}
		apiVersion, name := list.ofElements()
		p.object(f, v, apiVersion, name, 1, r)
	}
	f.replace(r, before, problems)
	for _, o := range r.objects[before:] { // not before all are checked: they may share values
		redact.Object(o.Value)
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

// object makes an object of v, or objects of those that it lists. apiVersion and name are what a typed list says of its elements,
// which need not repeat it.
func (p *parser) object(f *file, v *estate.Value, apiVersion, name string, depth int, r *parsed) {
	if v.Kind != estate.Map {
		if depth > 0 && v.Kind != estate.Null {
			r.problems = append(r.problems, noList(f, v, name, notInList))
		} else {
			r.skipped++
		}
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
			p.object(f, item.Value, elementVersion, elementName, depth+1, r)
		}
		return
	}
	k, ok := lookup(name, apiVersion)
	if !ok {
		if items := v.Get("items"); isList(name) && items != nil && items.Kind != estate.List && items.Kind != estate.Null {
			r.problems = append(r.problems, noList(f, items, strings.TrimSuffix(name, "List"), "items of a "+name+" takes a list"))
			return
		}
		r.skipped++
		return
	}
	if isUnknownVersion(apiVersion) {
		r.problems = append(r.problems, ofUnknownVersion(f, v, name, apiVersion, k.group))
		return
	}
	metadata := v.Get("metadata")
	checked, wrong, unknown := p.check(name, k, apiVersion, v)
	checked.Source = f.source
	o := &estate.Object{
		Platform: estate.Kubernetes, Kind: name, Value: checked,
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
	o.Context = f.context
	r.objects = append(r.objects, o)
	r.wrong(f, o, wrong)
	r.wrong(f, o, unknown)
}

// check holds an object to the API's types, and to their fields where it is of the version that they are of.
func (p *parser) check(name string, k kind, apiVersion string, v *estate.Value) (checked *estate.Value, wrong, unknown []kubetypes.Wrong) {
	if newest := "v1"; apiVersion == newest && k.group == "" || apiVersion == k.group+"/"+newest {
		return p.types.CheckStrictly(name, v)
	}
	checked, wrong = p.types.Check(name, v)
	return checked, wrong, nil
}

const notInList = "an element of a list of objects is none"

// noList is the problem of a list of objects of that kind, or one of its elements, that the API server would refuse.
func noList(f *file, v *estate.Value, kind, text string) estate.Problem {
	p := estate.Problem{What: "document", Error: text, File: f.path, Line: int(v.Line), Column: int(v.Column)}
	if _, ok := kinds[kind]; ok {
		p.Kind = kind
	}
	return p
}

// wrong makes problems of the values that do not fit their fields, up to a number that a person would read.
func (r *parsed) wrong(f *file, o *estate.Object, all []kubetypes.Wrong) {
	for i, w := range all {
		problem := estate.Problem{
			What: o.Kind + " " + o.Name, Error: w.Path + " " + w.Error, File: f.path, Line: int(w.Line), Column: int(w.Column),
		}
		if i == maxWrong {
			problem.Error = fmt.Sprintf("there are %d more fields like this", len(all)-i)
		}
		r.problems = append(r.problems, problem)
		if i == maxWrong {
			return
		}
	}
}

// maxWrong bounds the problems that one object makes.
const maxWrong = 20

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
		Platform: estate.Libvirt, Kind: kind, Name: v.Get("name").Str(), Context: f.context,
		Value: placed(estate.MapOf(estate.Item{Key: root, Value: v}), v),
	}
	o.Value.Source = f.source
	for _, otherwise := range [...]*estate.Value{v.At("host", "uuid"), v.Get("uuid")} {
		if o.Name == "" {
			o.Name = otherwise.Str()
		}
	}
	if o.Name == "" {
		o.Name = f.path
	}
	r.objects = append(r.objects, o)
}
