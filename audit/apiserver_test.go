package audit_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	authenticationv1 "k8s.io/api/authentication/v1"
	authorizationv1 "k8s.io/api/authorization/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	client "k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"

	"bulkhead/audit"
	"bulkhead/audit/isolation"
	"bulkhead/audit/result"
	"bulkhead/collectors/kubernetes"
	"bulkhead/collectors/kubernetes/clustertest"
	"bulkhead/policies"
	"bulkhead/testdata/generated"
)

// What the map says of who may make pods, done on the real API server: each service account, with a token of its own, makes a pod, or
// what controllers make pods of, in each namespace as each account there, and a privileged one. Where the map has an edge it succeeds,
// and where it has none it is refused, by RBAC or by Pod Security. BULKHEAD_LONG=1 does it in ten clusters' worth of roles, and
// BULKHEAD_SEED repeats a run.
func TestAsTheAPIServerMakesPods(t *testing.T) {
	rounds, seed := 1, generated.Seed(t)
	if generated.Long() {
		rounds = 10
	}
	cluster := clustertest.Start(t)
	admin, err := client.NewForConfig(cluster.Config(clustertest.Admin))
	if err != nil {
		t.Fatal(err)
	}
	asked, allowed, onNodes := 0, 0, 0
	for round := range rounds {
		p := &podMaker{Rand: rand.New(rand.NewPCG(seed, uint64(round))), T: t, admin: admin, prefix: fmt.Sprintf("r%d", round)}
		p.create()
		p.wait()
		g := mapOf(t, cluster)
		for _, who := range p.accounts {
			as := p.client(cluster, who)
			privileged := false
			for _, namespace := range p.namespaces {
				may := false
				for _, account := range p.accounts {
					if account.namespace != namespace {
						continue
					}
					asked++
					may = p.makes(as, namespace, account.name, false)
					if may {
						allowed++
					}
					if says := g.leads(who, isolation.KindAccount, account.namespace, account.name); says != may {
						t.Errorf("%v in %s as %s: the API server says %t, the map %t, BULKHEAD_SEED=%d", who, namespace, account.name, may, says, seed)
					}
				}
				if may {
					privileged = p.makes(as, namespace, "default", true) || privileged
				}
			}
			asked++
			if privileged {
				onNodes++
			}
			if says := g.leads(who, isolation.KindNode, "", "n"); says != privileged {
				t.Errorf("%v on nodes: the API server says %t, the map %t, BULKHEAD_SEED=%d", who, privileged, says, seed)
			}
		}
	}
	t.Logf("%d cases, %d allowed, %d accounts on nodes, BULKHEAD_SEED=%d", asked, allowed, onNodes, seed)
	if asked < 300 || allowed == 0 || allowed == asked {
		t.Errorf("%d of %d allowed: too few cases, or only one answer", allowed, asked)
	}
}

type accountName struct{ namespace, name string }

// podMaker makes namespaces of all levels, accounts, and roles of some chance.
type podMaker struct {
	*rand.Rand
	*testing.T
	admin      client.Interface
	prefix     string
	namespaces []string
	accounts   []accountName
	made       int
}

func (p *podMaker) must(_ any, err error) {
	p.Helper()
	if err != nil && !apierrors.IsAlreadyExists(err) {
		p.Fatal(err)
	}
}

