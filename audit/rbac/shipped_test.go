package rbac_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"testing"

	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	client "k8s.io/client-go/kubernetes"

	"bulkhead/audit/rbac"
	"bulkhead/collectors/kubernetes/clustertest"
)

var update = flag.Bool("update", false, "rewrite what the API server ships")

// What a new cluster holds is what is known as shipped, and nothing of it is judged; what is changed there is.
func TestAsTheAPIServerShips(t *testing.T) {
	cluster := clustertest.Start(t)
	api, err := client.NewForConfig(cluster.Config(clustertest.Admin))
	if err != nil {
		t.Fatal(err)
	}
	const file = "shipped/api-server.json"
	got := encodeShipped(t, shippedBy(t, api))
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(file); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s is not what the API server ships (%v): go test ./audit/rbac -run Ships -update", file, err)
	}

	own := func() map[string]string {
		sink := &indexSink{index: rbac.New(false, known)}
		collect(t, cluster, sink)
		found := map[string]string{}
		for _, binding := range sink.index.Bindings() {
			shipped := sink.index.AsShipped(binding)
			count := len(binding.Value.Get("subjects").Elements())
			if len(shipped.Subjects) < count || len(shipped.AddedRules) > 0 {
				found[binding.Namespace+"/"+binding.Name] = fmt.Sprintf("%v of %d, added %v", shipped.Subjects, count, shipped.AddedRules)
			}
		}
		return found
	}
	if found := own(); len(found) > 0 {
		t.Errorf("of a new cluster is not as shipped: %v", found)
	}

	change(t, api)
	want := map[string]string{
		"/cluster-admin":     "[0] of 2, added []",
		"/system:discovery":  "[] of 1, added []",
		"/system:monitoring": "[0] of 1, added [2]",
		"/mine":              "[1] of 2, added []",
		"kube-system/system:controller:token-cleaner": "[0] of 2, added []",
	}
	found := own()
	for name, how := range want {
		if found[name] != how {
			t.Errorf("%s: %q, want %q", name, found[name], how)
		}
		delete(found, name)
	}
	if len(found) > 0 {
		t.Errorf("more is not as shipped: %v", found)
	}
}

// change changes what is shipped, as an attacker or a careless administrator might.
func change(t *testing.T, api client.Interface) {
	t.Helper()
	ctx := t.Context()
	done := func(_ any, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	jane := rbacv1.Subject{Kind: "User", APIGroup: rbacv1.GroupName, Name: "jane"}
	bindings := api.RbacV1().ClusterRoleBindings()
	admin, err := bindings.Get(ctx, "cluster-admin", metav1.GetOptions{})
	done(admin, err)
	admin.Subjects = append(admin.Subjects, jane)
	done(bindings.Update(ctx, admin, metav1.UpdateOptions{}))
	discovery, err := bindings.Get(ctx, "system:discovery", metav1.GetOptions{})
	done(discovery, err)
	discovery.Subjects = []rbacv1.Subject{{Kind: "Group", APIGroup: rbacv1.GroupName, Name: "system:unauthenticated"}}
	done(bindings.Update(ctx, discovery, metav1.UpdateOptions{}))
	role, err := api.RbacV1().ClusterRoles().Get(ctx, "system:monitoring", metav1.GetOptions{})
	done(role, err)
	role.Rules = append(role.Rules, rbacv1.PolicyRule{Verbs: []string{"get"}, APIGroups: []string{""}, Resources: []string{"secrets"}})
	done(api.RbacV1().ClusterRoles().Update(ctx, role, metav1.UpdateOptions{}))
	done(bindings.Create(ctx, &rbacv1.ClusterRoleBinding{
		ObjectMeta: metav1.ObjectMeta{Name: "mine"},
		Subjects:   []rbacv1.Subject{{Kind: "Group", APIGroup: rbacv1.GroupName, Name: "system:nodes"}, {Kind: "Group", APIGroup: rbacv1.GroupName, Name: rbac.Masters}},
		RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: "view"},
	}, metav1.CreateOptions{}))
	cleaner, err := api.RbacV1().RoleBindings("kube-system").Get(ctx, "system:controller:token-cleaner", metav1.GetOptions{})
	done(cleaner, err)
	cleaner.Subjects = append(cleaner.Subjects, jane)
	done(api.RbacV1().RoleBindings("kube-system").Update(ctx, cleaner, metav1.UpdateOptions{}))
}

