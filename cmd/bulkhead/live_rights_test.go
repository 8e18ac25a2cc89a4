//go:build cgo && libvirt_dlopen

package main

import (
	"context"
	"slices"
	"strings"
	"testing"

	authorizationv1 "k8s.io/api/authorization/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"

	"bulkhead/audit/result"
	"bulkhead/collectors/kubernetes/clustertest"
)

// The users of the live cluster, besides the one who may do everything.
const (
	auditor  = "auditor"  // has the smallest role that an audit of the cluster takes
	tenant   = "tenant"   // may read the namespace clean
	halfway  = "halfway"  // may list the namespaces, and read most of the namespace clean
	stranger = "stranger" // may do nothing
)

// giveRights binds the users, and waits until the API server knows it. The role is what an audit asks for.
func (e *liveEstate) giveRights(t *testing.T, least *rbacv1.ClusterRole) {
	t.Helper()
	e.bind(t, "auditors", "", clusterRole(least.Name), user(auditor), least.Rules...)

	namespaced := slices.DeleteFunc(slices.Clone(least.Rules), func(r rbacv1.PolicyRule) bool { return r.APIGroups[0] == "node.k8s.io" })
	e.bind(t, "tenants", "clean", role("tenant"), user(tenant), append(namespaced, rule("", "namespaces", "get"))...)

	most := without(namespaced, "networkpolicies", "serviceaccounts")
	e.bind(t, "halfway-tenants", "clean", role("halfway"), user(halfway), most...)
	e.bind(t, "namespace-listers", "", clusterRole("namespace-lister"), user(halfway), rule("", "namespaces", "list"))

	e.waitAllowed(t, auditor, "", "list", "node.k8s.io", "runtimeclasses")
	e.waitAllowed(t, tenant, "clean", "get", "", "namespaces")
	e.waitAllowed(t, halfway, "clean", "list", "", "pods")
	e.waitAllowed(t, halfway, "", "list", "", "namespaces")
}

// without returns rules less some resources.
func without(rules []rbacv1.PolicyRule, resources ...string) []rbacv1.PolicyRule {
	var left []rbacv1.PolicyRule
	for _, r := range rules {
		r.Resources = slices.DeleteFunc(slices.Clone(r.Resources), func(name string) bool { return slices.Contains(resources, name) })
		if len(r.Resources) > 0 {
			left = append(left, r)
		}
	}
	return left
}

func (e *liveEstate) waitAllowed(t *testing.T, user, namespace, verb, group, resource string) {
	t.Helper()
	eventually(t, user+"'s rights", func(ctx context.Context) (bool, error) {
		review, err := e.api.AuthorizationV1().SubjectAccessReviews().Create(ctx, &authorizationv1.SubjectAccessReview{
			Spec: authorizationv1.SubjectAccessReviewSpec{User: user, ResourceAttributes: &authorizationv1.ResourceAttributes{
				Namespace: namespace, Verb: verb, Group: group, Resource: resource,
			}},
		}, metav1.CreateOptions{})
		return err == nil && review.Status.Allowed, err
	})
}

// auditAs audits the cluster as a user, and returns the report, its only target and what was said.
func (e *liveEstate) auditAs(t *testing.T, user string, args ...string) (document, result.Target, said) {
	t.Helper()
	ran := bulkhead(t, append([]string{"audit", "-f", "json", "--kubeconfig", e.cluster.Kubeconfig, "kubernetes:" + user}, args...)...)
	d := ran.document(t)
	return d, d.target(t, user), ran
}

// leastRights: an auditor sees what the administrator sees.
func (e *liveEstate) leastRights(t *testing.T) {
	_, target, seen := e.auditAs(t, auditor, "--show-passed")
	_, _, all := e.auditAs(t, clustertest.Admin, "--show-passed")
	if target.Status != "complete" || len(target.Problems) > 0 {
		t.Errorf("target is %s: %v", target.Status, target.Problems)
	}
	same := func(report, user string) string {
		return strings.NewReplacer(`"target":"`+user+`"`, "", `"target": "`+user+`"`, "", `"id":"`+user+`"`, "", `"id": "`+user+`"`, "",
			"kubernetes:"+user, "").Replace(withoutTimes(report))
	}
	if seen, all := same(seen.out, auditor), same(all.out, clustertest.Admin); seen != all {
		t.Error(firstDifference(all, seen))
	}
}

// oneNamespace: rights in a namespace are enough for an audit of it, less what lies outside.
func (e *liveEstate) oneNamespace(t *testing.T) {
	d, target, ran := e.auditAs(t, tenant, "--include-namespaces", "clean")
	if ran.code != 3 || target.Status != "partial" {
		t.Errorf("exit code %d, target is %s", ran.code, target.Status)
	}
	var missing []string
	for _, p := range target.Problems {
		missing = append(missing, p.What)
	}
	if want := []string{
		"clusterrolebindings", "clusterroles", "mutatingwebhookconfigurations", "nodes", "persistentvolumes", "runtimeclasses",
		"validatingadmissionpolicies", "validatingadmissionpolicybindings", "validatingwebhookconfigurations",
	}; !sameElements(missing, want) {
		t.Errorf("problems are %v, want those of %v", target.Problems, want)
	}
	f := d.finding(t, result.Unknown, "kubernetes/reads-secrets", tenant, "RoleBinding clean/viewers")
	if f.Reason != "unread" || !strings.Contains(f.Message, "clusterroles") {
		t.Errorf("unknown because of %q: %s", f.Reason, f.Message)
	}
	lifted := d.finding(t, result.Unknown, "kubernetes/pod-security-lifted-from-within", tenant, "Namespace clean")
	if lifted.Reason != "unread" || !strings.Contains(lifted.Message, "clusterrolebindings") {
		t.Errorf("unknown because of %q: %s", lifted.Reason, lifted.Message)
	}
	for _, f := range d.Findings {
		if f.Subject.Resource != "RoleBinding" && f.Fingerprint != lifted.Fingerprint {
			t.Errorf("%s is %s for %s: %s", f.Control, f.Status, name(f.Subject), f.Message)
		}
	}
	if target.Subjects["kubernetes/container"] != 1 {
		t.Errorf("subjects are %v", target.Subjects)
	}
}

