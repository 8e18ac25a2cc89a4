package rbac_test

import (
	"context"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	authorizationv1 "k8s.io/api/authorization/v1"
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	client "k8s.io/client-go/kubernetes"

	"bulkhead/audit/estate"
	"bulkhead/audit/rbac"
	"bulkhead/collectors/kubernetes"
	"bulkhead/collectors/kubernetes/clustertest"
	"bulkhead/testdata/generated"
)

// The index against the real API server: generated roles and bindings are created there and read by the collector, and each question
// is put to both. A second index gets the objects as files hold them, before aggregation. BULKHEAD_LONG=1 asks ten times as many, and
// BULKHEAD_SEED repeats a run.
func TestAsTheAPIServer(t *testing.T) {
	questions, seed := 500, generated.Seed(t)
	if generated.Long() {
		questions = 5_000
	}
	t.Logf("%d questions, BULKHEAD_SEED=%d", questions, seed)
	cluster := clustertest.Start(t)
	api, err := client.NewForConfig(cluster.Config(clustertest.Admin))
	if err != nil {
		t.Fatal(err)
	}
	made := newEstateMaker(seed)
	made.create(t, api)

	files := &indexSink{index: rbac.New(true, known)}
	collect(t, cluster, files)
	aggregate(t, api)
	live := &indexSink{index: rbac.New(false, known)}
	waitForAuthorizer(t, api)
	collect(t, cluster, live)

	allowed := 0
	for range questions {
		who, request := made.question()
		want := ask(t, api, who, request)
		if want {
			allowed++
		}
		for name, index := range map[string]*rbac.Index{"live": live.index, "files": files.index} {
			got := index.May(who, &request)
			if got.Allowed != want || (name == "live" && got.Unclear != nil) {
				t.Errorf("%s: %+v %+v: the API server says %t, we %+v", name, who, request, want, got)
			}
		}
	}
	t.Logf("%d of %d allowed", allowed, questions)
	if min(allowed, questions-allowed) < questions/5 {
		t.Errorf("%d of %d allowed: one answer is too rare", allowed, questions)
	}
}

// known says that everything was read.
func known(string, string) *estate.Value { return nil }

// indexSink puts what a collector finds into an index.
type indexSink struct{ index *rbac.Index }

func (s *indexSink) Object(o *estate.Object) error {
	s.index.Add(o)
	return nil
}
func (s *indexSink) Problem(estate.Problem)    {}
func (s *indexSink) Progress(string, int, int) {}

func collect(t *testing.T, cluster *clustertest.Cluster, sink estate.Sink) {
	t.Helper()
	collector, err := kubernetes.New(kubernetes.Config{Kubeconfig: cluster.Kubeconfig})
	if err != nil {
		t.Fatal(err)
	}
	if err := collector.Collect(t.Context(), sink); err != nil {
		t.Fatal(err)
	}
}

