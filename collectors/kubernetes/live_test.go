package kubernetes_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	client "k8s.io/client-go/kubernetes"

	"bulkhead/audit/estate"
	"bulkhead/collectors/kubernetes"
	"bulkhead/collectors/kubernetes/clustertest"
)

// users of the live cluster: one may read everything, one the namespace shop, one all but listing network policies at
// cluster scope.
const (
	narrow   = "narrow"
	halfway  = "halfway"
	stranger = "stranger"
)

func TestLive(t *testing.T) {
	cluster := clustertest.Start(t, narrow, halfway, stranger)
	populate(t, cluster)

	collect := func(t *testing.T, config kubernetes.Config) *recorder {
		t.Helper()
		config.Kubeconfig = cluster.Kubeconfig
		collector, err := kubernetes.New(config)
		if err != nil {
			t.Fatal(err)
		}
		sink := &recorder{}
		if err := collector.Collect(t.Context(), sink); err != nil {
			t.Fatal(err)
		}
		if target := collector.Target(); target.Version != "v1.37.2" || target.Collected.IsZero() || target.Kind != estate.Cluster {
			t.Errorf("target is %+v", target)
		}
		return sink
	}

	t.Run("everything", func(t *testing.T) {
		got := collect(t, kubernetes.Config{PageSize: 7})
		if len(got.problems) > 0 {
			t.Errorf("problems: %v", got.problems)
		}
		if n := len(got.of("Pod")); n != 40 {
			t.Errorf("%d pods, want 40", n)
		}
		references := slices.Index(got.kinds(), "Deployment")
		for _, kind := range []string{"Namespace", "ServiceAccount", "ClusterRole", "RoleBinding", "ClusterRoleBinding"} {
			if i := slices.Index(got.kinds(), kind); i < 0 || i > references {
				t.Errorf("%s comes as number %d, after the first workload or not at all", kind, i)
			}
		}
		if slices.Contains(got.kinds(), "Secret") {
			t.Error("a secret was read")
		}
		deployment := got.of("Deployment")[0]
		if deployment.Value.Get("apiVersion").Str() != "apps/v1" || deployment.Value.Get("kind").Str() != "Deployment" ||
			deployment.Value.Get("status") != nil || deployment.Value.At("metadata", "managedFields") != nil ||
			deployment.ResourceVersion == "" || deployment.Namespace != "shop" || deployment.Name != "web" {
			t.Errorf("deployment is %s", estate.AppendJSON(nil, deployment.Value))
		}
		if text := string(estate.AppendJSON(nil, deployment.Value)); strings.Contains(text, "hunter2") {
			t.Errorf("a literal was kept: %s", text)
		}
		if phase := got.of("Pod")[0].Value.At("status", "phase").Str(); phase != "Pending" {
			t.Errorf("the pod's phase is %q", phase)
		}
	})

	t.Run("namespaces by glob", func(t *testing.T) {
		got := collect(t, kubernetes.Config{IncludeNamespaces: []string{"s*"}, ExcludeNamespaces: []string{"shop"}})
		if want := []string{"stall"}; !slices.Equal(got.namespaces(), want) || len(got.problems) > 0 {
			t.Errorf("namespaces %v, want %v; problems %v", got.namespaces(), want, got.problems)
		}
	})

	t.Run("a namespace that is not there", func(t *testing.T) {
		got := collect(t, kubernetes.Config{IncludeNamespaces: []string{"shop", "absent"}})
		if len(got.problems) != 1 || got.problems[0].Namespace != "absent" || got.problems[0].Kind != "Namespace" {
			t.Errorf("problems: %v", got.problems)
		}
	})

	t.Run("rights in one namespace", func(t *testing.T) {
		got := collect(t, kubernetes.Config{Context: narrow, IncludeNamespaces: []string{"shop"}})
		if n := len(got.of("Pod")); n != 40 {
			t.Errorf("%d pods, want 40", n)
		}
		var missing []string
		for _, p := range got.problems {
			missing = append(missing, p.Kind)
		}
		want := []string{
			"Namespace", "Node", "ClusterRole", "ClusterRoleBinding", "RuntimeClass", "PersistentVolume", "ValidatingWebhookConfiguration",
			"MutatingWebhookConfiguration", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding",
		}
		if !slices.Equal(missing, want) {
			t.Errorf("problems: %v", got.problems)
		}
	})

	t.Run("a list that only some namespaces allow", func(t *testing.T) {
		got := collect(t, kubernetes.Config{Context: halfway})
		if n := len(got.of("Pod")); n != 40 {
			t.Errorf("%d pods, want 40", n)
		}
		problems := slices.DeleteFunc(got.problems, func(p estate.Problem) bool { return p.Kind != "Pod" })
		if len(problems) == 0 || slices.ContainsFunc(problems, func(p estate.Problem) bool { return p.Namespace == "shop" || p.Namespace == "" }) {
			t.Errorf("problems: %v", problems)
		}
		if !strings.Contains(problems[0].Error, "is forbidden") {
			t.Errorf("problem: %+v", problems[0])
		}
	})

	t.Run("no rights", func(t *testing.T) {
		collector, err := kubernetes.New(kubernetes.Config{Kubeconfig: cluster.Kubeconfig, Context: stranger})
		if err != nil {
			t.Fatal(err)
		}
		got := &recorder{}
		err = collector.Collect(t.Context(), got)
		if err == nil || !strings.Contains(err.Error(), "lets this user read nothing") || !strings.Contains(err.Error(), `User "stranger" cannot list`) {
			t.Errorf("error: %v", err)
		}
		if len(got.objects) > 0 || len(got.problems) > 0 {
			t.Errorf("%d objects, problems %v", len(got.objects), got.problems)
		}
	})

	t.Run("an expired token", func(t *testing.T) {
		config := writeKubeconfig(t, cluster.Config("someone"))
		collector, err := kubernetes.New(kubernetes.Config{Kubeconfig: config})
		if err != nil {
			t.Fatal(err)
		}
		err = collector.Collect(t.Context(), &recorder{})
		if err == nil || !strings.Contains(err.Error(), "may have expired") || !strings.Contains(err.Error(), cluster.URL) {
			t.Errorf("error: %v", err)
		}
	})
}

