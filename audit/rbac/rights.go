package rbac

import (
	"slices"

	"bulkhead/audit/estate"
)

// powers are what controls of pods, accounts and roles judge somebody by, sorted. A word that stands several times is given in several ways.
var powers = [...]way{
	{"approve-certificate-requests", []means{approveRequests, signRequests}},
	{"bind-or-escalate", []means{bindRoles | bindClusterRoles, writeRoleBindings}},
	{"bind-or-escalate", []means{bindClusterRoles, writeClusterRoleBindings}},
	{"bind-or-escalate", []means{escalateRoles, writeRoles}},
	{"bind-or-escalate", []means{escalateClusterRoles, writeClusterRoles}},
	{"cluster-admin", []means{everything}},
	{"create-persistent-volumes", []means{createPersistentVolumes}},
	{"create-tokens", []means{createTokens}},
	{"create-workloads", []means{createPods | createControllers | changeControllers}},
	{"exec-into-pods", []means{execIntoPods}},
	{"impersonate", []means{actAsUsers | actAsGroups, actAsUsers | actAsAccounts}}, // nobody is a group alone
	{"impersonate-accounts", []means{actAsAccounts}},
	{"label-namespaces", []means{labelNamespaces}}, // a namespace is an object of itself
	{"reach-kubelets", []means{askKubelets | getFromKubelets}},
	{"read-secrets", []means{readSecrets}},
	{"write-nodes", []means{writeNodes}},
	{"write-secrets", []means{createSecrets | changeSecrets}},
	{"write-webhooks", []means{writeWebhooks | writeValidation}},
}

// Rights is a set of powers, one bit for each element.
type Rights uint32

// rights are the powers that means give.
func (m means) rights() (r Rights) {
	for i := range powers {
		if powers[i].by(m) {
			r |= 1 << i
		}
	}
	return r
}

func (r Rights) words() []string {
	var words []string
	for i := range powers {
		if r&(1<<i) != 0 {
			words = append(words, powers[i].word)
		}
	}
	return slices.Compact(words)
}

// AccountRights are the rights of a service account in words: in the whole cluster, in its own namespace, and in another one. What
// holds in the whole cluster is not repeated. Unclear says why there may be more.
type AccountRights struct {
	Cluster, Own, Other []string
	Unclear             *estate.Value
}

// AccountRights sums up what a service account may do, on its own and by its groups. Minor is the version of Kubernetes, the same for
// all questions.
func (x *Index) AccountRights(namespace, name string, minor int) AccountRights {
	x.bind()
	groups := x.groups[namespace]
	if groups == nil {
		groups = x.summarize(Account(namespace, name).Groups, minor)
		x.groups[namespace] = groups
	}
	return x.sum(x.scoped(principal{name: accountUser(namespace, name)}, minor), groups, namespace)
}

// BoundRights sums up what the bindings that name a service account give it, without those of its groups, and how many those are.
func (x *Index) BoundRights(namespace, name string, minor int) (AccountRights, int) {
	x.bind()
	who, bindings := principal{name: accountUser(namespace, name)}, 0
	if held := x.principals[who]; held != nil {
		for _, names := range held.bindings {
			bindings += len(names)
		}
	}
	return x.sum(x.scoped(who, minor), &summary{}, namespace), bindings
}

// summary is what groups give together.
type summary struct {
	scoped
	rights  map[string]Rights // by namespace, beyond what they give in the whole cluster
	some    Rights            // in any namespace
	several Rights            // in two namespaces or more
}

func (x *Index) summarize(groups []string, minor int) *summary {
	s := &summary{scoped: scoped{map[string]means{}, map[string]*estate.Value{}}, rights: map[string]Rights{}}
	for _, name := range groups {
		given := x.scoped(principal{group: true, name: name}, minor)
		for namespace, m := range given.means {
			s.means[namespace] |= m
		}
		for namespace, unclear := range given.unclear {
			s.unclear[namespace] = first(s.unclear[namespace], unclear)
		}
	}
	for namespace, m := range s.means {
		if namespace != "" {
			rights := (m | s.means[""]).rights()
			s.rights[namespace] = rights
			s.several |= s.some & rights
			s.some |= rights
		}
	}
	return s
}

// sum tells what an account in a namespace has by its own bindings and by its groups.
func (x *Index) sum(account scoped, groups *summary, namespace string) AccountRights {
	var result AccountRights
	everywhere := account.means[""] | groups.means[""]
	cluster := everywhere.rights()
	own := (everywhere | account.means[namespace] | groups.means[namespace]).rights()
	other := groups.several | groups.some&^groups.rights[namespace]
	for in, given := range account.means {
		if in != "" && in != namespace {
			other |= (everywhere | given | groups.means[in]).rights()
		}
	}
	if account.means[""] != 0 { // with what a group has in a namespace it may give more there
		for in, given := range groups.means {
			if in != "" && in != namespace {
				other |= (everywhere | given).rights()
			}
		}
	}
	for _, all := range []scoped{account, groups.scoped} {
		for _, unclear := range all.unclear {
			result.Unclear = first(result.Unclear, unclear)
		}
	}
	if unread := x.unreadBindings(&Request{Namespace: namespace}); unread != nil {
		result.Unclear = unread
	}
	result.Cluster, result.Own, result.Other = cluster.words(), (own &^ cluster).words(), (other &^ cluster).words()
	return result
}

// RolePowers are the words of what a role gives where it is bound, in the whole cluster if it is a ClusterRole, and why there may be more.
func (x *Index) RolePowers(role *estate.Object, minor int) (words []string, unclear *estate.Value) {
	set := x.set(x.Role(role.Namespace, role.Name).Value.Get("rules"))
	given := set.weigh(minor)
	if role.Namespace == "" {
		return given[1].rights().words(), set.unclear
	}
	return given[0].rights().words(), set.unclear
}