func (p *podMaker) create() {
	ctx := p.Context()
	if p.prefix == "r0" {
		p.must(p.admin.CoreV1().Nodes().Create(ctx, &corev1.Node{ObjectMeta: metav1.ObjectMeta{Name: "n"}}, metav1.CreateOptions{}))
	}
	for i, level := range []string{"restricted", "", "privileged", "baseline", "restricted"} {
		namespace := &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: fmt.Sprintf("%s-ns%d", p.prefix, i)}}
		if level != "" {
			namespace.Labels = map[string]string{"pod-security.kubernetes.io/enforce": level}
		}
		p.must(p.admin.CoreV1().Namespaces().Create(ctx, namespace, metav1.CreateOptions{}))
		p.namespaces = append(p.namespaces, namespace.Name)
		for _, name := range []string{"default", "a", "b", "c"} {
			p.must(p.admin.CoreV1().ServiceAccounts(namespace.Name).Create(ctx, &corev1.ServiceAccount{ObjectMeta: metav1.ObjectMeta{Name: name}}, metav1.CreateOptions{}))
			p.accounts = append(p.accounts, accountName{namespace.Name, name})
		}
	}
	for i := range 24 {
		name := fmt.Sprintf("%s-role%d", p.prefix, i)
		p.must(p.admin.RbacV1().ClusterRoles().Create(ctx, &rbacv1.ClusterRole{ObjectMeta: metav1.ObjectMeta{Name: name}, Rules: p.rules()}, metav1.CreateOptions{}))
		reference := rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: name}
		if p.IntN(8) == 0 {
			p.must(p.admin.RbacV1().ClusterRoleBindings().Create(ctx, &rbacv1.ClusterRoleBinding{
				ObjectMeta: metav1.ObjectMeta{Name: name}, Subjects: p.subjects(), RoleRef: reference,
			}, metav1.CreateOptions{}))
			continue
		}
		p.bind(p.namespaces[p.IntN(len(p.namespaces))], name, p.subjects(), reference)
	}
	// Whatever chance gave, somebody may make pods somewhere, by a group of all accounts; and the last account may not elsewhere.
	name := p.prefix + "-all"
	p.must(p.admin.RbacV1().ClusterRoles().Create(ctx, &rbacv1.ClusterRole{ObjectMeta: metav1.ObjectMeta{Name: name}, Rules: []rbacv1.PolicyRule{
		{APIGroups: []string{""}, Resources: []string{"pods"}, Verbs: []string{"create"}},
	}}, metav1.CreateOptions{}))
	p.bind(p.namespaces[0], name, []rbacv1.Subject{{Kind: "Group", APIGroup: rbacv1.GroupName, Name: "system:serviceaccounts"}},
		rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: name})
}

func (p *podMaker) bind(namespace, name string, subjects []rbacv1.Subject, to rbacv1.RoleRef) {
	p.must(p.admin.RbacV1().RoleBindings(namespace).Create(p.Context(), &rbacv1.RoleBinding{
		ObjectMeta: metav1.ObjectMeta{Name: name}, Subjects: subjects, RoleRef: to,
	}, metav1.CreateOptions{}))
}

// rules give pods, what pods are made of, or something near it that gives none.
func (p *podMaker) rules() []rbacv1.PolicyRule {
	rule := func(group, resource string, verbs ...string) rbacv1.PolicyRule {
		return rbacv1.PolicyRule{APIGroups: []string{group}, Resources: []string{resource}, Verbs: verbs}
	}
	named := rule("", "pods", "create", "get")
	named.ResourceNames = []string{"one"}
	all := []rbacv1.PolicyRule{
		rule("", "pods", "create"), rule("", "pods", "*"), rule("", "*", "create"), rule("*", "pods", "create"), rule("*", "*", "create"),
		rule("", "pods", "get", "list", "watch", "delete"), rule("", "pods/exec", "create"), rule("", "pods/*", "*"), rule("apps", "pods", "create"),
		named, rule("apps", "deployments", "create"), rule("apps", "daemonsets", "get", "patch"), rule("batch", "*", "create"), rule("", "secrets", "get"),
		rule("apps", "deployments/scale", "create", "update"), rule("", "configmaps", "*"),
	}
	rules := []rbacv1.PolicyRule{all[p.IntN(len(all))]}
	if p.IntN(3) == 0 {
		rules = append(rules, all[p.IntN(len(all))])
	}
	return rules
}

