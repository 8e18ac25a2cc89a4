package rbac_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	client "k8s.io/client-go/kubernetes"

	"bulkhead/audit/rbac"
)

// estateMaker makes roles, bindings and questions about them.
type estateMaker struct {
	*rand.Rand
	bindings []bound
}

// bound is a subject of a binding, with the rules that the binding gives where they are known by now.
type bound struct {
	who       rbac.Subject
	namespace string
	rules     []rbacv1.PolicyRule
}

var (
	verbs      = []string{"get", "list", "create", "update", "impersonate", "bind", "deletecollection", "*"}
	groups     = []string{"", "apps", "batch", "rbac.authorization.k8s.io", "*"}
	resources  = []string{"pods", "pods/exec", "pods/*", "secrets", "deployments", "deployments/scale", "*/scale", "*/exec", "*", "nodes/proxy", "a/b/c", "*/b/c"}
	names      = []string{"one", "two", "", "*"}
	urls       = []string{"/healthz", "/healthz/*", "/api*", "/logs/**", "*", "/a/*/b", "/metrics/"}
	askedURLs  = []string{"/healthz", "/healthz/", "/healthz/etcd", "/api", "/apis/x", "/logs/", "/logs/kubelet", "/logs", "/a/x/b", "/a/*/b", "/metrics", "/metrics/", "/"}
	namespaces = []string{"a", "b", "c", "d"}
)

func pick[T any](m *estateMaker, from []T) T { return from[m.IntN(len(from))] }

// some returns one to three elements.
func (m *estateMaker) some(from []string) []string {
	list := make([]string, 1+m.IntN(3))
	for i := range list {
		list[i] = pick(m, from)
	}
	return list
}

// rarely leaves "*" out nine times of ten, so that not everything is allowed.
func (m *estateMaker) rarely(list []string) []string {
	for i := range list {
		if list[i] == "*" && m.IntN(10) > 0 {
			list[i] = "get"
		}
	}
	return list
}

func (m *estateMaker) rule(urlsToo bool) rbacv1.PolicyRule {
	if urlsToo && m.IntN(4) == 0 {
		return rbacv1.PolicyRule{Verbs: m.rarely(m.some(verbs)), NonResourceURLs: m.some(urls)}
	}
	rule := rbacv1.PolicyRule{Verbs: m.rarely(m.some(verbs)), APIGroups: m.some(groups), Resources: m.some(resources)}
	if m.IntN(3) == 0 {
		rule.ResourceNames = m.some(names)
	}
	return rule
}

func (m *estateMaker) someRules(urlsToo bool) []rbacv1.PolicyRule {
	rules := make([]rbacv1.PolicyRule, m.IntN(4))
	for i := range rules {
		rules[i] = m.rule(urlsToo)
	}
	return rules
}

func (m *estateMaker) subject(inNamespace string) (rbacv1.Subject, rbac.Subject) {
	switch m.IntN(4) {
	case 0:
		name := fmt.Sprintf("user-%d", m.IntN(8))
		if m.IntN(5) == 0 {
			namespace, account := pick(m, namespaces), fmt.Sprintf("account-%d", m.IntN(3))
			return rbacv1.Subject{Kind: "User", APIGroup: rbacv1.GroupName, Name: rbac.Account(namespace, account).User}, rbac.Account(namespace, account)
		}
		return rbacv1.Subject{Kind: "User", APIGroup: rbacv1.GroupName, Name: name}, rbac.Subject{User: name}
	case 1:
		name := fmt.Sprintf("group-%d", m.IntN(5))
		if m.IntN(5) == 0 {
			namespace := pick(m, namespaces)
			group := pick(m, []string{rbac.Accounts + ":" + namespace, rbac.Accounts + ":" + namespace, rbac.Accounts, rbac.Authenticated})
			return rbacv1.Subject{Kind: "Group", APIGroup: rbacv1.GroupName, Name: group}, rbac.Account(namespace, "another")
		}
		return rbacv1.Subject{Kind: "Group", APIGroup: rbacv1.GroupName, Name: name}, rbac.Subject{User: "somebody", Groups: []string{"x", name}}
	}
	namespace, account := pick(m, namespaces), fmt.Sprintf("account-%d", m.IntN(3))
	subject := rbacv1.Subject{Kind: "ServiceAccount", Namespace: namespace, Name: account}
	if inNamespace != "" && m.IntN(3) == 0 {
		namespace = inNamespace
		subject.Namespace = namespace
	}
	return subject, rbac.Account(namespace, account)
}

func (m *estateMaker) subjects(namespace string, rules []rbacv1.PolicyRule) []rbacv1.Subject {
	list := make([]rbacv1.Subject, m.IntN(3))
	for i := range list {
		subject, who := m.subject(namespace)
		list[i] = subject
		m.bindings = append(m.bindings, bound{who, namespace, rules})
	}
	return list
}

