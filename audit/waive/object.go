package waive

import (
	"time"

	"bulkhead/audit/estate"
)

// Add takes the waivers that an object carries. They are for findings about that object only.
func (s *Set) Add(o *estate.Object) {
	carried := carriedBy(o)
	if carried == nil {
		return
	}
	fault := Fault{Target: o.Target.ID, What: "waivers in " + o.Kind + " " + o.Name, File: o.File(), Line: int(carried.Line), Column: int(carried.Column)}
	all, err := decodeList(carried.Str(), s.known)
	switch {
	case carried.Kind != estate.String:
		fault.Error = "they are no text"
	case err != nil:
		fault.Error = err.Error()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if fault.Error != "" {
		s.broken = append(s.broken, fault)
		return
	}
	for _, w := range all {
		w.File, w.Line, w.Column, w.object = fault.File, fault.Line, fault.Column, o
		if w.Fingerprint == "" {
			w.settle(s.now)
		} else {
			w.why = "names a fingerprint, which only a file of waivers may"
		}
	}
	s.objects[o] = all
}

// carriedBy returns the text of an object's waivers, nil where it has none.
func carriedBy(o *estate.Object) *estate.Value {
	switch o.Platform {
	case estate.Kubernetes:
		return o.Value.At("metadata", "annotations").Get(estate.WaiversAnnotation)
	case estate.Libvirt:
		for _, root := range o.Value.Fields() {
			for _, element := range root.Value.Get("metadata").Elements() {
				if text := element.Value.Get(estate.WaiversElement); text != nil {
					return text
				}
			}
		}
	}
	return nil
}

func isDay(text string) bool {
	_, err := time.Parse(dateFormat, text)
	return err == nil
}
