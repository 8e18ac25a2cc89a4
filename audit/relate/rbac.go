package relate

import (
	"strconv"

	"bulkhead/audit/estate"
	"bulkhead/audit/rbac"
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

// bindingFacts say what of a binding is as Kubernetes ships it, and nothing that makes one binding differ from most others.
func (c *cluster) bindingFacts(o *estate.Object, scope string) subject.Root {
	shipped := c.rights.AsShipped(o)
	addedRules := positions(shipped.AddedRules)
	if len(shipped.Subjects) > 0 && len(shipped.AddedRules) == 0 {
		if role := c.role(o).Value; role != nil && role.Kind == estate.Unread {
			addedRules = role
		}
	}
	items := []estate.Item{
		{Key: "minor", Value: c.minor},
		{Key: "scope", Value: c.text(scope)},
		{Key: "subjects", Value: c.subjects(o.Value.At("subjects"), shipped.Subjects)},
		{Key: "addedRules", Value: addedRules},
		{Key: "missingAccounts", Value: c.missingAccounts(o, shipped.Subjects)},
	}
	if shipped.Binding {
		items = append(items, estate.Item{Key: "shippedBinding", Value: c.text(o.Name)})
	}
	if shipped.Role {
		items = append(items, estate.Item{Key: "shippedRole", Value: c.text(o.Value.At("roleRef", "name").Str())})
	}
	return subject.Root{Name: "facts", Value: estate.MapOf(items...)}
}

// subjects makes the list of a binding's subjects without the names of single users and accounts: only names that Kubernetes itself gives a
// meaning are kept. So most bindings have the same.
func (c *cluster) subjects(list *estate.Value, shipped []int) *estate.Value {
	if missing := list.Missing(); missing != nil {
		return missing
	}
	elements := list.Elements()
	made := make([]*estate.Value, len(elements))
	for i, item := range elements {
		var fields []estate.Item
		kind, name := item.Value.Get("kind").Str(), item.Value.Get("name").Str()
		if rbac.StandsForMany(kind, name) {
			fields = append(fields, estate.Item{Key: "kind", Value: c.text(kind)}, estate.Item{Key: "name", Value: c.text(name)})
		}
		if len(shipped) > 0 && shipped[0] == i {
			shipped = shipped[1:]
			fields = append(fields, estate.Item{Key: "shipped", Value: estate.Bool(true)})
		}
		made[i] = estate.MapOf(fields...)
	}
	return estate.ListOf(made...)
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
	for _, field := range [...]string{"kind", "name"} {
		if v := binding.Value.At("roleRef", field); v.Unknown() {
			return subject.Root{Name: "role", Value: v}
		}
	}
	kind, namespace, name, ok := rbac.RefersTo(binding)
	if o := c.rights.Role(namespace, name); ok && o != nil {
		return subject.Root{Name: "role", Value: o.Value, Object: o}
	}
	return subject.Root{Name: "role", Value: c.absent(kind, namespace)}
}
