//go:build cgo && libvirt_dlopen

package main

import (
	"context"
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"

	"bulkhead/audit/result"
	"bulkhead/collectors/kubernetes/clustertest"
)

// fresh audits the cluster before anything was put there, and returns what the program asked for.
func (e *liveEstate) fresh(t *testing.T) *requests {
	eventually(t, "the namespaces and bindings that Kubernetes makes", func(ctx context.Context) (bool, error) {
		bindings, err := e.api.RbacV1().RoleBindings("kube-system").List(ctx, metav1.ListOptions{})
		if err != nil {
			return false, err
		}
		namespaces, err := e.api.CoreV1().Namespaces().List(ctx, metav1.ListOptions{})
		return len(namespaces.Items) == 4 && len(bindings.Items) > 0, err
	})
	kubeconfig, asked := e.record(t)
	ran := bulkhead(t, "audit", "-f", "json", "--severity-threshold", "low", "--include-controls", strings.Join(bindingControls(t), ","),
		"--kubeconfig", kubeconfig, "kubernetes:")
	if ran.code != 0 {
		t.Errorf("exit code %d\n%s", ran.code, ran.err)
	}
	d := ran.document(t)
	target := d.target(t, clustertest.Admin)
	if n := target.Subjects["kubernetes/binding"]; n < 50 || target.Status != "complete" {
		t.Errorf("%d bindings, Kubernetes ships some 70; the target is %s: %v", n, target.Status, target.Problems)
	}
	for _, f := range d.Findings {
		t.Errorf("%s says %q of %s, which Kubernetes ships", f.Control, f.Message, name(f.Subject))
	}
	asked.readOnly(t)
	return asked
}

// bindingControls are the controls of bindings.
func bindingControls(t *testing.T) []string {
	t.Helper()
	ran := bulkhead(t, "controls", "-f", "json", "--platform", "kubernetes")
	var ids []string
	for _, c := range decode[[]result.Control](t, ran.out) {
		if c.Subject == "kubernetes/binding" {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// requests are what an API server was asked for.
type requests struct {
	mutex sync.Mutex
	all   []*http.Request
}

// record starts a proxy before the API server, and returns a kubeconfig that leads there.
func (e *liveEstate) record(t *testing.T) (kubeconfig string, asked *requests) {
	t.Helper()
	anybody := e.cluster.Config(clustertest.Admin)
	anybody.BearerToken = "" // whoever asks brings one
	transport, err := rest.TransportFor(anybody)
	if err != nil {
		t.Fatal(err)
	}
	behind, err := url.Parse(e.cluster.URL)
	if err != nil {
		t.Fatal(err)
	}
	asked = &requests{}
	proxy := &httputil.ReverseProxy{Transport: transport, Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(behind) }}
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.mutex.Lock()
		asked.all = append(asked.all, r)
		asked.mutex.Unlock()
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	authority := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	return e.kubeconfig(t, func(config *clientcmdapi.Config) {
		config.Clusters["test"] = &clientcmdapi.Cluster{Server: server.URL, CertificateAuthorityData: authority}
	}), asked
}

// kubeconfig writes a changed copy of the cluster's kubeconfig.
func (e *liveEstate) kubeconfig(t *testing.T, change func(*clientcmdapi.Config)) string {
	t.Helper()
	config, err := clientcmd.LoadFromFile(e.cluster.Kubeconfig)
	if err != nil {
		t.Fatal(err)
	}
	change(config)
	path := filepath.Join(t.TempDir(), "kubeconfig")
	if err := clientcmd.WriteToFile(*config, path); err != nil {
		t.Fatal(err)
	}
	return path
}

// readOnly holds the requests to what an auditor may do: GET, no watch, no Secret.
func (r *requests) readOnly(t *testing.T) {
	t.Helper()
	for _, request := range r.all {
		if request.Method != http.MethodGet || request.URL.Query().Has("watch") || strings.Contains(request.URL.Path, "secrets") {
			t.Errorf("%s %s", request.Method, request.URL)
		}
	}
}

// role is the smallest one that allows the requests. The version needs none: Kubernetes shows it to everyone.
func (r *requests) role() *rbacv1.ClusterRole {
	resources := map[string][]string{}
	for _, request := range r.all {
		parts := strings.Split(strings.Trim(request.URL.Path, "/"), "/")
		switch {
		case len(parts) == 3 && parts[0] == "api":
			resources[""] = append(resources[""], parts[2])
		case len(parts) == 4 && parts[0] == "apis":
			resources[parts[1]] = append(resources[parts[1]], parts[3])
		}
	}
	role := &rbacv1.ClusterRole{ObjectMeta: metav1.ObjectMeta{Name: "bulkhead"}}
	for group, names := range resources {
		slices.Sort(names)
		role.Rules = append(role.Rules, rbacv1.PolicyRule{
			APIGroups: []string{group}, Resources: slices.Compact(names), Verbs: []string{"list"},
		})
	}
	slices.SortFunc(role.Rules, func(a, b rbacv1.PolicyRule) int { return strings.Compare(a.APIGroups[0], b.APIGroups[0]) })
	return role
}