// populate creates what the tests look for.
func populate(t *testing.T, cluster *clustertest.Cluster) {
	t.Helper()
	api, err := client.NewForConfig(cluster.Config(clustertest.Admin))
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	for _, name := range []string{"shop", "stall"} {
		must(t)(api.CoreV1().Namespaces().Create(ctx, &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: name}}, metav1.CreateOptions{}))
		must(t)(api.CoreV1().ServiceAccounts(name).Create(ctx, &corev1.ServiceAccount{ObjectMeta: metav1.ObjectMeta{Name: "app"}}, metav1.CreateOptions{}))
	}
	spec := corev1.PodSpec{Containers: []corev1.Container{{
		Name: "app", Image: "registry.example/app:1",
		Env: []corev1.EnvVar{{Name: "PASSWORD", Value: "hunter2"}},
	}}}
	labels := map[string]string{"app": "web"}
	must(t)(api.AppsV1().Deployments("shop").Create(ctx, &appsv1.Deployment{
		ObjectMeta: metav1.ObjectMeta{Name: "web"},
		Spec: appsv1.DeploymentSpec{
			Selector: &metav1.LabelSelector{MatchLabels: labels},
			Template: corev1.PodTemplateSpec{ObjectMeta: metav1.ObjectMeta{Labels: labels}, Spec: spec},
		},
	}, metav1.CreateOptions{}))
	must(t)(api.CoreV1().Secrets("shop").Create(ctx, &corev1.Secret{ObjectMeta: metav1.ObjectMeta{Name: "s"}}, metav1.CreateOptions{}))
	for i := range 40 {
		must(t)(api.CoreV1().Pods("shop").Create(ctx, &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Name: fmt.Sprintf("pod-%02d", i)}, Spec: spec}, metav1.CreateOptions{}))
	}

	everything := []rbacv1.PolicyRule{{APIGroups: []string{"*"}, Resources: []string{"*"}, Verbs: []string{"list"}}}
	namespaces := []rbacv1.PolicyRule{{APIGroups: []string{""}, Resources: []string{"namespaces"}, Verbs: []string{"list"}}}
	for name, rules := range map[string][]rbacv1.PolicyRule{"lists-everything": everything, "lists-namespaces": namespaces} {
		must(t)(api.RbacV1().ClusterRoles().Create(ctx, &rbacv1.ClusterRole{ObjectMeta: metav1.ObjectMeta{Name: name}, Rules: rules}, metav1.CreateOptions{}))
	}
	must(t)(api.RbacV1().ClusterRoleBindings().Create(ctx, &rbacv1.ClusterRoleBinding{
		ObjectMeta: metav1.ObjectMeta{Name: "halfway"},
		RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: "lists-namespaces"},
		Subjects:   []rbacv1.Subject{{Kind: "User", APIGroup: rbacv1.GroupName, Name: halfway}},
	}, metav1.CreateOptions{}))
	must(t)(api.RbacV1().RoleBindings("shop").Create(ctx, &rbacv1.RoleBinding{
		ObjectMeta: metav1.ObjectMeta{Name: "readers"},
		RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: "lists-everything"},
		Subjects: []rbacv1.Subject{
			{Kind: "User", APIGroup: rbacv1.GroupName, Name: narrow},
			{Kind: "User", APIGroup: rbacv1.GroupName, Name: halfway},
		},
	}, metav1.CreateOptions{}))
}

func must(t *testing.T) func(any, error) {
	return func(_ any, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
}
