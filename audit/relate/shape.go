package relate

import (
	"slices"
	"strings"

	"bulkhead/audit/estate"
)

// A pod normally has what its owner's template says, and what the API server, the scheduler and admission add: a node, tolerations,
// a token's volume. Where it differs in what isolates it, the template does not stand for it: a webhook changed it, it is of an
// earlier revision, or somebody made it and named an owner. Images, resources, probes, commands and environments are not compared.

// shape is what isolates a pod or the pods of a template: traits by name, as JSON. Equal texts are held once in the whole cluster.
type shape struct {
	pod                 string
	containers, volumes elements
}

// elements are containers or volumes in the order of their names, which takes a fraction of a map's memory: there is a shape for
// each owner in the cluster.
type elements []element

type element struct {
	name, of string
	at       int // in its list
}

// sorted keeps the last of those with one name.
func (e elements) sorted() elements {
	slices.SortStableFunc(e, func(a, b element) int { return strings.Compare(a.name, b.name) })
	kept := e[:0]
	for i := range e {
		if i+1 == len(e) || e[i].name != e[i+1].name {
			kept = append(kept, e[i])
		}
	}
	return slices.Clip(kept)
}

func (e elements) find(name string) (one element, found bool) {
	i, found := slices.BinarySearchFunc(e, name, func(one element, name string) int { return strings.Compare(one.name, name) })
	if !found {
		return element{}, false
	}
	return e[i], true
}

// traits gathers what isolates one thing. What is empty says as much as what is absent.
type traits []estate.Item

func (t *traits) add(name string, v *estate.Value) {
	if v != nil && v.Kind != estate.Null && (v.Kind != estate.Map || len(v.Items) > 0) {
		*t = append(*t, estate.Item{Key: name, Value: v})
	}
}

// keep returns traits as a text that all who have the same share.
func (c *cluster) keep(t traits) string {
	text := estate.AppendJSON(nil, &estate.Value{Kind: estate.Map, Items: t})
	kept, ok := c.shapes[string(text)]
	if !ok {
		kept = string(text)
		c.shapes[kept] = kept
	}
	return kept
}

// Names of traits that are not where they stand in a specification.
const (
	accountTrait  = "serviceAccountName"
	policiesTrait = "network policies"
	kindTrait     = "kind of container"
	portsTrait    = "host ports"
	limitTrait    = "limit of memory"
	sourceTrait   = "source"
	profileTrait  = "securityContext.appArmorProfile"
)

// isolating fields of a pod specification, beside those of its security context.
var isolating = [...]string{
	"automountServiceAccountToken", "hostIPC", "hostNetwork", "hostPID", "hostUsers", "os", "runtimeClassName", "shareProcessNamespace",
}

func (w *podSubjects) shape() *shape {
	s := &shape{}
	spec := w.pod.Get("spec")
	pod := traits{}
	pod.add(accountTrait, estate.Text(w.accountName()))
	for _, field := range isolating {
		pod.add(field, spec.Get(field))
	}
	for _, field := range spec.Get("securityContext").Fields() {
		pod.add("securityContext."+field.Key, field.Value)
	}
	pod.add(policiesTrait, w.selected(w.object.Namespace, w.pod))
	s.pod = w.keep(pod)
	for _, list := range containerLists {
		for i, item := range spec.Get(list.field).Elements() {
			s.containers = append(s.containers, element{item.Value.Get("name").Str(), w.keep(w.containerTraits(list.kind, item.Value)), i})
		}
	}
	for i, item := range spec.Get("volumes").Elements() {
		if name := item.Value.Get("name").Str(); !isTokenVolume(name, item.Value) {
			s.volumes = append(s.volumes, element{name, w.keep(volumeTraits(item.Value)), i})
		}
	}
	// A stateful set's pods have a claim for each of these, whatever volume of that name the template has.
	for i, item := range w.object.Value.At("spec", "volumeClaimTemplates").Elements() {
		s.volumes = append(s.volumes, element{item.Value.At("metadata", "name").Str(), w.keep(claimTraits()), i})
	}
	s.containers, s.volumes = s.containers.sorted(), s.volumes.sorted()
	return s
}

func (w *podSubjects) containerTraits(kind string, container *estate.Value) traits {
	t := traits{}
	t.add(kindTrait, w.text(containerKind(kind, container)))
	for _, field := range container.Get("securityContext").Fields() {
		if field.Key != "appArmorProfile" {
			t.add("securityContext."+field.Key, field.Value)
		}
	}
	t.add(profileTrait, w.appArmor(container))
	if !w.pod.At("spec", "hostNetwork").IsTrue() { // there the API server adds them
		var opened []*estate.Value
		for _, port := range container.Get("ports").Elements() {
			if number := port.Value.Get("hostPort"); number != nil {
				opened = append(opened, number)
			}
		}
		if opened != nil {
			t.add(portsTrait, estate.ListOf(opened...))
		}
	}
	// A pod's own limits include what a LimitRange gave it. Where those are not known, limits say nothing of drift.
	given := w.defaultMemory(w.object.Namespace)
	if given.Unknown() || (given != nil && w.object.Kind != "Pod") ||
		container.At("resources", "limits", "memory") != nil || w.pod.At("spec", "resources", "limits", "memory") != nil {
		t.add(limitTrait, w.text("some"))
	}
	return t
}

// containerKind tells a sidecar from other init containers.
func containerKind(kind string, container *estate.Value) string {
	if kind == "init" && container.Get("restartPolicy").Str() == "Always" {
		return "sidecar"
	}
	return kind
}

// appArmor returns a container's profile. The API server turns the old annotations of pods into fields, and leaves templates.
func (w *podSubjects) appArmor(container *estate.Value) *estate.Value {
	if own := container.At("securityContext", "appArmorProfile"); own != nil {
		return own
	}
	key := "container.apparmor.security.beta.kubernetes.io/" + container.Get("name").Str()
	annotated := w.pod.At("metadata", "annotations", key).Str()
	file, isFile := strings.CutPrefix(annotated, "localhost/")
	profile := func(name string) *estate.Value {
		return estate.MapOf(estate.Item{Key: "type", Value: estate.Text(name)})
	}
	switch {
	case annotated == "runtime/default":
		return profile("RuntimeDefault")
	case annotated == "unconfined":
		return profile("Unconfined")
	case isFile:
		return estate.MapOf(
			estate.Item{Key: "type", Value: estate.Text("Localhost")}, estate.Item{Key: "localhostProfile", Value: estate.Text(file)},
		)
	}
	return w.pod.At("spec", "securityContext", "appArmorProfile")
}

func volumeTraits(volume *estate.Value) traits {
	if volume.Get("persistentVolumeClaim") != nil {
		return claimTraits()
	}
	source := make([]estate.Item, 0, len(volume.Fields()))
	for _, field := range volume.Fields() {
		if field.Key != "name" {
			source = append(source, field)
		}
	}
	t := traits{}
	t.add(sourceTrait, &estate.Value{Kind: estate.Map, Items: source})
	return t
}

// claimTraits stand for all claims: each pod of a stateful set has its own.
func claimTraits() traits {
	return traits{{Key: sourceTrait, Value: estate.MapOf(estate.Item{Key: "persistentVolumeClaim", Value: &estate.Value{Kind: estate.Map}})}}
}

// isTokenVolume says that a volume is the one that the API server adds for the account's token.
func isTokenVolume(name string, volume *estate.Value) bool {
	return strings.HasPrefix(name, "kube-api-access-") && volume.Get("projected") != nil
}
