package publish

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/yaml"

	"bulkhead/audit/result"
	"bulkhead/collectors/kubernetes/clustertest"
	"bulkhead/reports"
	"bulkhead/testdata/pinned"
)

const publisherUser = "publisher"

// liveCluster is a real API server with the APIs' own definitions.
type liveCluster struct {
	*clustertest.Cluster
	dynamic dynamic.Interface
	api     *kubernetes.Clientset
}

func startCluster(t *testing.T) *liveCluster {
	t.Helper()
	c := &liveCluster{Cluster: clustertest.Start(t, publisherUser)}
	var err error
	if c.dynamic, err = dynamic.NewForConfig(c.Config(clustertest.Admin)); err != nil {
		t.Fatal(err)
	}
	if c.api, err = kubernetes.NewForConfig(c.Config(clustertest.Admin)); err != nil {
		t.Fatal(err)
	}
	return c
}

// install creates the definitions of a format.
func (c *liveCluster) install(t *testing.T, format string) {
	t.Helper()
	definitions := pinned.PolicyReports(t)
	if format == reports.FormatOpenReports {
		definitions = pinned.OpenReports(t)
	}
	for _, definition := range definitions {
		c.Define(t, definition)
	}
}

// grant gives the publisher the role that docs/rights.md shows.
func (c *liveCluster) grant(t *testing.T) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", "rights.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, after, found := strings.Cut(string(text), "## Publishing")
	_, after, marked := strings.Cut(after, "```yaml\n")
	after, _, ended := strings.Cut(after, "```")
	if !found || !marked || !ended {
		t.Fatal("docs/rights.md has no role to publish with")
	}
	var role rbacv1.ClusterRole
	if err := yaml.UnmarshalStrict([]byte(after), &role); err != nil {
		t.Fatal(err)
	}
	roles := c.api.RbacV1()
	if _, err := roles.ClusterRoles().Create(t.Context(), &role, metav1.CreateOptions{}); err != nil {
		t.Fatal(err)
	}
	binding := rbacv1.ClusterRoleBinding{
		ObjectMeta: metav1.ObjectMeta{Name: role.Name},
		RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: role.Name},
		Subjects:   []rbacv1.Subject{{APIGroup: rbacv1.GroupName, Kind: "User", Name: publisherUser}},
	}
	if _, err := roles.ClusterRoleBindings().Create(t.Context(), &binding, metav1.CreateOptions{}); err != nil {
		t.Fatal(err)
	}
}

// found is a report of failures: of containers in namespaces, and of what no namespace holds.
func found(names ...string) *result.Report {
	r := &result.Report{
		Tool: result.Tool{Name: "bulkhead", Version: "test", Policies: "sha256:0"}, Started: time.Unix(1e9, 0), Finished: time.Unix(1e9, 0),
		Targets:  []result.Target{{ID: "prod", Kind: "cluster", Status: "complete", Subjects: map[string]int{"kubernetes/pod": 1}}, {ID: "other", Kind: "cluster", Status: "complete"}},
		Controls: []result.Control{{ID: "kubernetes/host-pid", Title: "t", Severity: result.High, Wall: "kernel", Remediation: "Remove hostPID."}},
	}
	var findings []result.Finding
	for _, name := range names {
		namespace, name, _ := strings.Cut(name, "/")
		for _, target := range []string{"prod", "other"} {
			findings = append(findings, result.Finding{
				Control: "kubernetes/host-pid", Severity: result.High, Status: result.Fail, Fingerprint: namespace + name, Message: "shares the node's process table",
				Subject:  result.Subject{Target: target, Kind: "kubernetes/pod", Resource: "Pod", Namespace: namespace, Name: name},
				Evidence: []result.Evidence{{Path: "spec.hostPID", Value: json.RawMessage("true"), ResourceVersion: "7"}},
			})
		}
	}
	r.Findings = func(yield func(*result.Finding) bool) {
		for i := range findings {
			if !yield(&findings[i]) {
				return
			}
		}
	}
	return r
}