// shippedBy reads the roles and bindings of a new cluster.
func shippedBy(t *testing.T, api client.Interface) *rbac.Shipped {
	t.Helper()
	s := &rbac.Shipped{Roles: map[string][]rbac.Rule{}, Bindings: map[string]rbac.ShippedBinding{}}
	listed := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	role := func(meta metav1.ObjectMeta, rules []rbacv1.PolicyRule) {
		of := make([]rbac.Rule, len(rules))
		for i, r := range rules {
			of[i] = rbac.Rule{Verbs: r.Verbs, APIGroups: r.APIGroups, Resources: r.Resources, ResourceNames: r.ResourceNames, NonResourceURLs: r.NonResourceURLs}
		}
		s.Roles[meta.Namespace+"/"+meta.Name] = of
	}
	binding := func(meta metav1.ObjectMeta, ref rbacv1.RoleRef, subjects []rbacv1.Subject) {
		b := rbac.ShippedBinding{Role: "/" + ref.Name, Subjects: []string{}}
		if ref.Kind == "Role" {
			b.Role = meta.Namespace + b.Role
		}
		for _, subject := range subjects {
			name := subject.Name
			if subject.Kind == "ServiceAccount" {
				name = subject.Namespace + "/" + name
			}
			b.Subjects = append(b.Subjects, subject.Kind+"/"+name)
		}
		slices.Sort(b.Subjects)
		s.Bindings[meta.Namespace+"/"+meta.Name] = b
	}
	clusterRoles, err := api.RbacV1().ClusterRoles().List(t.Context(), metav1.ListOptions{})
	listed(err)
	for _, o := range clusterRoles.Items {
		role(o.ObjectMeta, o.Rules)
	}
	roles, err := api.RbacV1().Roles("").List(t.Context(), metav1.ListOptions{})
	listed(err)
	for _, o := range roles.Items {
		role(o.ObjectMeta, o.Rules)
	}
	clusterBindings, err := api.RbacV1().ClusterRoleBindings().List(t.Context(), metav1.ListOptions{})
	listed(err)
	for _, o := range clusterBindings.Items {
		binding(o.ObjectMeta, o.RoleRef, o.Subjects)
	}
	bindings, err := api.RbacV1().RoleBindings("").List(t.Context(), metav1.ListOptions{})
	listed(err)
	for _, o := range bindings.Items {
		binding(o.ObjectMeta, o.RoleRef, o.Subjects)
	}
	return s
}

// encodeShipped writes one rule or binding a line.
func encodeShipped(t *testing.T, s *rbac.Shipped) []byte {
	t.Helper()
	var text bytes.Buffer
	encode := func(v any) []byte {
		line, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return line
	}
	separator := ""
	text.WriteString("{\"roles\": {")
	for _, name := range sorted(s.Roles) {
		fmt.Fprintf(&text, "%s\n%q: [", separator, name)
		for i, rule := range s.Roles[name] {
			if i > 0 {
				text.WriteByte(',')
			}
			fmt.Fprintf(&text, "\n  %s", encode(rule))
		}
		text.WriteString("]")
		separator = ","
	}
	separator = ""
	text.WriteString("\n},\n\"bindings\": {")
	for _, name := range sorted(s.Bindings) {
		fmt.Fprintf(&text, "%s\n%q: %s", separator, name, encode(s.Bindings[name]))
		separator = ","
	}
	text.WriteString("\n}}\n")
	return text.Bytes()
}

func sorted[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
