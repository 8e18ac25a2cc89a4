package relate

import (
	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// exposing returns the kind of subject that an object is where it makes workloads reachable from elsewhere, and "" for all others.
func exposing(o *estate.Object) string {
	switch o.Kind {
	case "Service":
		return "service"
	case "Ingress":
		return "ingress"
	case "Gateway":
		return "gateway"
	case "ReferenceGrant":
		return "referencegrant"
	}
	return ""
}

// exposure makes the subject of an object that stands for itself.
func (c *cluster) exposure(kind string, o *estate.Object, yield func(*subject.Subject)) {
	if c.include(o.Namespace) {
		yield(&subject.Subject{
			Kind: "kubernetes/" + kind, Object: o,
			Roots: []subject.Root{{Name: kind, Value: o.Value, Object: o}, c.commonFacts()},
		})
	}
}