// kept lists the reports in the cluster, with how many failures they sum up.
func (c *liveCluster) kept(t *testing.T, p *publisher) []string {
	t.Helper()
	var all []string
	inNamespaces, ofCluster := p.resources()
	for _, resource := range []schema.GroupVersionResource{ofCluster, inNamespaces} {
		list, err := c.dynamic.Resource(resource).List(t.Context(), metav1.ListOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range list.Items {
			failures, _, _ := unstructured.NestedInt64(item.Object, "summary", "fail")
			results, _, _ := unstructured.NestedSlice(item.Object, "results")
			all = append(all, fmt.Sprintf("%s/%s %d of %d", item.GetNamespace(), item.GetName(), failures, len(results)))
		}
	}
	slices.Sort(all)
	return all
}

func TestLivePublish(t *testing.T) {
	cluster := startCluster(t)
	access := func(user string) *rest.Config { return cluster.Config(user) }
	for _, name := range []string{"shop", "stall"} {
		if _, err := cluster.api.CoreV1().Namespaces().Create(t.Context(), &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: name}}, metav1.CreateOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	config := Config{Access: access(publisherUser), Format: reports.FormatPolicyReport, Report: found("shop/a"), Target: "prod"}
	for _, format := range reports.PublishedFormats() {
		config := config
		config.Access, config.Format = access(clustertest.Admin), format
		if _, err := Run(t.Context(), config); err == nil || !strings.Contains(err.Error(), "install its custom resource definitions") {
			t.Errorf("%s without its definitions: %v", format, err)
		}
		cluster.install(t, format)
	}
	if _, err := Run(t.Context(), config); err == nil || !strings.Contains(err.Error(), "docs/rights.md") {
		t.Errorf("without rights: %v", err)
	}
	cluster.grant(t)
	for _, format := range reports.PublishedFormats() {
		t.Run(format, func(t *testing.T) {
			cluster.publishes(t, Config{Access: access(publisherUser), Format: format, Target: "prod"})
		})
	}
}

// publishes runs one format through findings that come and go.
func (c *liveCluster) publishes(t *testing.T, config Config) {
	p := &publisher{Config: config}
	foreign := unstructured.Unstructured{Object: map[string]any{"metadata": map[string]any{"name": "someone-elses", "namespace": "shop"}}}
	inNamespaces, _ := p.resources()
	foreign.SetAPIVersion(inNamespaces.GroupVersion().String())
	foreign.SetKind(map[string]string{reports.FormatPolicyReport: "PolicyReport", reports.FormatOpenReports: "Report"}[config.Format])
	if _, err := c.dynamic.Resource(inNamespaces).Namespace("shop").Create(t.Context(), &foreign, metav1.CreateOptions{}); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		findings []string
		selected string
		summary  Summary
		want     []string
	}{
		{findings: []string{"shop/a", "shop/b", "stall/c", "/node"}, summary: Summary{3, 0}, want: []string{"/bulkhead-cluster-0 1 of 1", "shop/bulkhead-cluster-0 2 of 2", "stall/bulkhead-cluster-0 1 of 1"}},
		// Results that are no longer found are gone, as are reports of namespaces without findings.
		{findings: []string{"shop/b"}, summary: Summary{2, 1}, want: []string{"/bulkhead-cluster-0 0 of 0", "shop/bulkhead-cluster-0 1 of 1"}},
		// Namespaces that were not looked at keep theirs.
		{findings: []string{"stall/c"}, selected: "stall", summary: Summary{2, 0}, want: []string{"/bulkhead-cluster-0 0 of 0", "shop/bulkhead-cluster-0 1 of 1", "stall/bulkhead-cluster-0 1 of 1"}},
		// A namespace that is gone took its reports along.
		{findings: []string{"gone/c"}, summary: Summary{1, 2}, want: []string{"/bulkhead-cluster-0 0 of 0"}},
	} {
		config.Report, config.Selected = found(step.findings...), nil
		if step.selected != "" {
			config.Selected = func(name string) bool { return name == step.selected }
		}
		summary, err := Run(t.Context(), config)
		if err != nil {
			t.Fatal(err)
		}
		if want := append(step.want, "shop/someone-elses 0 of 0"); summary != step.summary || !slices.Equal(c.kept(t, p), sorted(want)) {
			t.Errorf("%v: %+v, the cluster has %v, want %+v, %v", step.findings, summary, c.kept(t, p), step.summary, want)
		}
	}
}

func sorted(list []string) []string {
	slices.Sort(list)
	return list
}
