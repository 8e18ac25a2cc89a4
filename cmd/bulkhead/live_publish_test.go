package main

import (
	"path/filepath"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/kubernetes"

	"bulkhead/collectors/kubernetes/clustertest"
	"bulkhead/testdata/pinned"
)

// TestLivePublishing runs the program on a real API server, which keeps its reports only when it is told to.
func TestLivePublishing(t *testing.T) {
	cluster := clustertest.Start(t)
	api, err := kubernetes.NewForConfig(cluster.Config(clustertest.Admin))
	if err != nil {
		t.Fatal(err)
	}
	client, err := dynamic.NewForConfig(cluster.Config(clustertest.Admin))
	if err != nil {
		t.Fatal(err)
	}
	_, err = api.CoreV1().Pods("default").Create(t.Context(), &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: "sees-all"},
		Spec:       corev1.PodSpec{HostPID: true, Containers: []corev1.Container{{Name: "app", Image: "registry.example/app:1"}}},
	}, metav1.CreateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	audit := func(args ...string) said {
		return bulkhead(t, append([]string{"audit", "kubernetes:", "--kubeconfig", cluster.Kubeconfig, "-f", "csv"}, args...)...)
	}
	if ran := audit("--publish"); ran.code != 4 || !strings.Contains(ran.err, "install its custom resource definitions") || !strings.Contains(ran.out, "sees-all") {
		t.Errorf("without definitions: exit code %d\n%s", ran.code, ran.err)
	}
	for _, definition := range append(pinned.PolicyReports(t), pinned.OpenReports(t)...) {
		cluster.Define(t, definition)
	}
	kept := func(group, version, resource string) []unstructured.Unstructured {
		list, err := client.Resource(schema.GroupVersionResource{Group: group, Version: version, Resource: resource}).List(t.Context(), metav1.ListOptions{})
		if err != nil {
			t.Fatal(err)
		}
		return list.Items
	}
	if ran := audit(); ran.code != 1 || len(kept("wgpolicyk8s.io", "v1alpha2", "policyreports")) > 0 {
		t.Errorf("without the flag: exit code %d, or reports in the cluster\n%s", ran.code, ran.err)
	}
	if ran := audit("--publish"); ran.code != 1 || ran.err != "" {
		t.Errorf("exit code %d\n%s", ran.code, ran.err)
	}
	if ran := audit("--publish=openreports", "--min-severity", "critical"); ran.code != 1 || ran.err != "" {
		t.Errorf("exit code %d\n%s", ran.code, ran.err)
	}
	hostPID := func(all []unstructured.Unstructured) bool {
		for i := range all {
			results, _, _ := unstructured.NestedSlice(all[i].Object, "results")
			for _, one := range results {
				if fields := one.(map[string]any); fields["policy"] == "kubernetes/host-pid" && fields["result"] == "fail" {
					return true
				}
			}
		}
		return false
	}
	if !hostPID(kept("wgpolicyk8s.io", "v1alpha2", "policyreports")) {
		t.Error("the published report lacks the pod")
	}
	if hostPID(kept("openreports.io", "v1alpha1", "reports")) || len(kept("openreports.io", "v1alpha1", "clusterreports")) == 0 {
		t.Error("--min-severity does not act on what is published")
	}
}

func TestPublishNeedsALiveCluster(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "good.yaml", goodPod)
	for want, args := range map[string][]string{
		"no target is a live cluster":           {filepath.Join(dir, "good.yaml"), "--publish"},
		"choose policyreport, openreports":      {filepath.Join(dir, "good.yaml"), "--publish=sarif"},
		"no target is a live cluster; name one": {filepath.Join("..", "..", "testdata", "demo", "cluster.snapshot.zst"), "--publish"},
	} {
		if ran := bulkhead(t, append([]string{"audit"}, args...)...); ran.code != 2 || !strings.Contains(ran.err, want) {
			t.Errorf("%v: exit code %d\n%s", args, ran.code, ran.err)
		}
	}
}
