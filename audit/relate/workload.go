package relate

import (
	"fmt"
	"strconv"
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// owner is a workload whose pods fold into it.
type owner struct {
	running            *int
	containers, volume map[string]bool // names in its template
}

// podTemplatePath leads from an object of that kind to its pod template; nil for kinds that have none.
func podTemplatePath(kind string) []string {
	switch kind {
	case "Pod":
		return []string{}
	case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job":
		return []string{"spec", "template"}
	case "CronJob":
		return []string{"spec", "jobTemplate", "spec", "template"}
	case "PodTemplate":
		return []string{"template"}
	}
	return nil
}

// workload makes the subjects of an object with a pod template. What its owner already stands for is folded into the owner.
func (c *cluster) workload(o *estate.Object, yield func(*subject.Subject)) error {
	if !c.include(o.Namespace) {
		return nil
	}
	path := podTemplatePath(o.Kind)
	pod := o.Value.At(path...)
	if pod.Get("spec").Fields() == nil {
		return fmt.Errorf("%s %q has no pod specification at %s", o.Kind, o.Name, strings.Join(append(path, "spec"), "."))
	}
	if field := malformed(pod.Get("spec")); field != "" {
		return fmt.Errorf("%s %q has no list of objects at %s", o.Kind, o.Name, strings.Join(append(path, "spec", field), "."))
	}
	w := podSubjects{cluster: c, object: o, pod: pod, path: strings.Join(path, "."), running: new(int), yield: yield}
	if above := c.ownerOf(o); above != nil {
		c.adopt(o, above)
		if o.Kind == "Pod" {
			w.only = above
			w.addedToTemplate()
		}
		return nil
	}
	if !c.files && o.Kind != "Pod" {
		c.adopt(o, &owner{running: w.running, containers: w.containerNames(), volume: w.volumeNames()})
	}
	w.all()
	return nil
}

// malformed names a list of a pod specification that is none, or holds something that is no object: such containers would be
// judged by what they do not say. The API refuses them.
func malformed(spec *estate.Value) string {
	for _, field := range [...]string{"initContainers", "containers", "ephemeralContainers", "volumes"} {
		list := spec.Get(field)
		if list == nil || list.Kind == estate.Null {
			continue
		}
		if list.Kind != estate.List {
			return field
		}
		for _, element := range list.Items {
			if element.Value.Kind != estate.Map {
				return field
			}
		}
	}
	return ""
}

// adopt makes above the owner of all that o controls, and counts o if it runs.
func (c *cluster) adopt(o *estate.Object, above *owner) {
	if o.Kind != "Pod" {
		c.owners[o.Value.At("metadata", "uid").Str()] = above
		return
	}
	switch o.Value.At("status", "phase").Str() {
	case "Succeeded", "Failed":
	default:
		*above.running++
	}
}

func (c *cluster) ownerOf(o *estate.Object) *owner {
	for _, reference := range o.Value.At("metadata", "ownerReferences").Elements() {
		if reference.Value.Get("controller").IsTrue() {
			return c.owners[reference.Value.Get("uid").Str()]
		}
	}
	return nil
}

// podSubjects makes the subjects of one pod template.
type podSubjects struct {
	*cluster
	object  *estate.Object
	pod     *estate.Value
	path    string // from the object to pod
	running *int
	only    *owner // make only what this owner's template does not have
	yield   func(*subject.Subject)
}

// containerLists names the lists of a pod specification that hold containers.
var containerLists = [...]struct{ field, kind string }{
	{"initContainers", "init"}, {"containers", "container"}, {"ephemeralContainers", "ephemeral"},
}

func (w *podSubjects) all() {
	w.emit("kubernetes/pod", "", nil, w.podRoot(), w.namespaceRoot(), w.accountRoot(), w.podFacts())
	w.elements()
}

// addedToTemplate makes the subjects of what a pod has beyond its owner's template: ephemeral and injected containers, and injected volumes.
func (w *podSubjects) addedToTemplate() { w.elements() }

func (w *podSubjects) elements() {
	spec := w.pod.Get("spec")
	for _, list := range containerLists {
		for i, item := range spec.Get(list.field).Elements() {
			if w.only == nil || !w.only.containers[item.Value.Get("name").Str()] {
				w.container(item.Value, list.field, i, list.kind)
			}
		}
	}
	for i, item := range spec.Get("volumes").Elements() {
		name := item.Value.Get("name").Str()
		if w.only != nil && (w.only.volume[name] || strings.HasPrefix(name, "kube-api-access-")) {
			continue
		}
		root := subject.Root{Name: "volume", Value: item.Value, Object: w.object, Path: w.at("spec.volumes", i)}
		w.emit("kubernetes/volume", name, &root, w.podRoot(), w.elementFacts(""))
	}
}

func (w *podSubjects) container(v *estate.Value, field string, i int, kind string) {
	if kind == "init" && v.Get("restartPolicy").Str() == "Always" {
		kind = "sidecar"
	}
	name := v.Get("name").Str()
	path := w.at("spec."+field, i)
	root := subject.Root{Name: "container", Value: v, Object: w.object, Path: path}
	w.emit("kubernetes/container", name, &root, w.podRoot(), w.elementFacts(kind))
	for j, port := range v.Get("ports").Elements() {
		root := subject.Root{Name: "port", Value: port.Value, Object: w.object, Path: path + ".ports[" + strconv.Itoa(j) + "]"}
		w.emit("kubernetes/port", portName(name, port.Value), &root, w.podRoot(), w.elementFacts(""))
	}
}

// portName is what a person calls a port: container/number, and the protocol where it is not TCP.
func portName(container string, port *estate.Value) string {
	name := container + "/"
	if number := port.Get("containerPort"); number != nil {
		name += number.Text
	}
	if protocol := port.Get("protocol").Str(); protocol != "" && protocol != "TCP" {
		name += "/" + protocol
	}
	return name
}

func (w *podSubjects) at(list string, i int) string {
	path := list + "[" + strconv.Itoa(i) + "]"
	if w.path == "" {
		return path
	}
	return w.path + "." + path
}

func (w *podSubjects) emit(kind, part string, element *subject.Root, others ...subject.Root) {
	roots := others
	if element != nil {
		roots = append([]subject.Root{*element}, others...)
	}
	w.yield(&subject.Subject{Kind: kind, Object: w.object, Part: part, Roots: roots, Running: w.running})
}

func (w *podSubjects) podRoot() subject.Root {
	return subject.Root{Name: "pod", Value: w.pod, Object: w.object, Path: w.path}
}

func (w *podSubjects) namespaceRoot() subject.Root {
	return w.cluster.object("namespace", "", "Namespace", w.namespaces, w.object.Namespace)
}

func (w *podSubjects) accountRoot() subject.Root {
	spec := w.pod.Get("spec")
	name := spec.Get("serviceAccountName").Str()
	if name == "" {
		name = spec.Get("serviceAccount").Str()
	}
	if name == "" {
		name = "default"
	}
	return w.cluster.object("serviceAccount", w.object.Namespace, "ServiceAccount", w.accounts, w.object.Namespace+"/"+name)
}

func (w *podSubjects) podFacts() subject.Root {
	policies := w.selected(w.object.Namespace, w.pod.At("metadata", "labels"))
	return subject.Root{Name: "facts", Value: estate.MapOf(
		estate.Item{Key: "minor", Value: w.minor},
		estate.Item{Key: "workload", Value: w.text(w.object.Kind)},
		estate.Item{Key: "networkPolicies", Value: policies},
	)}
}

func (w *podSubjects) elementFacts(kind string) subject.Root {
	return subject.Root{Name: "facts", Value: w.fact("element "+w.object.Kind+" "+kind, func() *estate.Value {
		items := []estate.Item{{Key: "minor", Value: w.minor}, {Key: "workload", Value: w.text(w.object.Kind)}}
		if kind != "" {
			items = append(items, estate.Item{Key: "type", Value: w.text(kind)})
		}
		return estate.MapOf(items...)
	})}
}

func (w *podSubjects) text(s string) *estate.Value {
	return w.fact("text "+s, func() *estate.Value { return estate.Text(s) })
}

func (w *podSubjects) containerNames() map[string]bool {
	names := map[string]bool{}
	for _, list := range containerLists {
		for _, item := range w.pod.At("spec", list.field).Elements() {
			names[item.Value.Get("name").Str()] = true
		}
	}
	return names
}

func (w *podSubjects) volumeNames() map[string]bool {
	names := map[string]bool{}
	for _, item := range w.pod.At("spec", "volumes").Elements() {
		names[item.Value.Get("name").Str()] = true
	}
	return names
}
