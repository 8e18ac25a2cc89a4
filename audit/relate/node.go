package relate

import (
	"strconv"
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// machineSubjects hands out what controls look at on one machine. Its kernel and CPU are always judged, unknown where the
// machine's files do not tell them; libvirt's daemons and the kubelet only where it has them.
func machineSubjects(o *estate.Object, yield func(*subject.Subject)) {
	kinds := []string{"node/kernel", "node/cpu"}
	if o.Value.Get("libvirt") != nil {
		kinds = append(kinds, "libvirt/daemon")
	}
	guestProcesses(o, yield)
	if o.Value.Get("kubelet") != nil {
		yield(kubeletSubject(o))
	}
	machineComponents(o, yield)
	machineFiles(o, yield)
	for _, kind := range kinds {
		yield(&subject.Subject{
			Kind:   kind,
			Object: o,
			Roots: []subject.Root{
				{Name: "machine", Value: o.Value, Object: o},
				{Name: "facts", Value: estate.MapOf()},
			},
		})
	}
}

// machineComponents makes a subject of each program of the control plane that the machine's manifests, processes or units show.
func machineComponents(o *estate.Object, yield func(*subject.Subject)) {
	for i, item := range o.Value.At("controlPlane", "containers").Elements() {
		container := item.Value
		program, words := commandOf(container)
		kind := componentKind(program)
		if kind == "" {
			continue
		}
		var flags *estate.Value
		if last := len(words) - 1; container.Get("host") != nil && last >= 0 {
			flags = overruled(program, words[:last], words[last])
		} else {
			flags = readFlags(program, words, container)
		}
		root := estate.MapOf(estate.Item{Key: "flags", Value: flags})
		root.Source, root.Line, root.Column = container.Source, container.Line, container.Column
		facts := append([]estate.Item{{Key: "minor", Value: imageMinor(container)}}, programFacts(kind, flags, container.Get("files"))...)
		yield(&subject.Subject{Kind: kind, Object: o, Part: program, Roots: []subject.Root{
			{
				Name: strings.TrimPrefix(kind, "kubernetes/"), Object: o, Value: root,
				Path: "controlPlane.containers[" + strconv.Itoa(i) + "]",
			},
			{Name: "facts", Value: estate.MapOf(facts...)},
		}})
	}
}

// imageMinor is the minor version that a program's image is tagged with.
func imageMinor(container *estate.Value) *estate.Value {
	image := container.Get("image").Str()
	if minor, ok := parseMinor(image[strings.LastIndexByte(image, ':')+1:]); ok {
		return &estate.Value{Kind: estate.Number, Text: strconv.Itoa(minor)}
	}
	return estate.NotInInputBecause("the machine's files do not tell the program's version")
}

// machineFiles makes a subject of each file that Kubernetes' parts are configured by.
func machineFiles(o *estate.Object, yield func(*subject.Subject)) {
	for i, item := range o.Value.Get("files").Elements() {
		yield(&subject.Subject{Kind: "node/file", Object: o, Part: item.Value.Get("path").Str(), Roots: []subject.Root{
			{Name: "file", Object: o, Value: item.Value, Path: "files[" + strconv.Itoa(i) + "]"}, noFacts(),
		}})
	}
}

// guestProcesses makes a subject of each QEMU process that runs a guest. One that is not known stands for those that could not be seen; where
// /proc cannot hold any, as in an image, there is none.
func guestProcesses(o *estate.Object, yield func(*subject.Subject)) {
	const path = "guests"
	one := func(part string, process *estate.Value, path string) {
		yield(&subject.Subject{Kind: "libvirt/process", Object: o, Part: part, Roots: []subject.Root{
			{Name: "process", Object: o, Value: process, Path: path}, noFacts(),
		}})
	}
	list := o.Value.Get("guests")
	if list.Unknown() && list.Kind == estate.Unread && o.Value.Get("libvirt") != nil {
		one("", list, path)
	}
	for i, item := range list.Elements() {
		if !item.Value.Get("contained").IsTrue() { // KubeVirt starts those, and its machines are judged themselves
			one(item.Value.Get("guest").Str(), item.Value, path+"["+strconv.Itoa(i)+"]")
		}
	}
}
