package relate

import (
	"slices"
	"strconv"

	"bulkhead/audit/estate"
	"bulkhead/audit/rbac"
	"bulkhead/audit/subject"
)

// accountUse counts what names each service account, by namespace/name: workloads, pods that none of these owns, virtual machines.
type accountUse struct {
	count   map[string]int
	unclear map[string]*estate.Value // why there may be more, by namespace
}

func (u *accountUse) add(namespace, name string) {
	if u.count == nil {
		u.count = map[string]int{}
	}
	u.count[namespace+"/"+name]++
}

// addUnclear notes that something in a namespace may use any account.
func (u *accountUse) addUnclear(namespace string, why *estate.Value) {
	if u.unclear == nil {
		u.unclear = map[string]*estate.Value{}
	}
	u.unclear[namespace] = why
}

// uses notes which account a pod template has.
func (w *podSubjects) uses() {
	for _, field := range accountFields {
		if name := w.pod.At("spec", field); name.Unknown() {
			w.users.addUnclear(w.object.Namespace, name)
			return
		}
	}
	w.users.add(w.object.Namespace, w.accountName())
}

// machineUses notes the accounts whose tokens a virtual machine has as disks.
func (c *cluster) machineUses(o *estate.Object, machine *estate.Value) {
	volumes := machine.At("spec", "volumes")
	for _, item := range volumes.Elements() {
		if name := item.Value.At("serviceAccount", "serviceAccountName").Str(); name != "" {
			c.users.add(o.Namespace, name)
		}
	}
	if missing := volumes.Missing(); missing != nil {
		c.users.addUnclear(o.Namespace, missing)
	}
}

// accountUsers is how many use an account; where none was seen perhaps why that is not known.
func (c *cluster) accountUsers(namespace, name string) *estate.Value {
	n := c.users.count[namespace+"/"+name]
	if n == 0 {
		if unclear := c.users.unclear[namespace]; unclear != nil {
			return unclear
		}
		for _, kind := range [...]string{"Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job", "CronJob"} {
			if unread := c.absent(kind, namespace); unread != nil {
				return unread
			}
		}
	}
	return c.number(n)
}

// accountSubjects hands out service accounts, which come after all that may use them.
func (c *cluster) accountSubjects(yield func(*subject.Subject)) {
	for _, o := range c.accounts {
		if c.include(o.Namespace) {
			yield(&subject.Subject{
				Kind: "kubernetes/serviceaccount", Object: o,
				Roots: []subject.Root{{Name: "serviceaccount", Value: o.Value, Object: o}, c.accountFacts(o)},
			})
		}
	}
}

func (c *cluster) accountFacts(o *estate.Object) subject.Root {
	rights, bindings := c.rights.BoundRights(o.Namespace, o.Name, c.minorNumber())
	bound := c.number(bindings)
	if bindings == 0 {
		for _, absent := range []*estate.Value{c.absent("ClusterRoleBinding", ""), c.absent("RoleBinding", o.Namespace)} {
			if absent != nil {
				bound = absent
			}
		}
	}
	items := []estate.Item{
		{Key: "minor", Value: c.minor},
		{Key: "bindings", Value: bound},
		{Key: "rights", Value: c.rightsValue(rights)},
		{Key: "users", Value: c.accountUsers(o.Namespace, o.Name)},
	}
	if o.Name == "default" {
		items = append(items, estate.Item{Key: "default", Value: estate.Bool(true)})
	}
	if c.rights.ShipsAccount(o.Namespace, o.Name) {
		items = append(items, estate.Item{Key: "shipped", Value: estate.Bool(true)})
	}
	return c.sharedFacts(items)
}

// sharedFacts makes one value for all whose facts are the same.
func (c *cluster) sharedFacts(items []estate.Item) subject.Root {
	facts := estate.MapOf(items...)
	return subject.Root{Name: "facts", Value: c.fact(string(estate.AppendJSON(nil, facts)), func() *estate.Value { return facts })}
}

// roleSubjects hands out roles.
func (c *cluster) roleSubjects(yield func(*subject.Subject)) {
	for _, o := range c.rights.Roles() {
		if o.Namespace == "" || c.include(o.Namespace) {
			yield(&subject.Subject{
				Kind: "kubernetes/role", Object: o,
				Roots: []subject.Root{{Name: "role", Value: c.rights.Role(o.Namespace, o.Name).Value, Object: o}, c.roleFacts(o)},
			})
		}
	}
}

func (c *cluster) roleFacts(o *estate.Object) subject.Root {
	words, unclear := c.rights.RolePowers(o, c.minorNumber())
	rights := estate.Texts(words...)
	if len(words) == 0 && unclear != nil {
		rights = unclear
	}
	items := []estate.Item{{Key: "minor", Value: c.minor}, {Key: "bound", Value: c.roleBound(o)}, {Key: "rights", Value: rights}}
	if c.rights.IsAggregated(o) {
		items = append(items, estate.Item{Key: "aggregated", Value: estate.Bool(true)})
	}
	if c.rights.ShipsRole(o.Namespace, o.Name) {
		items = append(items, estate.Item{Key: "shipped", Value: estate.Bool(true)})
	}
	return c.sharedFacts(items)
}

// roleBound says whether a binding names a role, or why that is not known: any namespace may bind a ClusterRole.
func (c *cluster) roleBound(o *estate.Object) *estate.Value {
	if c.rights.IsBound(o) {
		return estate.Bool(true)
	}
	if o.Namespace != "" {
		if unread := c.absent("RoleBinding", o.Namespace); unread != nil {
			return unread
		}
	} else {
		if unread := c.absent("ClusterRoleBinding", ""); unread != nil {
			return unread
		}
		if unread := c.unreadAnywhere("RoleBinding"); unread != nil {
			return unread
		}
	}
	return c.fact("unbound", func() *estate.Value {
		for _, binding := range c.rights.Bindings() {
			if reference := binding.Value.At("roleRef").Missing(); reference != nil {
				return unreadIn(binding, reference)
			}
		}
		return estate.Bool(false)
	})
}

// missingAccounts are the positions of those subjects of a binding that are accounts which do not exist; nil for none.
func (c *cluster) missingAccounts(binding *estate.Object, shipped []int) *estate.Value {
	subjects := binding.Value.At("subjects")
	if unknown := subjects.Missing(); unknown != nil {
		return unknown
	}
	var missing []int
	for i, item := range subjects.Elements() {
		namespace, name, ok := rbac.AccountOf(rbac.UserOf(item.Value, binding.Namespace))
		// Every namespace has the account default, which files don't say.
		if !ok || c.accounts[namespace+"/"+name] != nil || name == "default" || slices.Contains(shipped, i) {
			continue
		}
		if unknown := c.absent("ServiceAccount", namespace); unknown != nil {
			return unknown
		}
		missing = append(missing, i)
	}
	return positions(missing)
}

func (c *cluster) number(n int) *estate.Value {
	text := strconv.Itoa(n)
	return c.fact("number "+text, func() *estate.Value { return &estate.Value{Kind: estate.Number, Text: text} })
}