func ask(t *testing.T, api client.Interface, who rbac.Subject, q rbac.Request) bool {
	t.Helper()
	review := &authorizationv1.SubjectAccessReview{Spec: authorizationv1.SubjectAccessReviewSpec{User: who.User, Groups: who.Groups}}
	if q.URL != "" {
		review.Spec.NonResourceAttributes = &authorizationv1.NonResourceAttributes{Verb: q.Verb, Path: q.URL}
	} else {
		review.Spec.ResourceAttributes = &authorizationv1.ResourceAttributes{
			Namespace: q.Namespace, Verb: q.Verb, Group: q.Group, Resource: q.Resource, Subresource: q.Subresource, Name: q.Name,
		}
	}
	answer, err := api.AuthorizationV1().SubjectAccessReviews().Create(t.Context(), review, metav1.CreateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return answer.Status.Allowed
}

// aggregate does the controller manager's work, as its source says: an aggregating role has the rules of those it selects but
// itself, again and again until none has more.
func aggregate(t *testing.T, api client.Interface) {
	t.Helper()
	for changed := true; changed; {
		changed = false
		all, err := api.RbacV1().ClusterRoles().List(t.Context(), metav1.ListOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for i := range all.Items {
			role := &all.Items[i]
			if role.AggregationRule == nil {
				continue
			}
			// Roles that select each other may differ in the order of their rules for ever.
			if rules := aggregated(t, role, all.Items); len(rules) > len(role.Rules) {
				changed = true
				role.Rules = rules
				updated, err := api.RbacV1().ClusterRoles().Update(t.Context(), role, metav1.UpdateOptions{})
				if err != nil {
					t.Fatal(err)
				}
				all.Items[i] = *updated
			}
		}
	}
}

func aggregated(t *testing.T, into *rbacv1.ClusterRole, all []rbacv1.ClusterRole) []rbacv1.PolicyRule {
	t.Helper()
	var rules []rbacv1.PolicyRule
	for i := range into.AggregationRule.ClusterRoleSelectors {
		selector, err := metav1.LabelSelectorAsSelector(&into.AggregationRule.ClusterRoleSelectors[i])
		if err != nil {
			t.Fatal(err)
		}
		for j := range all {
			if all[j].Name == into.Name || !selector.Matches(labels.Set(all[j].Labels)) {
				continue
			}
			for _, rule := range all[j].Rules {
				if !holds(rules, rule) {
					rules = append(rules, rule)
				}
			}
		}
	}
	return rules
}

func holds(rules []rbacv1.PolicyRule, wanted rbacv1.PolicyRule) bool {
	for _, rule := range rules {
		if reflect.DeepEqual(rule, wanted) {
			return true
		}
	}
	return false
}

// waitForAuthorizer waits until the API server's authorizer has seen all roles and bindings created before: it watches each of the
// four kinds in order.
func waitForAuthorizer(t *testing.T, api client.Interface) {
	t.Helper()
	const name, namespace = "last", "last"
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	meta := metav1.ObjectMeta{Name: name}
	subjects := []rbacv1.Subject{{Kind: "User", APIGroup: rbacv1.GroupName, Name: name}}
	rules := func(verb string) []rbacv1.PolicyRule {
		return []rbacv1.PolicyRule{{APIGroups: []string{""}, Resources: []string{"pods"}, Verbs: []string{verb}}}
	}
	created := func(_ any, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	created(api.CoreV1().Namespaces().Create(ctx, &corev1.Namespace{ObjectMeta: meta}, metav1.CreateOptions{}))
	created(api.RbacV1().ClusterRoles().Create(ctx, &rbacv1.ClusterRole{ObjectMeta: meta, Rules: rules("everywhere")}, metav1.CreateOptions{}))
	created(api.RbacV1().Roles(namespace).Create(ctx, &rbacv1.Role{ObjectMeta: meta, Rules: rules("here")}, metav1.CreateOptions{}))
	created(api.RbacV1().ClusterRoleBindings().Create(ctx, &rbacv1.ClusterRoleBinding{
		ObjectMeta: meta, Subjects: subjects, RoleRef: rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: name},
	}, metav1.CreateOptions{}))
	created(api.RbacV1().RoleBindings(namespace).Create(ctx, &rbacv1.RoleBinding{
		ObjectMeta: meta, Subjects: subjects, RoleRef: rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "Role", Name: name},
	}, metav1.CreateOptions{}))
	for _, verb := range []string{"everywhere", "here"} {
		for !ask(t, api, rbac.Subject{User: name}, rbac.Request{Verb: verb, Resource: "pods", Namespace: namespace}) {
			if ctx.Err() != nil {
				t.Fatal("the authorizer never saw the last roles and bindings")
			}
		}
	}
}

func newEstateMaker(seed uint64) *estateMaker {
	return &estateMaker{Rand: rand.New(rand.NewPCG(seed, 0))}
}
