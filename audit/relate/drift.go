package relate

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// drift is how a pod differs from its owner's template.
type drift struct {
	pod                 bool
	containers, volumes elements // those that differ
}

// from returns how s differs from a template's shape, or nil. What the template has and s has not isolates nothing. Pods that
// differ in the same way have the same key.
func (s *shape) from(template *shape) (d *drift, key string) {
	d = &drift{
		pod:        s.pod != template.pod,
		containers: changed(s.containers, template.containers),
		volumes:    changed(s.volumes, template.volumes),
	}
	if !d.pod && len(d.containers)+len(d.volumes) == 0 {
		return nil, ""
	}
	text := []byte(s.pod)
	for _, list := range [...]elements{d.containers, d.volumes} {
		for _, e := range list {
			text = append(append(strconv.AppendQuote(text, e.name), e.of...), '\n')
		}
		text = append(text, '\n')
	}
	return d, string(text)
}

// changed returns what is not the same in the template.
func changed(pod, template elements) (differ elements) {
	for _, e := range pod {
		if was, found := template.find(e.name); !found || was.of != e.of {
			differ = append(differ, e)
		}
	}
	return differ
}

// hasContainer says whether subjects are made of a container: one that differs, or any in a pod that itself differs. Where no
// drift is, there is no template either, and all are.
func (d *drift) hasContainer(name string) bool { return d == nil || d.pod || has(d.containers, name) }

// hasVolume says the same of a volume.
func (d *drift) hasVolume(name string) bool { return d == nil || d.pod || has(d.volumes, name) }

func has(changed elements, name string) bool {
	_, found := changed.find(name)
	return found
}

// drifts makes a subject of each difference: what the pod has and what its owner's template has in its place.
func (w *podSubjects) drifts(d *drift, pod *shape, above *owner) {
	template := above.path + ".spec"
	if d.pod {
		w.differences(comparison{"pod", "", "spec", template}, pod.pod, above.template.pod, above)
	}
	spec := w.pod.Get("spec")
	for _, list := range containerLists {
		w.driftsOf("container", spec, list.field, d.containers, above, above.template.containers)
	}
	w.driftsOf("volume", spec, "volumes", d.volumes, above, above.template.volumes)
}

func (w *podSubjects) driftsOf(of string, spec *estate.Value, field string, differ elements, above *owner, template elements) {
	for i, item := range spec.Get(field).Elements() {
		name := item.Value.Get("name").Str()
		is, differs := differ.find(name)
		if !differs {
			continue
		}
		where := comparison{of, name, "spec." + field + "[" + strconv.Itoa(i) + "]", above.path + ".spec." + field}
		if was, found := template.find(name); found {
			where.template = above.path + ".spec." + listOf(of, decodeTraits(was.of)) + "[" + strconv.Itoa(was.at) + "]"
			w.differences(where, is.of, was.of, above)
			continue
		}
		if field == "ephemeralContainers" {
			where.of = "ephemeral container"
		}
		w.difference(where, "", summary(item.Value), nil, above)
	}
}

// listOf names the list that an element of a template stands in.
func listOf(of string, traits *estate.Value) string {
	switch kind := traits.Get(kindTrait).Str(); {
	case of == "volume":
		return "volumes"
	case kind == "init" || kind == "sidecar":
		return "initContainers"
	}
	return "containers"
}

// summary is as much of an added element as is worth telling.
func summary(element *estate.Value) *estate.Value {
	if image := element.Get("image"); image != nil {
		return estate.MapOf(estate.Item{Key: "name", Value: element.Get("name")}, estate.Item{Key: "image", Value: image})
	}
	return element
}

// comparison is of a thing in a pod and in its owner's template: what it is, its name, and where both stand.
type comparison struct{ of, name, pod, template string }

// differences compares the traits of something that both have.
func (w *podSubjects) differences(where comparison, pod, template string, above *owner) {
	is, was := decodeTraits(pod), decodeTraits(template)
	for _, item := range is.Fields() {
		if other := was.Get(item.Key); !equal(item.Value, other) {
			w.difference(where, item.Key, item.Value, other, above)
		}
	}
	for _, item := range was.Fields() {
		if is.Get(item.Key) == nil {
			w.difference(where, item.Key, nil, item.Value, above)
		}
	}
}

// decodeTraits reads what keep has written.
func decodeTraits(text string) *estate.Value {
	v, err := estate.DecodeJSON(jsontext.NewDecoder(strings.NewReader(text)), nil)
	if err != nil {
		return nil // no object that was decoded makes such a text
	}
	return v
}

func equal(a, b *estate.Value) bool {
	return bytes.Equal(estate.AppendJSON(nil, a), estate.AppendJSON(nil, b))
}

// traitPath is where a trait stands, below its element as a rule.
func traitPath(path, trait string) string {
	switch trait {
	case "", kindTrait, sourceTrait:
		return path
	case policiesTrait:
		return strings.TrimSuffix(path, "spec") + "metadata.labels"
	case portsTrait:
		return path + ".ports"
	case limitTrait:
		return path + ".resources.limits.memory"
	}
	return path + "." + trait
}

// difference makes the subject of one trait, or of a whole element where trait is empty. Is and was are nil where the pod or the template
// has nothing there.
func (w *podSubjects) difference(where comparison, trait string, is, was *estate.Value, above *owner) {
	change, what, part := "changed", trait, where.of+" "+where.name+": "+trait
	if where.name == "" {
		part = trait
	}
	switch {
	case trait == "":
		change, what, part = "added", where.of, where.of+" "+where.name
	case is == nil:
		change = "unset"
	case was == nil:
		change = "set"
	}
	value := estate.MapOf(
		estate.Item{Key: "change", Value: w.text(change)}, estate.Item{Key: "what", Value: w.text(what)}, estate.Item{Key: "template", Value: was},
	)
	w.yield(&subject.Subject{
		Kind: "kubernetes/drift", Object: w.object, Part: part, Running: w.running,
		Roots: []subject.Root{
			{Name: "drift", Value: value},
			{Name: "running", Value: is, Object: w.object, Path: traitPath(where.pod, trait)},
			{Name: "template", Value: was, Object: above.object, Path: traitPath(where.template, trait)},
			w.commonFacts(),
		},
	})
}
