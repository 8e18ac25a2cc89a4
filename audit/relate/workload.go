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
	object   *estate.Object // by name only
	path     string         // to its template
	running  *int
	template *shape
	drifted  map[string]*drifted // running pods by how they differ from the template
	place    *place
}

// drifted are pods that differ from their owner's template in the same way.
type drifted struct {
	running *int
	place   *place
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
	w := podSubjects{cluster: c, object: o, pod: pod, path: strings.Join(path, "."), running: new(int), yield: yield}
	above := c.ownerOf(o)
	if above != nil && above.template == nil { // a virtual machine is no template of pods
		above = nil
	}
	if above == nil {
		w.uses()
	}
	if spec := pod.At("spec"); !spec.Unknown() && spec.Fields() == nil {
		return fmt.Errorf("%s %q has no pod specification at %s", o.Kind, o.Name, strings.Join(append(path, "spec"), "."))
	}
	if field := malformed(pod.Get("spec")); field != "" {
		return fmt.Errorf("%s %q has no list of objects at %s", o.Kind, o.Name, strings.Join(append(path, "spec", field), "."))
	}
	switch {
	case above == nil && !c.files && o.Kind != "Pod":
		named := &estate.Object{
			Target: o.Target, Platform: o.Platform, Kind: o.Kind, Namespace: o.Namespace, Name: o.Name, ResourceVersion: o.ResourceVersion,
		}
		c.adopt(o, &owner{object: named, path: w.path, running: w.running, template: w.shape(), place: c.chart.add(&w)})
		w.all()
	case above == nil:
		c.chart.add(&w).runs(o)
		w.all()
	case o.Kind == "Pod":
		w.fold(above)
	default:
		c.adopt(o, above)
	}
	return nil
}

// malformed names a list of a pod specification that is none, or holds something that is no object: such containers would be
// judged by what they do not say. The API refuses them.
func malformed(spec *estate.Value) string {
	for _, field := range [...]string{"initContainers", "containers", "ephemeralContainers", "volumes"} {
		list := spec.Get(field)
		if list == nil || list.Kind == estate.Null || list.Unknown() {
			continue
		}
		if list.Kind != estate.List {
			return field
		}
		for _, element := range list.Items {
			if element.Value.Kind != estate.Map && !element.Value.Unknown() {
				return field
			}
		}
	}
	return ""
}

// adopt makes above the owner of all that o controls.
func (c *cluster) adopt(o *estate.Object, above *owner) {
	c.owners[o.Value.At("metadata", "uid").Str()] = above
}

