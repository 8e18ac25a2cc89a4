package rbac

import (
	"slices"

	"bulkhead/audit/estate"
)

// Rights is a set of what bindings allow, one bit for each element of powers.
type Rights uint64

// something is a name that no rule has, so that only rules for all names match.
const something = "\x00"

// power is one thing that is worth knowing of a subject. Names are short and in the words of the controls.
type power struct {
	word string
	// clusterWide: the resource is in no namespace, so RoleBindings give nothing of it.
	clusterWide bool
	// any of these requests gives the power.
	any []Request
	// since is the minor version below which more requests give it.
	since  int
	before []Request
}

const (
	approvesRequests = "approve-certificate-requests"
	signs            = "sign-certificates"
)

// powers are those that the controls of bindings judge too. Whoever approves certificates needs two rights.
var powers = [...]power{
	{word: "cluster-admin", any: []Request{{Verb: something, Group: something, Resource: something, Name: something}}},
	{word: "read-secrets", any: objects("", "secrets", "get", "list", "watch")},
	{word: "write-secrets", any: objects("", "secrets", "create", "update", "patch")},
	{word: "create-workloads", any: slices.Concat(
		objects("", "pods", "create"),
		objects("", "replicationcontrollers", "create", "update", "patch"),
		objects("apps", "deployments", "create", "update", "patch"),
		objects("apps", "daemonsets", "create", "update", "patch"),
		objects("apps", "replicasets", "create", "update", "patch"),
		objects("apps", "statefulsets", "create", "update", "patch"),
		objects("batch", "jobs", "create", "update", "patch"),
		objects("batch", "cronjobs", "create", "update", "patch"),
	)},
	{
		word: "exec-into-pods",
		any: slices.Concat(
			parts("", "pods", "exec", "create"), parts("", "pods", "attach", "create"),
			parts("", "pods", "ephemeralcontainers", "update", "patch"),
		),
		since:  35,
		before: slices.Concat(parts("", "pods", "exec", "get"), parts("", "pods", "attach", "get")),
	},
	{word: "impersonate", clusterWide: true, any: slices.Concat(objects("", "users", "impersonate"), objects("", "groups", "impersonate"))},
	{word: "impersonate-accounts", any: objects("", "serviceaccounts", "impersonate")},
	{word: "bind-or-escalate", any: slices.Concat(
		objects("rbac.authorization.k8s.io", "roles", "bind", "escalate"),
		objects("rbac.authorization.k8s.io", "clusterroles", "bind"),
	)},
	{word: "bind-or-escalate", clusterWide: true, any: objects("rbac.authorization.k8s.io", "clusterroles", "escalate")},
	{word: "create-tokens", any: parts("", "serviceaccounts", "token", "create")},
	{word: "reach-kubelets", clusterWide: true, any: parts("", "nodes", "proxy", "get", "create")},
	{word: "write-webhooks", clusterWide: true, any: slices.Concat(
		objects("admissionregistration.k8s.io", "mutatingwebhookconfigurations", "create", "update", "patch"),
		objects("admissionregistration.k8s.io", "validatingwebhookconfigurations", "create", "update", "patch"),
		objects("admissionregistration.k8s.io", "mutatingadmissionpolicies", "create", "update", "patch"),
	)},
	{word: "create-persistent-volumes", clusterWide: true, any: objects("", "persistentvolumes", "create")},
	{word: "write-nodes", clusterWide: true, any: slices.Concat(objects("", "nodes", "update", "patch"), parts("", "nodes", "status", "update", "patch"))},
	{word: "label-namespaces", any: // a namespace is an object of itself
	objects("", "namespaces", "update", "patch")},
	{word: approvesRequests, clusterWide: true, any: parts("certificates.k8s.io", "certificatesigningrequests", "approval", "update", "patch")},
	{word: signs, clusterWide: true, any: objects("certificates.k8s.io", "signers", "approve")},
}

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

// judge computes what a rule set gives, once.
func (s *ruleSet) judge(minor int) [2]Rights {
	if s.judged {
		return s.rights
	}
	s.judged = true
	for i := range powers {
		p := &powers[i]
		if !s.allowsAny(p.any) && (minor >= p.since || !s.allowsAny(p.before)) {
			continue
		}
		s.rights[1] |= 1 << i
		if !p.clusterWide {
			s.rights[0] |= 1 << i
		}
	}
	return s.rights
}

func (s *ruleSet) allowsAny(requests []Request) bool {
	for i := range requests {
		if s.allows(&requests[i]) {
			return true
		}
	}
	return false
}

// words are the names of rights, sorted. Parts of a power count only together.
func (r Rights) words() []string {
	var words []string
	for i := range powers {
		if r&(1<<i) != 0 {
			words = append(words, powers[i].word)
		}
	}
	slices.Sort(words)
	words = slices.Compact(words)
	signing := slices.Contains(words, signs)
	return slices.DeleteFunc(words, func(word string) bool {
		return word == signs || (word == approvesRequests && !signing)
	})
}

// summary is what a principal's grants give, in sum.
type summary struct {
	cluster   Rights
	namespace map[string]Rights
	some      Rights // in any namespace
	several   Rights // in two namespaces or more
	unclear   *estate.Value
}

func (x *Index) summarize(p principal, minor int) *summary {
	held := x.principals[p]
	if held == nil {
		return &summary{}
	}
	if held.summary != nil {
		return held.summary
	}
	s := &summary{namespace: map[string]Rights{}}
	held.summary = s
	for namespace, sets := range held.sets {
		var rights Rights
		for set := range sets {
			given := set.judge(minor)
			if namespace == "" {
				s.cluster |= given[1]
			} else {
				rights |= given[0]
			}
			if set.unclear != nil {
				s.unclear = set.unclear
			}
		}
		if namespace != "" {
			s.several |= s.some & rights
			s.some |= rights
			s.namespace[namespace] = rights
		}
	}
	return s
}

// AccountRights are the rights of a service account in words: in the whole cluster, in its own namespace, and in another one. What
// holds in the whole cluster is not repeated. Unclear says why there may be more.
type AccountRights struct {
	Cluster, Own, Other []string
	Unclear             *estate.Value
}

// AccountRights sums up what a service account may do, on its own and by its groups. Minor is the version of Kubernetes.
func (x *Index) AccountRights(namespace, name string, minor int) AccountRights {
	x.bind()
	who := Account(namespace, name)
	var cluster, own, other Rights
	var result AccountRights
	add := func(p principal) {
		s := x.summarize(p, minor)
		cluster |= s.cluster
		own |= s.namespace[namespace]
		other |= s.several | s.some&^s.namespace[namespace]
		if s.unclear != nil {
			result.Unclear = s.unclear
		}
	}
	add(principal{name: who.User})
	for _, group := range who.Groups {
		add(principal{group: true, name: group})
	}
	if unread := x.unreadBindings(&Request{Namespace: namespace}); unread != nil {
		result.Unclear = unread
	}
	result.Cluster, result.Own, result.Other = cluster.words(), (own &^ cluster).words(), (other &^ cluster).words()
	return result
}