// subjects are an account, but the last one, or all of one of the other namespaces.
func (p *podMaker) subjects() []rbacv1.Subject {
	who := p.accounts[p.IntN(len(p.accounts)-1)]
	switch n := p.IntN(12); {
	case n == 0 && who.namespace != p.namespaces[len(p.namespaces)-1]:
		return []rbacv1.Subject{{Kind: "Group", APIGroup: rbacv1.GroupName, Name: "system:serviceaccounts:" + who.namespace}}
	case n == 1:
		return []rbacv1.Subject{{Kind: "User", APIGroup: rbacv1.GroupName, Name: "system:serviceaccount:" + who.namespace + ":" + who.name}}
	}
	return []rbacv1.Subject{{Kind: "ServiceAccount", Namespace: who.namespace, Name: who.name}}
}

// wait returns when the authorizer has seen all that was created: it watches bindings in order, and cluster roles before a binding can
// give anything.
func (p *podMaker) wait() {
	ctx := p.Context()
	last := "last-" + p.prefix
	meta := metav1.ObjectMeta{Name: last}
	reference := rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: last}
	subjects := []rbacv1.Subject{{Kind: "User", APIGroup: rbacv1.GroupName, Name: last}}
	p.must(p.admin.RbacV1().ClusterRoles().Create(ctx, &rbacv1.ClusterRole{ObjectMeta: meta, Rules: []rbacv1.PolicyRule{
		{APIGroups: []string{""}, Resources: []string{"pods"}, Verbs: []string{"last"}},
	}}, metav1.CreateOptions{}))
	p.must(p.admin.RbacV1().ClusterRoleBindings().Create(ctx, &rbacv1.ClusterRoleBinding{ObjectMeta: meta, Subjects: subjects, RoleRef: reference}, metav1.CreateOptions{}))
	local := last + "-here"
	p.must(p.admin.RbacV1().RoleBindings(p.namespaces[0]).Create(ctx, &rbacv1.RoleBinding{
		ObjectMeta: meta, Subjects: []rbacv1.Subject{{Kind: "User", APIGroup: rbacv1.GroupName, Name: local}}, RoleRef: reference,
	}, metav1.CreateOptions{}))
	deadline := time.Now().Add(2 * time.Minute)
	for _, user := range []string{last, local} {
		for !p.may(user) {
			if time.Now().After(deadline) {
				p.Fatal("the authorizer never saw the last bindings")
			}
		}
	}
}

// makes says whether a pod could be made as an account: by itself, or by a controller of something that could be made.
func (p *podMaker) makes(as client.Interface, namespace, account string, privileged bool) bool {
	p.Helper()
	p.made++
	meta := metav1.ObjectMeta{Name: fmt.Sprintf("m%d", p.made)}
	no, yes, user := false, true, int64(1000)
	security := &corev1.SecurityContext{
		AllowPrivilegeEscalation: &no, RunAsNonRoot: &yes, RunAsUser: &user, Capabilities: &corev1.Capabilities{Drop: []corev1.Capability{"ALL"}},
		SeccompProfile: &corev1.SeccompProfile{Type: corev1.SeccompProfileTypeRuntimeDefault},
	}
	if privileged {
		security = &corev1.SecurityContext{Privileged: &yes}
	}
	spec := corev1.PodSpec{ServiceAccountName: account, Containers: []corev1.Container{{Name: "c", Image: "i", SecurityContext: security}}}
	_, err := as.CoreV1().Pods(namespace).Create(p.Context(), &corev1.Pod{ObjectMeta: meta, Spec: spec}, metav1.CreateOptions{})
	if p.allowed(err) {
		return true
	}
	labels := map[string]string{"a": "b"}
	template := corev1.PodTemplateSpec{ObjectMeta: metav1.ObjectMeta{Labels: labels}, Spec: spec}
	_, err = as.AppsV1().Deployments(namespace).Create(p.Context(), &appsv1.Deployment{
		ObjectMeta: meta, Spec: appsv1.DeploymentSpec{Selector: &metav1.LabelSelector{MatchLabels: labels}, Template: template},
	}, metav1.CreateOptions{})
	may := p.allowed(err)
	if !may {
		template.Spec.RestartPolicy = corev1.RestartPolicyNever
		_, err = as.BatchV1().Jobs(namespace).Create(p.Context(), &batchv1.Job{ObjectMeta: meta, Spec: batchv1.JobSpec{Template: template}}, metav1.CreateOptions{})
		may = p.allowed(err)
	}
	if !may {
		return false
	}
	// What the controller would do then.
	_, err = p.admin.CoreV1().Pods(namespace).Create(p.Context(), &corev1.Pod{ObjectMeta: meta, Spec: spec}, metav1.CreateOptions{})
	return p.allowed(err)
}

