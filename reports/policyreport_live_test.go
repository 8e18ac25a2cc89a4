package reports

import (
	"encoding/json"
	"testing"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/kubernetes"

	"bulkhead/collectors/kubernetes/clustertest"
)

// A real API server, told to refuse what it does not know, takes every object of every report, whatever is named in it.
func TestLivePolicyReportsAreAccepted(t *testing.T) {
	cluster := clustertest.Start(t)
	client, err := dynamic.NewForConfig(cluster.Config(clustertest.Admin))
	if err != nil {
		t.Fatal(err)
	}
	typed, err := kubernetes.NewForConfig(cluster.Config(clustertest.Admin))
	if err != nil {
		t.Fatal(err)
	}
	apply := func(item *unstructured.Unstructured) error {
		version := item.GroupVersionKind().GroupVersion()
		resource := map[string]string{"PolicyReport": "policyreports", "ClusterPolicyReport": "clusterpolicyreports", "Report": "reports", "ClusterReport": "clusterreports"}[item.GetKind()]
		text, err := json.Marshal(item)
		if err != nil {
			t.Fatal(err)
		}
		force := true
		options := metav1.PatchOptions{FieldManager: "test", Force: &force, FieldValidation: metav1.FieldValidationStrict}
		if namespace := item.GetNamespace(); namespace != "" {
			_, err := typed.CoreV1().Namespaces().Create(t.Context(), &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: namespace}}, metav1.CreateOptions{})
			if err != nil && !apierrors.IsAlreadyExists(err) {
				t.Fatal(err)
			}
			_, err = client.Resource(version.WithResource(resource)).Namespace(namespace).Patch(t.Context(), item.GetName(), types.ApplyPatchType, text, options)
			return err
		}
		_, err = client.Resource(version.WithResource(resource)).Patch(t.Context(), item.GetName(), types.ApplyPatchType, text, options)
		return err
	}
	for format, api := range map[string]policyAPI{FormatPolicyReport: policyReportAPI(), FormatOpenReports: openReportsAPI()} {
		for _, definition := range policyDefinitions(t, api) {
			cluster.Define(t, definition)
		}
		all := validated(t)
		all["large"] = large(1000)
		for name, r := range all {
			var list unstructured.UnstructuredList
			if err := json.Unmarshal([]byte(render(t, format, r, Options{ShowPassed: true})), &list); err != nil {
				t.Fatal(err)
			}
			for i := range list.Items {
				if err := apply(&list.Items[i]); err != nil {
					t.Errorf("%s, %s: %v", format, name, err)
				}
			}
		}
		wrong := unstructured.Unstructured{Object: map[string]any{"results": []any{map[string]any{"policy": "p", "control": "c"}}}}
		wrong.SetAPIVersion(api.version)
		wrong.SetKind(api.clusterKind)
		wrong.SetName("wrong")
		if apply(&wrong) == nil {
			t.Error("an unknown field is accepted")
		}
	}
}
