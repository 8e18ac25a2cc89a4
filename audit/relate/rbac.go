package relate

import (
	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

func (c *cluster) binding(o *estate.Object) *subject.Subject {
	scope := "namespace"
	if o.Kind == "ClusterRoleBinding" {
		scope = "cluster"
	}
	return &subject.Subject{
		Kind: "kubernetes/binding", Object: o,
		Roots: []subject.Root{
			{Name: "binding", Value: o.Value, Object: o},
			c.role(o),
			{Name: "facts", Value: c.fact("scope "+scope, func() *estate.Value {
				return estate.MapOf(estate.Item{Key: "minor", Value: c.minor}, estate.Item{Key: "scope", Value: estate.Text(scope)})
			})},
		},
	}
}

func (c *cluster) role(binding *estate.Object) subject.Root {
	kind, name := binding.Value.At("roleRef", "kind").Str(), binding.Value.At("roleRef", "name").Str()
	namespace := ""
	if kind == "Role" {
		namespace = binding.Namespace
	}
	if o := c.rights.Role(namespace, name); o != nil {
		return subject.Root{Name: "role", Value: o.Value, Object: o}
	}
	return subject.Root{Name: "role", Value: c.absent(kind, namespace)}
}
