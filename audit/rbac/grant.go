package rbac

import (
	"slices"
	"strings"

	"bulkhead/audit/estate"
)

// Grant is what a user or a group may do in one namespace, or in the whole cluster where Namespace is empty. What it has by the groups
// that it is in, or in the whole cluster, is not repeated.
type Grant struct {
	Group     bool
	Name      string
	Namespace string
	// Ways are the words of what it may do to other accounts, pods and nodes, sorted; see ways.
	Ways []string
	// Bindings are the names of those that give it something there.
	Bindings []string
	// Unclear says why there may be more.
	Unclear *estate.Value
}

// means is a set of what a path through the cluster is made of, one bit each.
type means uint64

const (
	everything means = 1 << iota
	createPods
	createControllers
	changePods
	changeControllers
	execIntoPods
	getIntoPods
	forwardPorts
	readSecrets
	createSecrets
	changeSecrets
	createTokens
	actAsUsers
	actAsGroups
	actAsAccounts
	bindRoles
	bindClusterRoles
	writeRoleBindings
	writeClusterRoleBindings
	escalateRoles
	escalateClusterRoles
	writeRoles
	writeClusterRoles
	askKubelets
	getFromKubelets
	writeWebhooks
	writeValidation
	createPersistentVolumes
	createClaims
	labelNamespaces
	createRequests
	approveRequests
	signRequests
	readLogs
	writeNodes
)

// mean says which requests give one.
type mean struct {
	of          means
	clusterWide bool
	any         []Request
	since       int // the minor version below which before gives it too
	before      []Request
}

func controllers(verbs ...string) []Request {
	return slices.Concat(
		objects("", "replicationcontrollers", verbs...), objects("apps", "deployments", verbs...), objects("apps", "daemonsets", verbs...),
		objects("apps", "replicasets", verbs...), objects("apps", "statefulsets", verbs...), objects("batch", "jobs", verbs...),
		objects("batch", "cronjobs", verbs...),
	)
}

// something is a name that no rule has, so that only rules for all names match.
const something = "\x00"

// objects are requests for any object of a resource.
func objects(group, resource string, verbs ...string) []Request {
	return parts(group, resource, "", verbs...)
}

func parts(group, resource, subresource string, verbs ...string) []Request {
	requests := make([]Request, 0, len(verbs))
	for _, verb := range verbs {
		q := Request{Verb: verb, Group: group, Resource: resource, Subresource: subresource, Name: something}
		if subresource == "" && slices.Contains([]string{"create", "list", "watch"}, verb) {
			q.Name = "" // as the request is made
		}
		requests = append(requests, q)
	}
	return requests
}

const authorization = "rbac.authorization.k8s.io"