// fallback: where only lists of a namespace are allowed, each namespace is listed, and what stays unread is unknown.
func (e *liveEstate) fallback(t *testing.T) {
	d, target, ran := e.auditAs(t, halfway, "--severity-threshold", "critical")
	if ran.code != 3 || target.Status != "partial" {
		t.Errorf("exit code %d, target is %s", ran.code, target.Status)
	}
	for control, resource := range map[string]string{
		"kubernetes/no-network-policy": "networkpolicies",
		"kubernetes/automounted-token": "serviceaccounts",
	} {
		f := d.finding(t, result.Unknown, control, halfway, "Deployment clean/app")
		if f.Reason != "unread" || !strings.Contains(f.Message, resource) {
			t.Errorf("unknown because of %q: %s", f.Reason, f.Message)
		}
	}
	if target.Subjects["kubernetes/container"] != 1 {
		t.Errorf("subjects are %v", target.Subjects)
	}
	for _, f := range d.Findings {
		if f.Status == result.Unknown && f.Reason != "unread" {
			t.Errorf("%s is unknown because of %s for %s", f.Control, f.Reason, name(f.Subject))
		}
	}
}

func (e *liveEstate) noRights(t *testing.T) {
	d, target, ran := e.auditAs(t, stranger)
	if ran.code != 3 || target.Status != "failed" || len(d.Findings) > 0 {
		t.Errorf("exit code %d, target is %s, findings %v", ran.code, target.Status, d.Findings)
	}
	if len(target.Problems) != 1 || !strings.Contains(target.Problems[0].Error, "lets this user read nothing") {
		t.Errorf("problems: %v", target.Problems)
	}
	table := bulkhead(t, "audit", "--kubeconfig", e.cluster.Kubeconfig, "kubernetes:"+stranger)
	if table.code != 3 || !strings.Contains(table.out, "lets this user read nothing") {
		t.Errorf("exit code %d\n%s%s", table.code, table.out, table.err)
	}
}

func (e *liveEstate) wrongToken(t *testing.T) {
	kubeconfig := e.kubeconfig(t, func(config *clientcmdapi.Config) { config.AuthInfos[stranger].Token = "expired" })
	ran := bulkhead(t, "audit", "-f", "json", "--kubeconfig", kubeconfig, "--context", stranger, "kubernetes:", e.manifests, "--severity-threshold", "none")
	d := ran.document(t)
	target := d.target(t, stranger)
	if ran.code != 3 || target.Status != "failed" || len(target.Problems) != 1 {
		t.Fatalf("exit code %d, target is %s: %v", ran.code, target.Status, target.Problems)
	}
	if line := target.Problems[0].Error; !strings.Contains(line, "may have expired") || !strings.Contains(line, e.cluster.URL) || strings.Contains(line, "\n") {
		t.Errorf("problem: %s", line)
	}
	d.failure(t, "kubernetes/host-pid", e.manifests, "Deployment files/from-file")
}

func (e *liveEstate) noContext(t *testing.T) {
	ran := bulkhead(t, "audit", "-f", "json", "--kubeconfig", e.cluster.Kubeconfig, "kubernetes:nowhere")
	target := ran.document(t).target(t, "nowhere")
	if ran.code != 3 || target.Status != "failed" || len(target.Problems) != 1 {
		t.Fatalf("exit code %d, target is %s: %v", ran.code, target.Status, target.Problems)
	}
	if line := target.Problems[0].Error; !strings.Contains(line, `no context "nowhere"`) || !strings.Contains(line, "admin, auditor") {
		t.Errorf("problem: %s", line)
	}
}

// allContexts audits every cluster of a kubeconfig, of which one is gone.
func (e *liveEstate) allContexts(t *testing.T) {
	kubeconfig := e.kubeconfig(t, func(config *clientcmdapi.Config) {
		for _, user := range []string{tenant, halfway, stranger} {
			delete(config.Contexts, user)
		}
		config.Clusters["gone"] = &clientcmdapi.Cluster{Server: "https://127.0.0.1:1"}
		config.Contexts["gone"] = &clientcmdapi.Context{Cluster: "gone", AuthInfo: auditor}
	})
	ran := bulkhead(t, "audit", "-f", "json", "--severity-threshold", "none", "--kubeconfig", kubeconfig, "--all-contexts")
	var got []string
	for _, target := range ran.document(t).Targets {
		got = append(got, target.URI+" "+target.Status)
	}
	if want := []string{"kubernetes:admin complete", "kubernetes:auditor complete", "kubernetes:gone failed"}; !slices.Equal(got, want) || ran.code != 3 {
		t.Errorf("exit code %d, targets %v, want %v", ran.code, got, want)
	}
}
