// Package rbac answers what the API server's RBAC authorizer answers: who may do what, through which bindings. It never asks each
// subject about each rule: roles with the same rules are one rule set, and a question is put to each set once.
package rbac

import (
	"maps"
	"slices"

	"k8s.io/apimachinery/pkg/labels"

	"bulkhead/audit/estate"
)

// Groups that Kubernetes itself puts everyone into.
const (
	Authenticated   = "system:authenticated"
	Unauthenticated = "system:unauthenticated"
	Anonymous       = "system:anonymous"
	Accounts        = "system:serviceaccounts"
	// Masters may do everything whatever RBAC says.
	Masters = "system:masters"
)

// Subject is who asks.
type Subject struct {
	User   string
	Groups []string
}

// Account is a service account with the groups that it is in.
func Account(namespace, name string) Subject {
	return Subject{User: accountUser(namespace, name), Groups: []string{Accounts, Accounts + ":" + namespace, Authenticated}}
}

func accountUser(namespace, name string) string {
	return "system:serviceaccount:" + namespace + ":" + name
}

// principal is a user or a group that bindings name.
type principal struct {
	group bool
	name  string
}

// grants are the rule sets that a principal has, by the namespace where they hold; "" is everywhere.
type grants struct {
	sets     map[string]map[*ruleSet]bool
	bindings map[string][]string // names of the bindings, by namespace as sets are
}

// Index holds a cluster's roles and bindings. It is used from one goroutine. All roles come before the first question.
type Index struct {
	files   bool
	absent  func(kind, namespace string) *estate.Value
	shipped *Shipped

	roles      map[roleKey]*estate.Object
	filled     map[roleKey]*estate.Object
	labels     map[*estate.Object]labels.Set
	selections map[string][]*estate.Object
	parts      map[*estate.Object]bool // roles that others select, found when first asked for
	bindings   []*estate.Object
	bound      int // how many bindings are in principals

	sets       map[string]*ruleSet
	resolved   map[roleKey]*ruleSet
	principals map[principal]*grants
	referredTo map[roleKey]bool
	groups     map[string]*summary // of the accounts of a namespace
	buffer     []byte
}

// New makes an empty index of a cluster or of files. Absent tells what it means that an object of a kind is not in the index: nil
// that it does not exist, or why that is not known.
func New(files bool, absent func(kind, namespace string) *estate.Value) *Index {
	return &Index{
		files:      files,
		absent:     absent,
		roles:      map[roleKey]*estate.Object{},
		filled:     map[roleKey]*estate.Object{},
		labels:     map[*estate.Object]labels.Set{},
		selections: map[string][]*estate.Object{},
		sets:       map[string]*ruleSet{},
		resolved:   map[roleKey]*ruleSet{},
		principals: map[principal]*grants{},
		referredTo: map[roleKey]bool{},
		groups:     map[string]*summary{},
	}
}

// Add takes a Role, ClusterRole, RoleBinding or ClusterRoleBinding.
func (x *Index) Add(o *estate.Object) {
	switch o.Kind {
	case "Role":
		x.roles[roleKey{o.Namespace, o.Name}] = o
	case "ClusterRole":
		x.roles[roleKey{"", o.Name}] = o
	case "RoleBinding", "ClusterRoleBinding":
		x.bindings = append(x.bindings, o)
	}
}

// Bindings returns all bindings.
func (x *Index) Bindings() []*estate.Object { return x.bindings }

// Roles returns all roles, in no order.
func (x *Index) Roles() []*estate.Object { return slices.Collect(maps.Values(x.roles)) }

// IsBound says that a binding that was read refers to a role.
func (x *Index) IsBound(role *estate.Object) bool {
	x.bind()
	return x.referredTo[roleKey{role.Namespace, role.Name}]
}

// bind gives each principal the rule sets of its bindings.
func (x *Index) bind() {
	for _, o := range x.bindings[x.bound:] {
		if _, namespace, name, ok := RefersTo(o); ok {
			x.referredTo[roleKey{namespace, name}] = true
		}
		var set *ruleSet
		for _, item := range o.Value.Get("subjects").Elements() {
			who, ok := principalOf(item.Value, o.Namespace)
			if !ok {
				continue
			}
			if set == nil {
				set = x.referred(o)
			}
			held := x.principals[who]
			if held == nil {
				held = &grants{sets: map[string]map[*ruleSet]bool{}, bindings: map[string][]string{}}
				x.principals[who] = held
			}
			if held.sets[o.Namespace] == nil {
				held.sets[o.Namespace] = map[*ruleSet]bool{}
			}
			held.sets[o.Namespace][set] = true
			held.bindings[o.Namespace] = append(held.bindings[o.Namespace], o.Name)
		}
	}
	x.bound = len(x.bindings)
}

