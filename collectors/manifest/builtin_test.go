package manifest

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	apiextensionsv1beta1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/scheme"

	"bulkhead/audit/estate"
	"bulkhead/collectors/kubetypes"
)

func TestBuiltInIsTheScheme(t *testing.T) {
	shared := reflect.TypeFor[metav1.Status]().PkgPath()
	names := map[string]map[string]bool{}
	all := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{scheme.AddToScheme, apiextensionsv1.AddToScheme, apiextensionsv1beta1.AddToScheme} {
		if err := add(all); err != nil {
			t.Fatal(err)
		}
	}
	for gvk, object := range all.AllKnownTypes() {
		// Each group has the options of calls; they are named in the core group only.
		if gvk.Version == runtime.APIVersionInternal || gvk.Group != "" && object.PkgPath() == shared {
			continue
		}
		if names[gvk.Group] == nil {
			names[gvk.Group] = map[string]bool{}
		}
		names[gvk.Group][gvk.Kind] = true
	}
	if got, want := slices.Sorted(maps.Keys(builtIn)), slices.Sorted(maps.Keys(names)); !slices.Equal(got, want) {
		t.Errorf("groups %q, want %q", got, want)
	}
	for group, all := range names {
		want := slices.DeleteFunc(slices.Sorted(maps.Keys(all)), func(kind string) bool {
			element, list := strings.CutSuffix(kind, "List")
			return list && all[element]
		})
		if !slices.Equal(builtIn[group], want) {
			t.Errorf("%q: %q, want %q", group, builtIn[group], want)
		}
	}
}

// The types of all kinds that Kubernetes itself has are known, so that a value of the wrong type is.
func TestTypesOfBuiltInKinds(t *testing.T) {
	var types kubetypes.Checker
	for name, k := range kinds {
		if !hasKind(k.group, name) {
			continue
		}
		if _, wrong := types.Check(name, estate.MapOf(estate.Item{Key: "metadata", Value: estate.Text("x")})); len(wrong) != 1 {
			t.Errorf("%s: kubetypes has no type for it", name)
		}
	}
}

func TestMisspeltKinds(t *testing.T) {
	pod := object("v1", "Pod", "p") + "---\n"
	for name, test := range map[string]struct {
		text, want string
		skipped    int
	}{
		"typo":            {object("apps/v1", "Deploymnet", "d"), `Deployment -:7:7 Kubernetes has no kind "Deploymnet" in apps/v1; did you mean Deployment?`, 0},
		"typo in JSON":    {`{"apiVersion": "v1", "kind": "Nod"}`, `Node -:6:30 Kubernetes has no kind "Nod" in v1; did you mean Node?`, 0},
		"case":            {"kind: networkpolicy\napiVersion: 'networking.k8s.io/v1' # c\n", `NetworkPolicy -:6:7 Kubernetes has no kind "networkpolicy" in networking.k8s.io/v1; did you mean NetworkPolicy?`, 0},
		"another group":   {object("v1", "Deployment", "d"), `Deployment -:7:7 Kubernetes has no kind "Deployment" in v1; Deployment is in the group "apps"`, 0},
		"nothing like it": {object("batch/v1", "Widget", "w"), `Widget -:7:7 Kubernetes has no kind "Widget" in batch/v1`, 0},
		"in a list":       {"apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Secert\n", `Secret -:10:9 Kubernetes has no kind "Secert" in v1; did you mean Secret?`, 0},
		"a list":          {"apiVersion: v1\nkind: PoodList\nitems: [{}, {}]\n", `Pod -:7:7 Kubernetes has no kind "PoodList" in v1; did you mean PodList?`, 0},
		"not audited":     {object("v1", "ConfigMap", "c"), "", 1},
		"custom resource": {object("apps.example.org/v1", "Deploymnet", "d"), "", 1},
		"kubeconfig":      {object("v1", "Config", "c"), "", 1},
		"retired":         {object("policy/v1beta1", "PodSecurityPolicy", "p"), "", 1},
		"other versions":  {object("v2", "Deploymnet", "d"), "", 1},
		"version to come": {object("apps/v9", "Deployment", "d"), `Deployment -:6:13 Kubernetes has no version "apps/v9"; Deployment is in apps/v1`, 0},
		"of the core":     {object("v2", "Node", "d"), `Node -:6:13 Kubernetes has no version "v2"; Node is in v1`, 0},
		"in a typed list": {"apiVersion: rbac.authorization.k8s.io/v2\nkind: RoleList\nitems: [{}]\n", `Role -:8:9 Kubernetes has no version "rbac.authorization.k8s.io/v2"; Role is in rbac.authorization.k8s.io/v1`, 0},
	} {
		t.Run(name, func(t *testing.T) {
			r, c, err := fromStdin(t, pod+test.text)
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(r.faults(""), "\n"); got != test.want || c.Skipped() != test.skipped {
				t.Errorf("got %q and %d skipped, want %q and %d", got, c.Skipped(), test.want, test.skipped)
			}
		})
	}
}