// create puts all objects on an API server.
func (m *estateMaker) create(t *testing.T, api client.Interface) {
	t.Helper()
	ctx := t.Context()
	created := func(_ any, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, namespace := range namespaces {
		created(api.CoreV1().Namespaces().Create(ctx, &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: namespace}}, metav1.CreateOptions{}))
	}
	const count = 60
	clusterRules := map[string][]rbacv1.PolicyRule{}
	for i := range count {
		role := &rbacv1.ClusterRole{ObjectMeta: metav1.ObjectMeta{
			Name: fmt.Sprintf("cluster-%d", i), Labels: map[string]string{"into": fmt.Sprint(m.IntN(12))},
		}}
		if i%5 == 0 {
			role.AggregationRule = m.aggregation()
		} else {
			role.Rules = m.someRules(true)
		}
		clusterRules[role.Name] = role.Rules
		created(api.RbacV1().ClusterRoles().Create(ctx, role, metav1.CreateOptions{}))
	}
	local := map[string][]rbacv1.PolicyRule{}
	for i := range count {
		namespace := pick(m, namespaces)
		role := &rbacv1.Role{ObjectMeta: metav1.ObjectMeta{Name: fmt.Sprintf("role-%d", i/4), Namespace: namespace}, Rules: m.someRules(false)}
		if _, ok := local[namespace+"/"+role.Name]; ok {
			continue
		}
		local[namespace+"/"+role.Name] = role.Rules
		created(api.RbacV1().Roles(namespace).Create(ctx, role, metav1.CreateOptions{}))
	}
	for i := range count {
		name := fmt.Sprintf("cluster-%d", m.IntN(count+5)) // some do not exist
		created(api.RbacV1().ClusterRoleBindings().Create(ctx, &rbacv1.ClusterRoleBinding{
			ObjectMeta: metav1.ObjectMeta{Name: fmt.Sprintf("b-%d", i)}, Subjects: m.subjects("", clusterRules[name]),
			RoleRef: rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: name},
		}, metav1.CreateOptions{}))
	}
	for i := range 2 * count {
		namespace := pick(m, namespaces)
		ref := rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: fmt.Sprintf("cluster-%d", m.IntN(count+5))}
		rules := clusterRules[ref.Name]
		if m.IntN(2) == 0 {
			ref.Kind, ref.Name = "Role", fmt.Sprintf("role-%d", m.IntN(count/4+2))
			rules = local[namespace+"/"+ref.Name]
		}
		created(api.RbacV1().RoleBindings(namespace).Create(ctx, &rbacv1.RoleBinding{
			ObjectMeta: metav1.ObjectMeta{Name: fmt.Sprintf("b-%d", i)}, Subjects: m.subjects(namespace, rules), RoleRef: ref,
		}, metav1.CreateOptions{}))
	}
}

func (m *estateMaker) aggregation() *rbacv1.AggregationRule {
	rule := &rbacv1.AggregationRule{ClusterRoleSelectors: make([]metav1.LabelSelector, 1+m.IntN(2))}
	for i := range rule.ClusterRoleSelectors {
		if m.IntN(3) == 0 {
			rule.ClusterRoleSelectors[i].MatchExpressions = []metav1.LabelSelectorRequirement{
				{Key: "into", Operator: metav1.LabelSelectorOpIn, Values: []string{fmt.Sprint(m.IntN(12)), fmt.Sprint(m.IntN(12))}},
			}
		} else {
			rule.ClusterRoleSelectors[i].MatchLabels = map[string]string{"into": fmt.Sprint(m.IntN(12))}
		}
	}
	return rule
}

// question asks what a binding allows or nearly allows, or anything.
func (m *estateMaker) question() (rbac.Subject, rbac.Request) {
	_, who := m.subject("")
	q := rbac.Request{Verb: m.verb(pick(m, verbs)), Group: m.literal(pick(m, groups)), Name: pick(m, names), Namespace: pick(m, append([]string{""}, namespaces...))}
	q.Resource, q.Subresource, _ = strings.Cut(pick(m, resources), "/")
	if m.IntN(8) == 0 {
		return who, rbac.Request{Verb: q.Verb, URL: pick(m, askedURLs)}
	}
	if m.IntN(4) == 0 {
		return who, q
	}
	from := pick(m, m.bindings)
	if len(from.rules) == 0 {
		return from.who, q
	}
	rule := pick(m, from.rules)
	if len(rule.NonResourceURLs) > 0 {
		return from.who, rbac.Request{Verb: m.verb(pick(m, rule.Verbs)), URL: pick(m, askedURLs)}
	}
	near := rbac.Request{Verb: m.verb(pick(m, rule.Verbs)), Group: m.literal(pick(m, rule.APIGroups)), Namespace: from.namespace, Name: pick(m, names)}
	near.Resource, near.Subresource, _ = strings.Cut(pick(m, rule.Resources), "/")
	if near.Resource == "*" {
		near.Resource = "pods"
	}
	if len(rule.ResourceNames) > 0 {
		near.Name = pick(m, rule.ResourceNames)
	}
	switch m.IntN(8) { // one thing off
	case 0:
		near.Verb = q.Verb
	case 1:
		near.Group = q.Group
	case 2:
		near.Resource, near.Subresource = q.Resource, q.Subresource
	case 3:
		near.Name = q.Name
	case 4:
		near.Namespace = q.Namespace
	case 5:
		return who, near
	}
	return from.who, near
}

// verb and literal make what a request says of what a rule says, as a rule.
func (m *estateMaker) verb(of string) string {
	if of == "*" && m.IntN(4) > 0 {
		return "watch"
	}
	return of
}

func (m *estateMaker) literal(of string) string {
	if of == "*" && m.IntN(4) > 0 {
		return "policy"
	}
	return of
}
