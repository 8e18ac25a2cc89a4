package manifest

import (
	"path/filepath"
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/collectors/kubeyaml"
)

// originAnnotation is where kustomize says which file an object came from.
const originAnnotation = "config.kubernetes.io/origin"

// origins are the documents that a kustomization is made of, to tell where the values in its output stand.
type origins struct {
	dir       string
	documents []source
}

// source is a document of a file.
type source struct {
	kind, name string
	value      *estate.Value
	at         *estate.Source
	path       string // without links
}

// readOrigins parses the files that a kustomization was built of. What does not parse has no positions.
func readOrigins(dir string, files []string, limit int64) *origins {
	o := &origins{dir: dir}
	var parser kubeyaml.Parser
	for _, path := range files {
		if !hasManifestName(path) {
			continue
		}
		f := &file{path: path, named: true}
		text, err := f.read(limit)
		if err != nil {
			continue
		}
		at, real := &estate.Source{File: path}, absolute(path)
		for d := range kubeyaml.Documents(text) {
			values, err := parser.Parse(d)
			if err != nil {
				continue
			}
			for _, v := range values {
				for _, one := range listedIn(v) {
					o.documents = append(o.documents, source{
						kind: one.Get("kind").Str(), name: one.At("metadata", "name").Str(), value: one, at: at, path: real,
					})
				}
			}
		}
	}
	return o
}

// listedIn are the objects of a List, and else the object itself.
func listedIn(v *estate.Value) []*estate.Value {
	items := v.Get("items")
	if !isList(v.Get("kind").Str()) || items == nil {
		return []*estate.Value{v}
	}
	var all []*estate.Value
	for _, item := range items.Elements() {
		all = append(all, item.Value)
	}
	return all
}

// place gives an object that kustomize built the places of the values that it was built of: those of the file that it came from, or of a
// patch for what differs there. What stands in no file has no place but its parent's.
func (o *origins) place(object *estate.Value) {
	var of []candidate
	path := takeOrigin(object)
	kind, name := object.Get("kind").Str(), object.At("metadata", "name").Str()
	if path != "" {
		path = absolute(filepath.Join(o.dir, path))
	}
	own := -1
	for i := range o.documents {
		d := &o.documents[i]
		if d.kind != kind || d.path != path {
			continue
		}
		if own < 0 || d.name == name || strings.Contains(name, d.name) && o.documents[own].name != name && !strings.Contains(name, o.documents[own].name) {
			own = i
		}
	}
	first := ""
	if own >= 0 {
		first = o.documents[own].name
		of = append(of, candidate{o.documents[own].value, o.documents[own].at})
	}
	for i := range o.documents {
		d := &o.documents[i]
		if i != own && d.kind == kind && (d.name == name || d.name == first && d.path != path) {
			of = append(of, candidate{d.value, d.at})
		}
	}
	put(object, of)
}

// takeOrigin removes the annotation of an object and returns the file's path in it, relative to the kustomization.
func takeOrigin(object *estate.Value) string {
	metadata := object.Get("metadata")
	annotations := metadata.Get("annotations")
	text := annotations.Get(originAnnotation).Str()
	if text == "" {
		return ""
	}
	annotations.Items = without(annotations.Items, originAnnotation)
	if len(annotations.Items) == 0 {
		metadata.Items = without(metadata.Items, "annotations")
	}
	origin, err := parseOne([]byte(text))
	if err != nil || origin.Get("repo") != nil {
		return ""
	}
	return origin.Get("path").Str()
}

// candidate is a value that may be what another was built of.
type candidate struct {
	value *estate.Value
	at    *estate.Source
}

func put(v *estate.Value, of []candidate) {
	v.Line, v.Column, v.Source = 0, 0, nil
	for _, c := range of {
		if same(v, c.value) {
			v.Line, v.Column, v.Source = c.value.Line, c.value.Column, c.at
			break
		}
	}
	if v.Line == 0 && len(of) > 0 { // such as an image's name with a tag put to it
		v.Line, v.Column, v.Source = of[0].value.Line, of[0].value.Column, of[0].at
	}
	for i := range v.Items {
		item := &v.Items[i]
		var below []candidate
		for _, c := range of {
			found := c.value.Get(item.Key)
			if v.Kind == estate.List {
				found = alike(item.Value, c.value.Elements(), i)
			}
			if found != nil {
				below = append(below, candidate{found, c.at})
			}
		}
		put(item.Value, below)
	}
}

// same says whether a value can have been built of another: maps and lists grow, all else stays.
func same(v, from *estate.Value) bool {
	return v.Kind == from.Kind && (v.Kind == estate.Map || v.Kind == estate.List || v.Text == from.Text)
}

// alike finds the element that another was built of: by what it is called, or else by its value or place.
func alike(v *estate.Value, elements []estate.Item, i int) *estate.Value {
	for _, key := range [...]string{"name", "mountPath", "containerPort", "port", "key", "ip", "devicePath", "topologyKey"} {
		called := v.Get(key)
		if called == nil {
			continue
		}
		for _, e := range elements {
			if own := e.Value.Get(key); own != nil && same(called, own) {
				return e.Value
			}
		}
		return nil
	}
	if v.Kind != estate.Map && v.Kind != estate.List {
		for _, e := range elements {
			if same(v, e.Value) {
				return e.Value
			}
		}
		return nil
	}
	if i < len(elements) {
		return elements[i].Value
	}
	return nil
}

// parseOne parses a text that holds one document.
func parseOne(text []byte) (*estate.Value, error) {
	var parser kubeyaml.Parser
	for d := range kubeyaml.Documents(text) {
		values, err := parser.Parse(d)
		if err != nil {
			return nil, err
		}
		for _, v := range values {
			return v, nil
		}
	}
	return &estate.Value{}, nil
}
