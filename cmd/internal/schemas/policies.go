package schemas

import (
	"bulkhead/audit/catalogue"
	"bulkhead/audit/subject/outline"
)

// OfPolicies are the schemas that policies are checked with.
func OfPolicies() *catalogue.Schemas {
	all := &outline.Outline{Form: outline.Object, Fields: roots{}}
	made := &catalogue.Schemas{Kinds: map[string]map[string]any{}}
	for kind, subject := range Subjects() {
		made.Kinds[kind] = (&writer{loose: true}).document(kind, subject)
		for root, field := range subject.Fields {
			if other := all.Fields[root]; other != nil && other != field {
				field = other.With("any."+root, field)
			}
			all.Fields[root] = field
		}
	}
	made.All = (&writer{loose: true}).document("any subject", all)
	return made
}
