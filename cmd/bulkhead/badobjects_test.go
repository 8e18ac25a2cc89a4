package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// badObjects can be read and mean nothing, or not what they seem to. Each is audited beside a good pod and its namespace; want are the
// problems that are named for it, and unknown is a control that must say so of the good pod.
func badObjects() map[string]struct {
	objects string
	want    []string
	unknown string
} {
	const is, space = "{matchExpressions: [{key: a, operator: Is}]}", `{matchLabels: {"a b": c}}`
	object := func(version, kind, spec string) string {
		return "apiVersion: " + version + "\nkind: " + kind + "\nmetadata: {name: bad}\n" + spec + "\n"
	}
	webhook := func(kind, selector string) string {
		return object("admissionregistration.k8s.io/v1", kind, "webhooks:\n- {name: a.example.com, "+selector+"}")
	}
	notOperator, notKey := `"Is" is not a valid label selector operator`, `key: Invalid value: "a b": name part must consist of`
	type bad = struct {
		objects string
		want    []string
		unknown string
	}
	return map[string]bad{
		"a workload of an unknown version":   {object("apps/v9", "Deployment", "spec: {}"), []string{`bad.yaml:1:13 Kubernetes has no version "apps/v9"`}, ""},
		"a pod of an unknown version":        {object("v9", "Pod", "spec: {}"), []string{`bad.yaml:1:13 Kubernetes has no version "v9"`}, ""},
		"a policy of an unknown version":     {object("networking.k8s.io/v9", "NetworkPolicy", "spec: {podSelector: {}}"), []string{`bad.yaml:1:13 Kubernetes has no version`}, "no-network-policy"},
		"an admin's of an unknown version":   {object("policy.networking.k8s.io/v9", "AdminNetworkPolicy", "spec: {subject: {namespaces: {}}}"), nil, "no-network-policy"},
		"a definition without schema":        {crd + "---\n" + object("example.org/v1", "Widget", "spec: {template: {spec: {containers: 5}}}"), nil, ""},
		"roles that aggregate in a circle":   {circle(), nil, ""},
		"a network policy's selector":        {object("networking.k8s.io/v1", "NetworkPolicy", "spec: {podSelector: "+is+"}"), []string{`bad.yaml:1:1 network policy "bad" means nothing: podSelector: ` + notOperator}, "no-network-policy"},
		"a peer's selector":                  {object("networking.k8s.io/v1", "NetworkPolicy", "spec: {podSelector: {}, ingress: [{from: [{podSelector: "+is+"}]}]}"), []string{`bad.yaml:1:1 network policy "bad" means nothing: `}, "no-network-policy"},
		"an admin policy's selector":         {object("policy.networking.k8s.io/v1alpha1", "AdminNetworkPolicy", "spec: {priority: 1, subject: {namespaces: "+space+"}}"), []string{`bad.yaml:1:1 AdminNetworkPolicy "bad" means nothing: subject: namespaces: ` + notKey}, "no-network-policy"},
		"a baseline policy's selector":       {object("policy.networking.k8s.io/v1alpha1", "BaselineAdminNetworkPolicy", "spec: {subject: {namespaces: "+is+"}}"), []string{`bad.yaml:1:1 BaselineAdminNetworkPolicy "bad" means nothing: `}, "no-network-policy"},
		"a cluster policy's selector":        {object("policy.networking.k8s.io/v1alpha2", "ClusterNetworkPolicy", "spec: {tier: Admin, priority: 1, subject: {namespaces: "+is+"}}"), []string{`bad.yaml:1:1 ClusterNetworkPolicy "bad" means nothing: `}, "no-network-policy"},
		"a webhook's selector of namespaces": {webhook("ValidatingWebhookConfiguration", "namespaceSelector: "+is), []string{`bad.yaml:1:1 ValidatingWebhookConfiguration "bad" means nothing: webhooks[0].namespaceSelector`}, ""},
		"a webhook's selector of objects":    {webhook("MutatingWebhookConfiguration", "objectSelector: "+space), []string{`bad.yaml:1:1 MutatingWebhookConfiguration "bad" means nothing: webhooks[0].objectSelector`}, ""},
		"an admission policy's selector":     {object("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy", "spec: {matchConstraints: {namespaceSelector: "+is+"}}"), []string{`bad.yaml:1:1 ValidatingAdmissionPolicy "bad" means nothing: spec.matchConstraints.namespaceSelector`}, ""},
		"a binding's selector":               {object("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicyBinding", "spec: {policyName: p, matchResources: {objectSelector: "+is+"}}"), []string{`bad.yaml:1:1 ValidatingAdmissionPolicyBinding "bad" means nothing: spec.matchResources.objectSelector`}, ""},
		"an aggregating role's selector":     {object("rbac.authorization.k8s.io/v1", "ClusterRole", "aggregationRule: {clusterRoleSelectors: ["+is+"]}"), []string{`bad.yaml:1:1 ClusterRole "bad" means nothing: aggregationRule.clusterRoleSelectors[0]`}, ""},
		"a service's selector":               {object("v1", "Service", `spec: {type: NodePort, selector: {"a b": c}, ports: [{port: 80}]}`), []string{`bad.yaml:1:1 Service "bad" means nothing: spec.selector`}, ""},
		"a workload's selector":              {object("apps/v1", "Deployment", "spec: {selector: "+is+", template: {spec: {containers: [{name: app, image: a}]}}}"), []string{`bad.yaml:1:1 Deployment "bad" means nothing: spec.selector`}, ""},
		"a selector that is a text":          {object("networking.k8s.io/v1", "NetworkPolicy", "spec: {podSelector: all}"), []string{"bad.yaml:4:21 spec.podSelector takes a map, not a text"}, "no-network-policy"},
		"an annotation of 1 MB":              {object("v1", "Service", "spec: {type: ClusterIP}") + "---\n" + annotated(), nil, ""},
	}
}

