package relate

import (
	"strconv"

	"bulkhead/audit/estate"
)

// isRunning says that the object is a pod of a cluster: the API server, the scheduler and admission have filled it in.
func (w *podSubjects) isRunning() bool { return w.object.Kind == "Pod" && !w.files }

// namespaceName is where the pods go. A file that names no namespace leaves that to whoever applies it.
func (w *podSubjects) namespaceName() *estate.Value {
	if w.files && w.object.Value.At("metadata", "namespace").Str() == "" {
		return w.fact("no namespace", func() *estate.Value {
			return estate.NotInInputBecause("the object names no namespace, so whoever applies it decides")
		})
	}
	return w.text(w.object.Namespace)
}

// containers counts those that run side by side.
func (w *podSubjects) containers() *estate.Value {
	spec, n := w.pod.Get("spec"), 0
	for _, list := range containerLists {
		all := spec.Get(list.field)
		if all.Unknown() {
			return all
		}
		for _, item := range all.Elements() {
			policy := item.Value.At("restartPolicy")
			switch {
			case list.kind == "init" && policy.Unknown():
				return policy
			case list.kind != "init" || policy.Str() == "Always":
				n++
			}
		}
	}
	return &estate.Value{Kind: estate.Number, Text: strconv.Itoa(n)}
}
