package kubernetes

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	authorizationv1 "k8s.io/api/authorization/v1"
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/wait"
	clientset "k8s.io/client-go/kubernetes"
	"sigs.k8s.io/yaml"

	"bulkhead/audit/estate"
	"bulkhead/collectors/kubernetes/clustertest"
)

// rights are the objects that docs/rights.md tells users to create.
type rights struct {
	namespace corev1.Namespace
	account   corev1.ServiceAccount
	role      rbacv1.ClusterRole
	binding   rbacv1.ClusterRoleBinding
}

func documentedRights(t *testing.T) rights {
	t.Helper()
	text, err := os.ReadFile("../../docs/rights.md")
	if err != nil {
		t.Fatal(err)
	}
	block := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindSubmatch(text)
	if block == nil {
		t.Fatal("docs/rights.md shows no YAML")
	}
	var r rights
	documents := strings.Split(string(block[1]), "---\n")
	into := []any{&r.namespace, &r.account, &r.role, &r.binding}
	if len(documents) != len(into) {
		t.Fatalf("docs/rights.md shows %d objects, want %d", len(documents), len(into))
	}
	for i, document := range documents {
		if err := yaml.UnmarshalStrict([]byte(document), into[i]); err != nil {
			t.Fatalf("docs/rights.md: object %d: %v", i+1, err)
		}
	}
	return r
}

func TestDocumentedRightsAreWhatIsListed(t *testing.T) {
	var documented, listed []string
	for _, rule := range documentedRights(t).role.Rules {
		if !slices.Equal(rule.Verbs, []string{"list"}) || len(rule.ResourceNames)+len(rule.NonResourceURLs) > 0 {
			t.Errorf("the rule gives something else than list: %v", rule)
		}
		for _, group := range rule.APIGroups {
			for _, plural := range rule.Resources {
				documented = append(documented, group+"/"+plural)
			}
		}
	}
	for _, r := range resources {
		group, _, grouped := strings.Cut(r.version, "/")
		if !grouped {
			group = "" // the core group's version stands alone
		}
		listed = append(listed, group+"/"+r.plural)
	}
	slices.Sort(documented)
	slices.Sort(listed)
	listed = slices.Compact(listed) // one resource may be served in several versions
	if !slices.Equal(documented, listed) {
		t.Errorf("docs/rights.md gives list on\n%v\nthe collector lists\n%v", documented, listed)
	}
}

func TestDocumentedRightsSuffice(t *testing.T) {
	r := documentedRights(t)
	user := fmt.Sprintf("system:serviceaccount:%s:%s", r.account.Namespace, r.account.Name)
	cluster := clustertest.Start(t, user)
	api, err := clientset.NewForConfig(cluster.Config(clustertest.Admin))
	if err != nil {
		t.Fatal(err)
	}
	ctx, options := t.Context(), metav1.CreateOptions{}
	created := func(_ any, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	created(api.CoreV1().Namespaces().Create(ctx, &r.namespace, options))
	created(api.CoreV1().ServiceAccounts(r.account.Namespace).Create(ctx, &r.account, options))
	created(api.RbacV1().ClusterRoles().Create(ctx, &r.role, options))
	created(api.RbacV1().ClusterRoleBindings().Create(ctx, &r.binding, options))
	seen := func(ctx context.Context) (bool, error) { // the authorizer watches what was created
		review, err := api.AuthorizationV1().SubjectAccessReviews().Create(ctx, &authorizationv1.SubjectAccessReview{
			Spec: authorizationv1.SubjectAccessReviewSpec{User: user, ResourceAttributes: &authorizationv1.ResourceAttributes{
				Verb: "list", Resource: "namespaces",
			}},
		}, options)
		return err == nil && review.Status.Allowed, err
	}
	if err := wait.PollUntilContextCancel(ctx, 20*time.Millisecond, true, seen); err != nil {
		t.Fatal(err)
	}

	collector, err := New(Config{Kubeconfig: cluster.Kubeconfig, Context: user})
	if err != nil {
		t.Fatal(err)
	}
	sink := &problems{}
	if err := collector.Collect(ctx, sink); err != nil {
		t.Fatal(err)
	}
	if len(sink.told) > 0 {
		t.Errorf("problems: %v", sink.told)
	}
	if version := collector.Target().Version; version == "" {
		t.Error("the version was not read")
	}
}

// problems keeps what could not be read.
type problems struct{ told []estate.Problem }

func (p *problems) Object(*estate.Object) error    { return nil }
func (p *problems) Problem(problem estate.Problem) { p.told = append(p.told, problem) }
func (p *problems) Progress(string, int, int)      {}