const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.org}
spec: {group: example.org, names: {kind: Widget, plural: widgets}, scope: Namespaced, versions: [{name: v1, served: true, storage: true}]}
`

// circle is two roles that select each other, bound to an account.
func circle() string {
	var b strings.Builder
	for _, names := range [][2]string{{"a", "b"}, {"b", "a"}} {
		fmt.Fprintf(&b, "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: %s, labels: {in-%s: \"y\"}}\n"+
			"aggregationRule: {clusterRoleSelectors: [{matchLabels: {in-%s: \"y\"}}]}\n---\n", names[0], names[1], names[0])
	}
	b.WriteString("apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: bad}\n" +
		"roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: a}\nsubjects: [{kind: User, name: jane}]\n")
	return b.String()
}

func annotated() string {
	return "apiVersion: v1\nkind: Pod\nmetadata:\n  name: big\n  annotations: {note: " + strings.Repeat("x", 1<<20) + "}\nspec: {containers: [{name: app, image: a}]}\n"
}

func TestBadObjects(t *testing.T) {
	for name, test := range badObjects() {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, "bad.yaml", test.objects)
			write(t, dir, "good.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: default}\n---\n"+goodPod)
			ran := bulkhead(t, "audit", "-f", "json", "--show-passed", "--severity-threshold", "none", dir)
			d := ran.document(t)
			problems, code := d.problems(), 0
			if len(test.want) > 0 {
				code = 3
			}
			if ran.code != code || !slices.EqualFunc(problems, test.want, strings.HasPrefix) {
				t.Errorf("exit code %d, problems %q, want %q", ran.code, problems, test.want)
			}
			if !slices.Contains(d.names(), "good") {
				t.Errorf("audited %v", d.names())
			}
			for _, f := range d.Passed {
				if f.Subject.Name == "good" && f.Control == "kubernetes/"+test.unknown {
					t.Errorf("%s passes", f.Control)
				}
				if strings.Contains(f.Control, "secrets") && f.Subject.Name == "bad" && f.Subject.Kind == "kubernetes/binding" {
					t.Errorf("%s passes of a role whose rules are not known", f.Control)
				}
			}
			if len(ran.out) > 1<<20 {
				t.Errorf("a report of %d bytes", len(ran.out))
			}
		})
	}
}

// A list of a million objects is read to its end: what is in it to audit is, and what is no object is named.
func TestListOfAMillion(t *testing.T) {
	path := filepath.Join(t.TempDir(), "list.json")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(file)
	_, _ = w.WriteString(`{"apiVersion":"v1","kind":"List","items":[`) // errors stay with w
	for i := range 1_000_000 {
		_, _ = fmt.Fprintf(w, `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c%d"}},`+"\n", i)
	}
	_, _ = w.WriteString(`5,{"apiVersion":"v1","kind":"Pod","metadata":{"name":"last"},"spec":{"containers":[{"name":"app","image":"a"}]}}]}`)
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	ran := bulkhead(t, "audit", "-f", "json", "--severity-threshold", "none", path)
	d := ran.document(t)
	if !slices.Equal(d.names(), []string{"last"}) || ran.code != 3 {
		t.Errorf("exit code %d, audited %v", ran.code, d.names())
	}
	if problems := d.problems(); len(problems) != 1 || !strings.HasSuffix(problems[0], ":1000001:1 an element of a list of objects is none") {
		t.Errorf("problems %q", problems)
	}
}
