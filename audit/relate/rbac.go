package relate

import (
	"strconv"

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
		Roots: []subject.Root{{Name: "binding", Value: o.Value, Object: o}, c.role(o), c.bindingFacts(o, scope)},
	}
}

// bindingFacts say what of a binding is as Kubernetes ships it.
func (c *cluster) bindingFacts(o *estate.Object, scope string) subject.Root {
	subjects, added := c.rights.AsShipped(o)
	addedRules := positions(added)
	if len(subjects) > 0 && len(added) == 0 {
		if role := c.role(o).Value; role != nil && role.Kind == estate.Unread {
			addedRules = role
		}
	}
	items := []estate.Item{
		{Key: "minor", Value: c.minor},
		{Key: "scope", Value: estate.Text(scope)},
		{Key: "shippedSubjects", Value: positions(subjects)},
		{Key: "addedRules", Value: addedRules},
	}
	if len(subjects) > 0 {
		return subject.Root{Name: "facts", Value: estate.MapOf(items...)}
	}
	return subject.Root{Name: "facts", Value: c.fact("scope "+scope, func() *estate.Value { return estate.MapOf(items...) })}
}

// positions makes a list of numbers, nil of none.
func positions(list []int) *estate.Value {
	if len(list) == 0 {
		return nil
	}
	values := make([]*estate.Value, len(list))
	for i, position := range list {
		values[i] = &estate.Value{Kind: estate.Number, Text: strconv.Itoa(position)}
	}
	return estate.ListOf(values...)
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