// principalOf reads an element of a binding's subjects. A service account without a namespace is in that of the binding, and nobody
// in a ClusterRoleBinding.
func principalOf(v *estate.Value, namespace string) (principal, bool) {
	name := v.Get("name").Str()
	switch v.Get("kind").Str() {
	case "User":
		return principal{name: name}, true
	case "Group":
		return principal{group: true, name: name}, true
	case "ServiceAccount":
		if own := v.Get("namespace").Str(); own != "" {
			namespace = own
		}
		return principal{name: accountUser(namespace, name)}, namespace != ""
	}
	return principal{}, false
}

// RefersTo tells the role that a binding refers to. It is false where the API server would refuse the reference: it takes ClusterRoles, and
// in RoleBindings Roles of their namespace too.
func RefersTo(binding *estate.Object) (kind, namespace, name string, ok bool) {
	kind, name = binding.Value.At("roleRef", "kind").Str(), binding.Value.At("roleRef", "name").Str()
	if kind == "Role" {
		return kind, binding.Namespace, name, binding.Namespace != ""
	}
	return kind, "", name, kind == "ClusterRole"
}

// UserOf is the user name of an element of a binding's subjects in a namespace, "" for none.
func UserOf(v *estate.Value, namespace string) string {
	who, ok := principalOf(v, namespace)
	if !ok || who.group {
		return ""
	}
	return who.name
}

// referred returns the rules that a binding refers to. A role that does not exist has none.
func (x *Index) referred(binding *estate.Object) *ruleSet {
	for _, field := range [...]string{"kind", "name"} {
		if v := binding.Value.At("roleRef", field); v.Unknown() {
			return &ruleSet{unclear: v}
		}
	}
	kind, namespace, name, ok := RefersTo(binding)
	if !ok {
		return &ruleSet{}
	}
	key := roleKey{namespace, name}
	set := x.resolved[key]
	if set == nil {
		switch o := x.Role(namespace, name); {
		case o != nil:
			set = x.set(o.Value.Get("rules"))
		default:
			set = &ruleSet{unclear: x.absent(kind, namespace)}
		}
		x.resolved[key] = set
	}
	return set
}

// Answer says whether a request is allowed. Where it is not, Unclear says why that is not certain.
type Answer struct {
	Allowed bool
	Unclear *estate.Value
}

// May answers whether somebody may do something.
func (x *Index) May(who Subject, q *Request) Answer {
	x.bind()
	var answer Answer
	ask := func(p principal) bool {
		if p == (principal{group: true, name: Masters}) {
			return true
		}
		held := x.principals[p]
		if held == nil {
			return false
		}
		for _, namespace := range q.scopes() {
			for set := range held.sets[namespace] {
				if set.allows(q) {
					return true
				}
				if set.unclear != nil {
					answer.Unclear = set.unclear
				}
			}
		}
		return false
	}
	if ask(principal{name: who.User}) {
		return Answer{Allowed: true}
	}
	for _, group := range who.Groups {
		if ask(principal{group: true, name: group}) {
			return Answer{Allowed: true}
		}
	}
	if unread := x.unreadBindings(q); unread != nil {
		answer.Unclear = unread
	}
	return answer
}

// scopes are the namespaces whose bindings count for a request; "" is that of ClusterRoleBindings.
func (q *Request) scopes() []string {
	if q.Namespace == "" || q.URL != "" {
		return []string{""}
	}
	return []string{"", q.Namespace}
}

// unreadBindings says why there may be more bindings that count for a request than were read.
func (x *Index) unreadBindings(q *Request) *estate.Value {
	if unread := x.absent("ClusterRoleBinding", ""); unread != nil {
		return unread
	}
	if q.Namespace != "" && q.URL == "" {
		return x.absent("RoleBinding", q.Namespace)
	}
	return nil
}