// fold counts a pod with its owner. One that differs from the template stands for all that differ in the same way.
func (w *podSubjects) fold(above *owner) {
	switch w.object.Value.At("status", "phase").Str() {
	case "Succeeded", "Failed":
		return // nothing of it runs, nor will again
	}
	*above.running++
	pod := w.shape()
	differs, how := pod.from(above.template)
	if differs == nil {
		above.place.runs(w.object)
		return
	}
	if alike := above.drifted[how]; alike != nil {
		*alike.running++
		alike.place.runs(w.object)
		return
	}
	*w.running, w.only = 1, differs
	if above.drifted == nil {
		above.drifted = map[string]*drifted{}
	}
	w.uses()
	alike := &drifted{w.running, w.chart.add(w)}
	above.drifted[how] = alike
	alike.place.runs(w.object)
	w.drifts(differs, pod, above)
	if w.chart != nil { // what a pod shares with its template holds it on its rung too
		w.only = nil
	}
	if differs.pod || w.only == nil {
		w.all()
	} else {
		w.elements()
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
	only    *drift // make only what differs, nil: all
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

func (w *podSubjects) elements() {
	spec := w.pod.At("spec")
	for _, list := range containerLists {
		w.unknown("kubernetes/container", spec.At(list.field), w.listPath(list.field))
		for i, item := range spec.Get(list.field).Elements() {
			if w.only.hasContainer(item.Value.Get("name").Str()) {
				w.container(item.Value, list.field, i, list.kind)
			}
		}
	}
	w.unknown("kubernetes/volume", spec.At("volumes"), w.listPath("volumes"))
	w.volumeImagesUnknown(spec.At("volumes"))
	for i, item := range spec.Get("volumes").Elements() {
		if name := item.Value.Get("name").Str(); w.only.hasVolume(name) {
			root := subject.Root{Name: "volume", Value: item.Value, Object: w.object, Path: w.at("spec.volumes", i)}
			w.emit("kubernetes/volume", name, &root, w.podRoot(), w.volumeFacts(item.Value))
			w.volumeImage(item.Value, root.Path)
		}
	}
}

// unknown makes one subject of a list whose elements are not known, so that nothing passes for want of them.
func (w *podSubjects) unknown(kind string, list *estate.Value, path string) {
	if list.Unknown() {
		name := strings.TrimPrefix(kind, "kubernetes/")
		root := subject.Root{Name: name, Value: list, Object: w.object, Path: path}
		w.emit(kind, "", &root, w.podRoot(), w.elementFacts("", nil))
	}
}

func (w *podSubjects) container(v *estate.Value, field string, i int, kind string) {
	if kind == "init" && v.Get("restartPolicy").Str() == "Always" {
		kind = "sidecar"
	}
	name := v.Get("name").Str()
	path := w.at("spec."+field, i)
	root := subject.Root{Name: "container", Value: v, Object: w.object, Path: path}
	w.emit("kubernetes/container", name, &root, w.podRoot(), w.elementFacts(kind, w.limitRange()))
	if kind == "container" || kind == "sidecar" {
		w.component(v, path)
	}
	w.unknown("kubernetes/port", v.At("ports"), path+".ports")
	for j, port := range v.Get("ports").Elements() {
		root := subject.Root{Name: "port", Value: port.Value, Object: w.object, Path: path + ".ports[" + strconv.Itoa(j) + "]"}
		w.emit("kubernetes/port", portName(name, port.Value), &root, w.podRoot(), w.elementFacts("", nil))
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
	path := position(list, i)
	if w.path == "" {
		return path
	}
	return w.path + "." + path
}

// position is where an element of a list stands.
func position(list string, i int) string { return list + "[" + strconv.Itoa(i) + "]" }

// listPath is where a list of the specification stands in the object.
func (w *podSubjects) listPath(field string) string {
	return strings.TrimPrefix(w.path+".spec."+field, ".")
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
	for _, field := range accountFields {
		if name := w.pod.At("spec", field); name.Unknown() {
			return subject.Root{Name: "serviceAccount", Value: name}
		}
	}
	return w.cluster.object("serviceAccount", w.object.Namespace, "ServiceAccount", w.accounts, w.object.Namespace+"/"+w.accountName())
}

// accountFields name the account, the first one first.
var accountFields = [...]string{"serviceAccountName", "serviceAccount"}

func (w *podSubjects) accountName() string {
	for _, field := range accountFields {
		if name := w.pod.At("spec", field).Str(); name != "" {
			return name
		}
	}
	return "default"
}

func (w *podSubjects) podFacts() subject.Root {
	policies := w.selected(w.object.Namespace, w.pod)
	return subject.Root{Name: "facts", Value: estate.MapOf(
		estate.Item{Key: "namespace", Value: w.namespaceName()},
		estate.Item{Key: "running", Value: estate.Bool(w.isRunning())},
		estate.Item{Key: "containers", Value: w.containers()},
		estate.Item{Key: "runtimeClass", Value: w.runtimeClass()},
		estate.Item{Key: "minor", Value: w.minor},
		estate.Item{Key: "workload", Value: w.text(w.object.Kind)},
		estate.Item{Key: "networkPolicies", Value: policies},
		estate.Item{Key: "serviceAccountRights", Value: w.accountRights()},
		estate.Item{Key: "serviceAccountTokenMounted", Value: w.tokenMounted()},
	)}
}

// elementFacts are the same for all elements of workloads and namespaces that are alike.
func (w *podSubjects) elementFacts(kind string, limitRange *estate.Value) subject.Root {
	key := "element " + w.object.Kind + " " + kind + " "
	if limitRange != nil {
		key += w.object.Namespace
	}
	var class *estate.Value
	if kind != "" {
		if class = w.runtimeClass(); class != nil {
			key += " " + string(estate.AppendJSON(nil, class))
		}
	}
	return subject.Root{Name: "facts", Value: w.fact(key, func() *estate.Value {
		items := []estate.Item{{Key: "minor", Value: w.minor}, {Key: "workload", Value: w.text(w.object.Kind)}}
		if kind != "" {
			items = append(items, estate.Item{Key: "type", Value: w.text(kind)}, estate.Item{Key: "limitRange", Value: limitRange},
				estate.Item{Key: "runtimeClass", Value: class})
		}
		return estate.MapOf(items...)
	})}
}

// limitRange is what the namespace's LimitRanges give containers that are still to be made. A pod in a cluster has got it.
func (w *podSubjects) limitRange() *estate.Value {
	if w.isRunning() {
		return nil
	}
	return w.limitRangeOf(w.object.Namespace)
}

// text makes a text that many subjects have.
func (c *cluster) text(s string) *estate.Value {
	return c.fact("text "+s, func() *estate.Value { return estate.Text(s) })
}
