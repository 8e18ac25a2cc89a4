package main

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/yaml"

	"bulkhead/testdata/bench/generate"
)

const (
	// deployments is how many there are, each with one ReplicaSet and one Pod as the controllers would make them.
	deployments = 5000
	// accounts is how many ServiceAccounts a namespace has.
	accounts = 10
	// writers is how many objects are created at once.
	writers = 32
)

func populate(ctx context.Context, access *rest.Config) error {
	api, err := kubernetes.NewForConfig(access)
	if err != nil {
		return err
	}
	c := creator{api}
	if err := atOnce(ctx, generate.Namespaces, c.namespace); err != nil {
		return err
	}
	return atOnce(ctx, deployments, c.deployment)
}

func atOnce(ctx context.Context, n int, create func(context.Context, int) error) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(writers)
	for i := range n {
		group.Go(func() error { return create(ctx, i) })
	}
	return group.Wait()
}

type creator struct{ *kubernetes.Clientset }

// namespace creates a namespace with accounts, a policy, a role and its binding.
func (c creator) namespace(ctx context.Context, i int) error {
	name := fmt.Sprintf("team-%d", i)
	labels := map[string]string{"pod-security.kubernetes.io/enforce": "baseline"}
	options := metav1.CreateOptions{}
	if _, err := c.CoreV1().Namespaces().Create(ctx, &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: name, Labels: labels}}, options); err != nil {
		return err
	}
	var subjects []rbacv1.Subject
	for j := range accounts {
		account := fmt.Sprintf("account-%d", j)
		subjects = append(subjects, rbacv1.Subject{Kind: "ServiceAccount", Namespace: name, Name: account})
		if _, err := c.CoreV1().ServiceAccounts(name).Create(ctx, &corev1.ServiceAccount{ObjectMeta: metav1.ObjectMeta{Name: account}}, options); err != nil {
			return err
		}
	}
	meta := metav1.ObjectMeta{Name: "readers"}
	_, err := c.NetworkingV1().NetworkPolicies(name).Create(ctx, &networkingv1.NetworkPolicy{
		ObjectMeta: meta,
		Spec: networkingv1.NetworkPolicySpec{
			PodSelector: metav1.LabelSelector{MatchLabels: map[string]string{"tier": "backend"}},
			PolicyTypes: []networkingv1.PolicyType{networkingv1.PolicyTypeIngress},
		},
	}, options)
	if err != nil {
		return err
	}
	_, err = c.RbacV1().Roles(name).Create(ctx, &rbacv1.Role{
		ObjectMeta: meta,
		Rules:      []rbacv1.PolicyRule{{APIGroups: []string{""}, Resources: []string{"configmaps", "pods"}, Verbs: []string{"get", "list"}}},
	}, options)
	if err != nil {
		return err
	}
	_, err = c.RbacV1().RoleBindings(name).Create(ctx, &rbacv1.RoleBinding{
		ObjectMeta: meta, Subjects: subjects,
		RoleRef: rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "Role", Name: meta.Name},
	}, options)
	return err
}

// deployment creates a Deployment with its ReplicaSet and a Pod.
func (c creator) deployment(ctx context.Context, i int) error {
	var d appsv1.Deployment
	if err := yaml.Unmarshal([]byte(generate.Deployment(i)), &d); err != nil {
		return err
	}
	d.Spec.Template.Spec.ServiceAccountName = fmt.Sprintf("account-%d", i%accounts)
	options := metav1.CreateOptions{}
	deployment, err := c.AppsV1().Deployments(d.Namespace).Create(ctx, &d, options)
	if err != nil {
		return err
	}
	template := *d.Spec.Template.DeepCopy()
	template.Labels["pod-template-hash"] = "5d4f8c7b9"
	set, err := c.AppsV1().ReplicaSets(d.Namespace).Create(ctx, &appsv1.ReplicaSet{
		ObjectMeta: below(d.Name+"-5d4f8c7b9", template.Labels, deployment, "Deployment"),
		Spec:       appsv1.ReplicaSetSpec{Replicas: d.Spec.Replicas, Selector: d.Spec.Selector, Template: template},
	}, options)
	if err != nil {
		return err
	}
	_, err = c.CoreV1().Pods(d.Namespace).Create(ctx, &corev1.Pod{
		ObjectMeta: below(set.Name+"-x7k2p", template.Labels, set, "ReplicaSet"),
		Spec:       template.Spec,
	}, options)
	return err
}

func below(name string, labels map[string]string, owner metav1.Object, kind string) metav1.ObjectMeta {
	return metav1.ObjectMeta{
		Name: name, Labels: labels,
		OwnerReferences: []metav1.OwnerReference{*metav1.NewControllerRef(owner, appsv1.SchemeGroupVersion.WithKind(kind))},
	}
}
