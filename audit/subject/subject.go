// Package subject describes what controls look at: one configured thing of an object, with the facts it needs.
package subject

import "bulkhead/audit/estate"

// Subject is one configured thing that controls look at, such as one container of one Deployment.
type Subject struct {
	// Kind is "kubernetes/container", "libvirt/disk", ...: the platform and the name of the subject's own root.
	Kind string
	// Object is the top-level object that the subject belongs to and that the report names.
	Object *estate.Object
	// Part is the element's own key within the object: a container's name, a disk's target, a MAC address. It is empty
	// where the subject is the object.
	Part string
	// Roots are what policies see below input, by name. Each subject of a kind has the same roots in the same order.
	Roots []Root
	// Running counts the running copies folded into the object, and is shared by its subjects. Nil where none can run.
	Running *int
	// Stored says that the subject is not of what runs, nor of what is defined to: it is of a snapshot, of a saved state or of
	// the next start of what runs otherwise now. It stands for nothing that has walls.
	Stored bool
}

// Root is one value below input: input.container, input.pod, input.facts.
type Root struct {
	Name string
	// Value is nil where the thing is known to be absent, and unknown where it could not be read.
	Value *estate.Value
	// Object holds the value, and Path leads to it ("spec.template.spec.containers[0]"). Both are empty for facts, which
	// were computed.
	Object *estate.Object
	Path   string
}

// Root returns the subject's root of that name, or nil.
func (s *Subject) Root(name string) *Root {
	for i := range s.Roots {
		if s.Roots[i].Name == name {
			return &s.Roots[i]
		}
	}
	return nil
}
