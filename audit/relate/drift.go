package relate

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"bulkhead/audit/estate"
)

// A pod normally has what its owner's template says, and what the API server, the scheduler and admission add: a node, tolerations,
// a token's volume. Where it differs in what isolates it, the template does not stand for it: a webhook changed it, it is of an
// earlier revision, or somebody made it and named an owner. Images, resources, probes, commands and environments are not compared.

// shape is what isolates a pod or the pods of a template. Both are only compared, so that digests are enough.
type shape struct {
	pod                 digest
	containers, volumes elements
}

type digest [sha256.Size]byte

// elements are containers or volumes in the order of their names, which takes a fraction of a map's memory: there is a shape for
// each owner in the cluster.
type elements []element

type element struct {
	name string
	of   digest
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

func (e elements) find(name string) (digest, bool) {
	i, found := slices.BinarySearchFunc(e, name, func(one element, name string) int { return strings.Compare(one.name, name) })
	if !found {
		return digest{}, false
	}
	return e[i].of, true
}

// drift is how a pod differs from its owner's template.
type drift struct {
	pod                 bool
	containers, volumes elements // those that differ
}

// isolating fields of a pod specification.
var isolating = [...]string{
	"automountServiceAccountToken", "hostIPC", "hostNetwork", "hostPID", "hostUsers", "os", "runtimeClassName", "securityContext",
	"shareProcessNamespace",
}

func (w *podSubjects) shape() *shape {
	s := &shape{}
	spec := w.pod.Get("spec")
	text := []byte(w.accountName())
	for _, field := range isolating {
		text = appendField(text, spec.Get(field))
	}
	s.pod = sha256.Sum256(appendField(text, w.selected(w.object.Namespace, w.pod)))
	for _, list := range containerLists {
		for _, item := range spec.Get(list.field).Elements() {
			s.containers = append(s.containers, element{item.Value.Get("name").Str(), sha256.Sum256(w.containerShape(list.kind, item.Value))})
		}
	}
	for _, item := range spec.Get("volumes").Elements() {
		if name := item.Value.Get("name").Str(); !isTokenVolume(name, item.Value) {
			s.volumes = append(s.volumes, element{name, volumeShape(item.Value)})
		}
	}
	// A stateful set's pods have a claim for each of these, whatever volume of that name the template has.
	for _, item := range w.object.Value.At("spec", "volumeClaimTemplates").Elements() {
		s.volumes = append(s.volumes, element{item.Value.At("metadata", "name").Str(), claimShape()})
	}
	s.containers, s.volumes = s.containers.sorted(), s.volumes.sorted()
	return s
}

func (w *podSubjects) containerShape(kind string, container *estate.Value) []byte {
	text := appendField([]byte(kind), container.Get("restartPolicy"))
	for _, field := range container.Get("securityContext").Fields() {
		if field.Key != "appArmorProfile" {
			text = appendField(append(text, field.Key...), field.Value)
		}
	}
	text = appendField(text, w.appArmor(container))
	if !w.pod.At("spec", "hostNetwork").IsTrue() { // there the API server adds them
		for _, port := range container.Get("ports").Elements() {
			if opened := port.Value.Get("hostPort"); opened != nil {
				text = appendField(text, opened)
			}
		}
	}
	// A pod's own limits include what a LimitRange gave it. Where those are not known, limits say nothing of drift.
	given := w.defaultMemory(w.object.Namespace)
	limited := given.Unknown() || (given != nil && w.object.Kind != "Pod") ||
		container.At("resources", "limits", "memory") != nil || w.pod.At("spec", "resources", "limits", "memory") != nil
	return appendField(text, estate.Bool(limited))
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

func volumeShape(volume *estate.Value) digest {
	if volume.Get("persistentVolumeClaim") != nil {
		return claimShape()
	}
	return sha256.Sum256(estate.AppendJSON(nil, volume))
}

// claimShape stands for all claims: each pod of a stateful set has its own.
func claimShape() digest { return sha256.Sum256([]byte("claim")) }

// isTokenVolume says that a volume is the one that the API server adds for the account's token.
func isTokenVolume(name string, volume *estate.Value) bool {
	return strings.HasPrefix(name, "kube-api-access-") && volume.Get("projected") != nil
}

// appendField tells apart what lies before and after. An empty map says as much as an absent one.
func appendField(text []byte, v *estate.Value) []byte {
	if v == nil || v.Kind == estate.Null || (v.Kind == estate.Map && len(v.Items) == 0) {
		return append(text, '\n')
	}
	return append(estate.AppendJSON(text, v), '\n')
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
	return d, fmt.Sprintf("%x %q %q", s.pod, d.containers, d.volumes)
}

// changed returns what is not the same in the template.
func changed(pod, template elements) (differ elements) {
	for _, e := range pod {
		if of, found := template.find(e.name); !found || of != e.of {
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
