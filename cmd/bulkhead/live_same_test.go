package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/discovery/cached/memory"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/restmapper"
	"sigs.k8s.io/yaml"

	"bulkhead/audit/result"
	"bulkhead/collectors/kubernetes/clustertest"
	"bulkhead/collectors/render"
)

// The same object gets the same verdicts from a file, as what a kustomization or chart renders, and in a cluster: whatever is known of it from files
// is the same there, where the API server has filled in its defaults.
func TestLiveVerdictsAreThoseOfFiles(t *testing.T) {
	atRoot(t)
	cluster := clustertest.Start(t)
	for name, request := range map[string]render.Request{
		"kustomization": {Kustomization: repositories + "/kustomize/overlays/production"},
		"chart":         {Chart: repositories + "/chart", Namespace: "ledger"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			target, namespace := request.Kustomization, "shop"
			args := []string{"audit", request.Kustomization, "--show-passed", "-f", "json"}
			if request.Chart != "" {
				target, namespace = request.Chart, request.Namespace
				args = []string{"audit", request.Chart, "--release-namespace", namespace, "--show-passed", "-f", "json"}
			}
			rendered := bulkhead(t, args...).document(t)
			response, err := render.Do(t.Context(), request)
			if err != nil || len(response.Problems) > 0 {
				t.Fatalf("render %s: %v %+v", target, err, response)
			}
			objects := objectsOf(t, response, namespace)
			var text bytes.Buffer
			for _, o := range objects {
				plain, err := yaml.Marshal(o.Object)
				if err != nil {
					t.Fatal(err)
				}
				text.WriteString("---\n" + string(plain))
			}
			if err := os.WriteFile(filepath.Join(dir, "all.yaml"), text.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
			asFile := bulkhead(t, "audit", dir+"/all.yaml", "--show-passed", "-f", "json").document(t)
			apply(t, cluster.Config(clustertest.Admin), objects, namespace)
			live := bulkhead(t, "audit", "kubernetes:", "--kubeconfig", cluster.Kubeconfig, "--include-namespaces", namespace, "--show-passed", "-f", "json").document(t)

			fromFile, fromRender, fromCluster := verdicts(asFile), verdicts(rendered), verdicts(live)
			compared := 0
			for subject, verdict := range fromFile {
				if fromRender[subject] != verdict && !strings.HasPrefix(subject, "kubernetes/namespace-") {
					t.Errorf("%s: %s in a file, %s rendered", subject, verdict, fromRender[subject])
				}
				if verdict != string(result.Unknown) {
					compared++
					if fromCluster[subject] != verdict {
						t.Errorf("%s: %s in a file, %q in the cluster", subject, verdict, fromCluster[subject])
					}
				}
			}
			if compared < 50 {
				t.Errorf("only %d verdicts compared", compared)
			}
		})
	}
}

// verdicts are a report's by control and subject.
func verdicts(d document) map[string]string {
	all := map[string]string{}
	for _, findings := range [][]result.Finding{d.Findings, d.Passed} {
		for i := range findings {
			s := &findings[i].Subject
			all[strings.Join([]string{findings[i].Control, s.Resource, s.Namespace, s.Name, s.Part}, " ")] = string(findings[i].Status)
		}
	}
	return all
}

// objectsOf are what was rendered, each with its namespace, without the tests of a chart, and without what says where it came from.
func objectsOf(t *testing.T, r *render.Response, namespace string) []*unstructured.Unstructured {
	t.Helper()
	var all []*unstructured.Unstructured
	for i := range r.Files {
		for _, document := range strings.Split(string(r.Files[i].Text), "\n---\n") {
			o := &unstructured.Unstructured{}
			if err := yaml.Unmarshal([]byte(document), &o.Object); err != nil {
				t.Fatal(err)
			}
			annotations := o.GetAnnotations()
			if len(o.Object) == 0 || annotations["helm.sh/hook"] == "test" {
				continue
			}
			delete(annotations, "config.kubernetes.io/origin")
			o.SetAnnotations(annotations)
			if o.GetKind() != "Namespace" && o.GetNamespace() == "" {
				o.SetNamespace(namespace)
			}
			all = append(all, o)
		}
	}
	slices.SortStableFunc(all, func(a, b *unstructured.Unstructured) int { return rank(a) - rank(b) })
	return all
}

func rank(o *unstructured.Unstructured) int {
	if o.GetKind() == "Namespace" {
		return 0
	}
	return 1
}

// apply creates objects as kubectl does, held to the API's fields.
func apply(t *testing.T, config *rest.Config, objects []*unstructured.Unstructured, namespace string) {
	t.Helper()
	client, err := dynamic.NewForConfig(config)
	if err != nil {
		t.Fatal(err)
	}
	discovered, err := discovery.NewDiscoveryClientForConfig(config)
	if err != nil {
		t.Fatal(err)
	}
	mapper := restmapper.NewDeferredDiscoveryRESTMapper(memory.NewMemCacheClient(discovered))
	if rank(objects[0]) > 0 {
		home := &unstructured.Unstructured{}
		home.SetAPIVersion("v1")
		home.SetKind("Namespace")
		home.SetName(namespace)
		objects = append([]*unstructured.Unstructured{home}, objects...)
	}
	for _, o := range objects {
		kind := o.GroupVersionKind()
		mapping, err := mapper.RESTMapping(kind.GroupKind(), kind.Version)
		if err != nil {
			t.Fatal(err)
		}
		var resource dynamic.ResourceInterface = client.Resource(mapping.Resource)
		if mapping.Scope.Name() == meta.RESTScopeNameNamespace {
			resource = client.Resource(mapping.Resource).Namespace(o.GetNamespace())
		}
		if _, err := resource.Create(context.Background(), o, metav1.CreateOptions{FieldValidation: "Strict"}); err != nil {
			t.Fatalf("create %s %s: %v", o.GetKind(), o.GetName(), err)
		}
	}
}