// allMeans are constant.
var allMeans = [...]mean{
	{of: everything, any: []Request{{Verb: something, Group: something, Resource: something, Name: something}}},
	{of: createPods, any: objects("", "pods", "create")},
	{of: createControllers, any: controllers("create")},
	{of: changePods, any: objects("", "pods", "update", "patch")},
	{of: changeControllers, any: controllers("update", "patch")},
	{
		of: execIntoPods,
		any: slices.Concat(
			parts("", "pods", "exec", "create"), parts("", "pods", "attach", "create"),
			parts("", "pods", "ephemeralcontainers", "update", "patch"),
		),
		since:  35,
		before: slices.Concat(parts("", "pods", "exec", "get"), parts("", "pods", "attach", "get")),
	},
	{of: getIntoPods, any: slices.Concat(parts("", "pods", "exec", "get"), parts("", "pods", "attach", "get"))},
	{
		of:     forwardPorts,
		any:    slices.Concat(parts("", "pods", "portforward", "create"), parts("", "pods", "proxy", "get", "create")),
		since:  35,
		before: parts("", "pods", "portforward", "get"),
	},
	{of: readSecrets, any: objects("", "secrets", "get", "list", "watch")},
	{of: createSecrets, any: objects("", "secrets", "create")},
	{of: changeSecrets, any: objects("", "secrets", "update", "patch")},
	{of: createTokens, any: parts("", "serviceaccounts", "token", "create")},
	{of: actAsUsers, clusterWide: true, any: objects("", "users", "impersonate")},
	{of: actAsGroups, clusterWide: true, any: objects("", "groups", "impersonate")},
	{of: actAsAccounts, any: objects("", "serviceaccounts", "impersonate")},
	{of: bindRoles, any: objects(authorization, "roles", "bind")},
	{of: bindClusterRoles, any: objects(authorization, "clusterroles", "bind")},
	{of: writeRoleBindings, any: objects(authorization, "rolebindings", "create", "update", "patch")},
	{of: writeClusterRoleBindings, clusterWide: true, any: objects(authorization, "clusterrolebindings", "create", "update", "patch")},
	{of: escalateRoles, any: objects(authorization, "roles", "escalate")},
	{of: escalateClusterRoles, clusterWide: true, any: objects(authorization, "clusterroles", "escalate")},
	{of: writeRoles, any: objects(authorization, "roles", "create", "update", "patch")},
	{of: writeClusterRoles, clusterWide: true, any: objects(authorization, "clusterroles", "update", "patch")},
	{of: askKubelets, clusterWide: true, any: parts("", "nodes", "proxy", "create")},
	{of: getFromKubelets, clusterWide: true, any: parts("", "nodes", "proxy", "get")},
	{of: writeWebhooks, clusterWide: true, any: slices.Concat(
		objects("admissionregistration.k8s.io", "mutatingwebhookconfigurations", "create", "update", "patch"),
		objects("admissionregistration.k8s.io", "mutatingadmissionpolicies", "create", "update", "patch"),
	)},
	{of: writeValidation, clusterWide: true, any: objects("admissionregistration.k8s.io", "validatingwebhookconfigurations", "create", "update", "patch")},
	{of: createPersistentVolumes, clusterWide: true, any: objects("", "persistentvolumes", "create")},
	{of: createClaims, any: objects("", "persistentvolumeclaims", "create")},
	{of: labelNamespaces, any: objects("", "namespaces", "update", "patch")},
	{of: createRequests, clusterWide: true, any: objects("certificates.k8s.io", "certificatesigningrequests", "create")},
	{of: approveRequests, clusterWide: true, any: parts("certificates.k8s.io", "certificatesigningrequests", "approval", "update", "patch")},
	{of: signRequests, clusterWide: true, any: objects("certificates.k8s.io", "signers", "approve")},
	{of: readLogs, any: parts("", "pods", "log", "get")},
	{of: writeNodes, clusterWide: true, any: slices.Concat(objects("", "nodes", "update", "patch"), parts("", "nodes", "status", "update", "patch"))},
}

// way is a word for what several means give together: one of each set.
type way struct {
	word string
	all  []means
}

// ways are in the words of the edges that policies make of them, sorted.
var ways = [...]way{
	{"approve-certificates", []means{createRequests, approveRequests, signRequests}},
	{"ask-kubelets", []means{askKubelets}},
	{"bind-cluster-roles", []means{bindClusterRoles, writeClusterRoleBindings}},
	{"bind-roles", []means{bindRoles | bindClusterRoles, writeRoleBindings}},
	{"change-pods", []means{changePods | changeControllers}},
	{"cluster-admin", []means{everything}},
	{"create-host-volumes", []means{createPersistentVolumes, createClaims, createPods | createControllers}},
	{"create-pods", []means{createPods | createControllers}},
	{"create-tokens", []means{createTokens}},
	{"escalate-cluster-roles", []means{escalateClusterRoles, writeClusterRoles}},
	{"escalate-roles", []means{escalateRoles, writeRoles}},
	{"exec-into-pods", []means{execIntoPods}},
	{"forward-ports", []means{forwardPorts}},
	{"get-from-kubelets", []means{getFromKubelets}},
	{"get-into-pods", []means{getIntoPods}},
	{"impersonate-accounts", []means{actAsAccounts}},
	{"impersonate-groups", []means{actAsGroups, actAsUsers | actAsAccounts}},
	{"impersonate-users", []means{actAsUsers}},
	{"mint-secrets", []means{createSecrets, readSecrets}},
	{"open-namespaces", []means{labelNamespaces, createPods | createControllers}},
	{"read-logs", []means{readLogs}},
	{"read-secrets", []means{readSecrets}},
	{"write-webhooks", []means{writeWebhooks}},
}

// by says that means give it.
func (w *way) by(m means) bool {
	for _, one := range w.all {
		if m&one == 0 {
			return false
		}
	}
	return true
}

// words are those of the ways that means give, sorted.
func (m means) words() []string {
	var words []string
	for i := range ways {
		if ways[i].by(m) {
			words = append(words, ways[i].word)
		}
	}
	return words
}

