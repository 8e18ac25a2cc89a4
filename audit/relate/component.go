package relate

import (
	"path"
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// componentKind is the subject kind of a program of the control plane, empty for all other programs.
func componentKind(program string) string {
	switch program {
	case "kube-apiserver":
		return "kubernetes/apiserver"
	case "kube-controller-manager":
		return "kubernetes/controllermanager"
	case "kube-scheduler":
		return "kubernetes/scheduler"
	case "etcd":
		return "kubernetes/etcd"
	case "kube-proxy":
		return "kubernetes/proxy"
	}
	return ""
}

// websocketGate is the gate by which API servers from v1.35 on ask for create where a websocket into a pod is opened by get.
const websocketGate = "AuthorizePodWebsocketUpgradeCreatePermission"

func isOff(gate *estate.Value) bool { return gate != nil && gate.Kind == estate.False }

// component makes one more subject of a container that runs a program of the control plane: its flags.
func (w *podSubjects) component(container *estate.Value, path string) {
	program, words := commandOf(container)
	var flags *estate.Value
	if componentKind(program) != "" {
		flags = readFlags(program, words, container)
	} else if program = w.imageProgram(container); program != "" {
		flags = estate.NotInInputBecause("another program or the image starts it, and what it gives as arguments is not kept")
	}
	kind := componentKind(program)
	if kind == "" {
		return
	}
	w.unseen.found(kind, w.object)
	if kind == "kubernetes/apiserver" && isOff(flags.At("feature-gates", websocketGate)) {
		w.getRunsCommands = true
	}
	root := estate.MapOf(estate.Item{Key: "flags", Value: flags})
	root.Source, root.Line, root.Column = container.Source, container.Line, container.Column // absent flags stand there
	w.emit(kind, container.Get("name").Str(), &subject.Root{
		Name: strings.TrimPrefix(kind, "kubernetes/"), Object: w.object, Path: path, Value: root,
	}, w.componentFacts(kind, flags))
}

// componentFacts are of a pod's program, whose files the cluster does not tell.
func (w *podSubjects) componentFacts(kind string, flags *estate.Value) subject.Root {
	more := programFacts(kind, flags, nil)
	if more == nil {
		return w.commonFacts()
	}
	return subject.Root{Name: "facts", Value: estate.MapOf(append([]estate.Item{{Key: "minor", Value: w.minor}}, more...)...)}
}

// commandOf returns the program that a container names and the words after it. What is not known of the words stays among them.
func commandOf(container *estate.Value) (program string, words []*estate.Value) {
	for _, field := range [...]string{"command", "args"} {
		list := container.At(field)
		if list.Unknown() {
			words = append(words, list)
		}
		for _, item := range list.Elements() {
			words = append(words, item.Value)
		}
	}
	if len(words) == 0 {
		return "", nil
	}
	return path.Base(words[0].Str()), words[1:]
}

// imageProgram is the component that the image of a system pod is named after: a shell or a wrapper starts it.
func (w *podSubjects) imageProgram(container *estate.Value) string {
	if w.object.Namespace != "kube-system" {
		return ""
	}
	name := container.Get("image").Str()
	name = name[strings.LastIndexByte(name, '/')+1:]
	if end := strings.IndexAny(name, ":@"); end >= 0 {
		name = name[:end]
	}
	if componentKind(name) == "" {
		return ""
	}
	return name
}
