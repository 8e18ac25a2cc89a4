package relate

import "bulkhead/audit/estate"

// runtimeClass tells what the class that a pod names is: nil where it names none, or why it is not known.
func (w *podSubjects) runtimeClass() *estate.Value {
	named := w.pod.At("spec", "runtimeClassName")
	if named.Unknown() {
		return named
	}
	name := named.Str()
	if name == "" {
		return nil
	}
	class := w.classes[name]
	if class == nil {
		if unknown := w.absent("RuntimeClass", ""); unknown != nil {
			return unknown
		}
		return w.fact("no runtime class", func() *estate.Value {
			return estate.MapOf(estate.Item{Key: "exists", Value: estate.Bool(false)})
		})
	}
	return w.fact("runtime class "+name, func() *estate.Value {
		return estate.MapOf(
			estate.Item{Key: "exists", Value: estate.Bool(true)},
			estate.Item{Key: "handler", Value: class.Value.Get("handler")},
		)
	})
}