func (p *podMaker) allowed(err error) bool {
	p.Helper()
	if err != nil && !apierrors.IsForbidden(err) {
		p.Fatal(err)
	}
	return err == nil
}

// client is an account with a token that the API server gave out.
func (p *podMaker) client(cluster *clustertest.Cluster, who accountName) client.Interface {
	p.Helper()
	token, err := p.admin.CoreV1().ServiceAccounts(who.namespace).CreateToken(p.Context(), who.name, &authenticationv1.TokenRequest{}, metav1.CreateOptions{})
	if err != nil {
		p.Fatal(err)
	}
	config := rest.AnonymousClientConfig(cluster.Config(clustertest.Admin))
	config.BearerToken, config.QPS, config.Burst = token.Status.Token, -1, 0
	made, err := client.NewForConfig(config)
	if err != nil {
		p.Fatal(err)
	}
	return made
}

// graph is the map of the cluster.
type graph struct{ *result.Isolation }

func mapOf(t *testing.T, cluster *clustertest.Cluster) graph {
	t.Helper()
	collector, err := kubernetes.New(kubernetes.Config{Kubeconfig: cluster.Kubeconfig})
	if err != nil {
		t.Fatal(err)
	}
	report, err := audit.Run(t.Context(), []audit.Collector{collector}, audit.Options{Policies: policies.FS, Isolation: true})
	if err != nil {
		t.Fatal(err)
	}
	return graph{report.Isolation}
}

// leads says whether one edge about pods, or all rights, leads from an account to something.
func (g graph) leads(who accountName, kind, namespace, name string) bool {
	start := map[int32]bool{}
	for i, v := range g.Vertices {
		if v.Kind == isolation.KindAccount && v.Namespace == who.namespace && v.Name == who.name {
			g.spread(int32(i), start)
		}
	}
	reached := map[int32]bool{}
	for _, c := range g.Connections {
		if c.Edge == nil || c.Edge.Unproven || !start[c.From] {
			continue
		}
		switch {
		case c.Edge.ID == "edges/kubernetes/obtains-tokens" && strings.Contains(c.Edge.Message, "may make pods"),
			c.Edge.ID == "edges/kubernetes/runs-on-nodes" && strings.Contains(c.Edge.Message, "may make privileged pods"),
			c.Edge.ID == "edges/kubernetes/becomes-admin" && c.Edge.Message == "has all rights in the cluster":
			g.spread(c.To, reached)
		}
	}
	for i, v := range g.Vertices {
		if v.Kind == kind && v.Namespace == namespace && v.Name == name {
			return reached[int32(i)]
		}
	}
	return false
}

// spread follows what belongs to a vertex.
func (g graph) spread(at int32, reached map[int32]bool) {
	if reached[at] {
		return
	}
	reached[at] = true
	for _, c := range g.Connections {
		if c.From == at && c.Edge == nil {
			g.spread(c.To, reached)
		}
	}
}

// may asks whether a user may do what only the last binding allows.
func (p *podMaker) may(user string) bool {
	review, err := p.admin.AuthorizationV1().SubjectAccessReviews().Create(p.Context(), &authorizationv1.SubjectAccessReview{
		Spec: authorizationv1.SubjectAccessReviewSpec{User: user, ResourceAttributes: &authorizationv1.ResourceAttributes{
			Namespace: p.namespaces[0], Verb: "last", Resource: "pods",
		}},
	}, metav1.CreateOptions{})
	if err != nil {
		p.Fatal(err)
	}
	return review.Status.Allowed
}