func (s *ruleSet) allowsAny(requests []Request) bool {
	for i := range requests {
		if s.allows(&requests[i]) {
			return true
		}
	}
	return false
}

// weigh computes what a rule set gives for a namespace, and for the cluster, once.
func (s *ruleSet) weigh(minor int) [2]means {
	if s.weighed {
		return s.means
	}
	s.weighed = true
	for i := range allMeans {
		m := &allMeans[i]
		if !s.allowsAny(m.any) && (minor >= m.since || !s.allowsAny(m.before)) {
			continue
		}
		s.means[1] |= m.of
		if !m.clusterWide {
			s.means[0] |= m.of
		}
	}
	return s.means
}

// scoped are means by namespace, "" in the whole cluster, and why there may be more.
type scoped struct {
	means   map[string]means
	unclear map[string]*estate.Value
}

func (x *Index) scoped(p principal, minor int) scoped {
	held := x.principals[p]
	if held == nil {
		return scoped{}
	}
	s := scoped{map[string]means{}, map[string]*estate.Value{}}
	for namespace, sets := range held.sets {
		for set := range sets {
			given := set.weigh(minor)
			if namespace == "" {
				s.means[""] |= given[1]
			} else {
				s.means[namespace] |= given[0]
			}
			if set.unclear != nil {
				s.unclear[namespace] = first(s.unclear[namespace], set.unclear)
			}
		}
	}
	return s
}

// first chooses one of two reasons, whatever their order; a is nil where there is one only.
func first(a, b *estate.Value) *estate.Value {
	if a != nil && a.Reason()+a.Text <= b.Reason()+b.Text {
		return a
	}
	return b
}

// Grants returns what all users and groups that bindings name may do. Minor is the version of Kubernetes. An account's ways count what it
// has by its groups where only both together give them.
func (x *Index) Grants(minor int) []Grant {
	x.bind()
	groups := map[string]scoped{}
	group := func(name string) scoped {
		s, ok := groups[name]
		if !ok {
			s = x.scoped(principal{group: true, name: name}, minor)
			groups[name] = s
		}
		return s
	}
	var all []Grant
	for p := range x.principals {
		var by []scoped
		for _, name := range p.groups() {
			by = append(by, group(name))
		}
		own := x.scoped(p, minor)
		if own.means[""] != 0 { // with what a group has in a namespace it may give more there
			for i := range by {
				for namespace := range by[i].means {
					own.means[namespace] |= 0
				}
			}
		}
		for namespace := range own.means {
			if g := own.grant(p, namespace, by); len(g.Ways) > 0 || g.Unclear != nil {
				g.Bindings = slices.Clone(x.principals[p].bindings[namespace])
				slices.Sort(g.Bindings)
				all = append(all, g)
			}
		}
	}
	slices.SortFunc(all, func(a, b Grant) int {
		if c := strings.Compare(a.Name, b.Name); c != 0 {
			return c
		}
		return strings.Compare(a.Namespace, b.Namespace)
	})
	return all
}

// grant is what somebody has in a namespace beyond what it has in the whole cluster, and beyond what its groups have.
func (s *scoped) grant(p principal, namespace string, groups []scoped) Grant {
	g := Grant{Group: p.group, Name: p.name, Namespace: namespace, Unclear: s.unclear[namespace]}
	inherited, held := means(0), s.means[namespace]
	for _, other := range groups {
		inherited |= other.means[namespace] | other.means[""]
	}
	already := inherited.words()
	if namespace != "" {
		held |= s.means[""]
		already = append(already, (s.means[""] | inherited).words()...)
	}
	for _, word := range (held | inherited).words() {
		if !slices.Contains(already, word) {
			g.Ways = append(g.Ways, word)
		}
	}
	return g
}

// groups are those that Kubernetes puts somebody into.
func (p principal) groups() []string {
	if p.group {
		switch {
		case p.name == Accounts:
			return []string{Authenticated}
		case strings.HasPrefix(p.name, Accounts+":"):
			return []string{Accounts, Authenticated}
		}
		return nil
	}
	if namespace, _, ok := AccountOf(p.name); ok {
		return []string{Accounts, Accounts + ":" + namespace, Authenticated}
	}
	return []string{Authenticated}
}

// AccountOf splits the user name of a service account.
func AccountOf(user string) (namespace, name string, ok bool) {
	rest, found := strings.CutPrefix(user, "system:serviceaccount:")
	namespace, name, ok = strings.Cut(rest, ":")
	return namespace, name, found && ok
}
