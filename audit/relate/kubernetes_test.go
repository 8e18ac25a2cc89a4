package relate

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// object makes a Kubernetes object of JSON.
func object(t *testing.T, text string) *estate.Object {
	t.Helper()
	v, err := estate.DecodeJSON(jsontext.NewDecoder(strings.NewReader(text)), nil)
	if err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return &estate.Object{
		Platform: estate.Kubernetes, Kind: v.Get("kind").Str(), Value: v,
		Namespace: v.At("metadata", "namespace").Str(), Name: v.At("metadata", "name").Str(),
	}
}

// related returns the subjects of a live cluster's or a directory's objects, in the order in which they came.
func related(t *testing.T, kind estate.TargetKind, problems []estate.Problem, texts ...string) []*subject.Subject {
	t.Helper()
	target := &estate.Target{ID: "t", Kind: kind, Version: "v1.36.1"}
	r := New(target, nil, func(string) bool { return true })
	var all []*subject.Subject
	yield := func(s *subject.Subject) { all = append(all, s) }
	for _, p := range problems {
		r.Problem(p)
	}
	for _, text := range texts {
		o := object(t, text)
		o.Target = target
		if err := r.Object(o, yield); err != nil {
			t.Fatal(err)
		}
	}
	r.End(yield)
	return all
}

func find(t *testing.T, all []*subject.Subject, kind, name, part string) *subject.Subject {
	t.Helper()
	for _, s := range all {
		if s.Kind == kind && s.Object.Name == name && s.Part == part {
			return s
		}
	}
	t.Fatalf("no %s %s/%s", kind, name, part)
	return nil
}

// show prints what a root holds.
func show(s *subject.Subject, root string, keys ...string) string {
	v := s.Root(root).Value.At(keys...)
	if v == nil {
		return "absent"
	}
	if v.Unknown() {
		return v.Reason()
	}
	return string(estate.AppendJSON(nil, v))
}

const deployment = `{"kind":"Deployment","metadata":{"name":"web","namespace":"a","uid":"d1"},"spec":{"template":
	{"metadata":{"labels":{"app":"web"}},"spec":{"containers":[{"name":"app","ports":[{"containerPort":80},{"containerPort":53,"protocol":"UDP"}]}],
	"initContainers":[{"name":"i"},{"name":"s","restartPolicy":"Always"}],"volumes":[{"name":"v"}]}}}}`

func TestSubjectsOfAWorkload(t *testing.T) {
	all := related(t, estate.Cluster, nil, deployment)
	var got []string
	for _, s := range all {
		roots := []string{}
		for _, r := range s.Roots {
			roots = append(roots, r.Name)
		}
		got = append(got, fmt.Sprintf("%s %s %s %v", s.Kind, s.Part, s.Roots[0].Path, roots))
	}
	want := []string{
		"kubernetes/pod  spec.template [pod namespace serviceAccount facts]",
		"kubernetes/container i spec.template.spec.initContainers[0] [container pod facts]",
		"kubernetes/container s spec.template.spec.initContainers[1] [container pod facts]",
		"kubernetes/container app spec.template.spec.containers[0] [container pod facts]",
		"kubernetes/port app/80 spec.template.spec.containers[0].ports[0] [port pod facts]",
		"kubernetes/port app/53/UDP spec.template.spec.containers[0].ports[1] [port pod facts]",
		"kubernetes/volume v spec.template.spec.volumes[0] [volume pod facts]",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for part, kind := range map[string]string{"i": `"init"`, "s": `"sidecar"`, "app": `"container"`} {
		if got := show(find(t, all, "kubernetes/container", "web", part), "facts", "type"); got != kind {
			t.Errorf("%s is %s", part, got)
		}
	}
	if got := show(all[0], "facts", "minor"); got != "36" {
		t.Errorf("minor %s", got)
	}
}

func TestEveryWorkloadKindHasItsTemplate(t *testing.T) {
	spec := `{"spec":{"containers":[{"name":"c"}]}}`
	for kind, body := range map[string]string{
		"Pod":         `"spec":{"containers":[{"name":"c"}]}`,
		"Deployment":  `"spec":{"template":` + spec + `}`,
		"StatefulSet": `"spec":{"template":` + spec + `}`, "DaemonSet": `"spec":{"template":` + spec + `}`,
		"ReplicaSet": `"spec":{"template":` + spec + `}`, "ReplicationController": `"spec":{"template":` + spec + `}`,
		"Job": `"spec":{"template":` + spec + `}`, "CronJob": `"spec":{"jobTemplate":{"spec":{"template":` + spec + `}}}`,
		"PodTemplate": `"template":` + spec,
	} {
		all := related(t, estate.Files, nil, `{"kind":"`+kind+`","metadata":{"name":"x","namespace":"a"},`+body+`}`)
		if find(t, all, "kubernetes/container", "x", "c") == nil {
			t.Errorf("%s has no container", kind)
		}
	}
}

func TestPodsFoldIntoTheirTopOwner(t *testing.T) {
	replicaSet := `{"kind":"ReplicaSet","metadata":{"name":"web-1","namespace":"a","uid":"r1","ownerReferences":[{"uid":"d1","controller":true}]},
		"spec":{"template":{"spec":{"containers":[{"name":"app"}]}}}}`
	pod := func(name, owner, phase, more string) string {
		return `{"kind":"Pod","metadata":{"name":"` + name + `","namespace":"a","ownerReferences":[{"uid":"` + owner + `","controller":true}]},
		"spec":{"containers":[{"name":"app"}` + more + `],"volumes":[{"name":"v"},{"name":"kube-api-access-x","projected":{}}]},"status":{"phase":"` + phase + `"}}`
	}
	all := related(t, estate.Cluster, nil, deployment, replicaSet,
		pod("web-1-a", "r1", "Running", ""), pod("web-1-b", "r1", "Running", `,{"name":"injected"}`), pod("web-1-c", "r1", "Failed", ""),
		pod("orphan", "gone", "Running", ""))
	if n := *find(t, all, "kubernetes/container", "web", "app").Running; n != 2 {
		t.Errorf("%d running", n)
	}
	var pods []string
	for _, s := range all {
		if s.Object.Kind != "Deployment" {
			pods = append(pods, s.Kind+" "+s.Object.Name+" "+s.Part)
		}
	}
	want := []string{
		"kubernetes/drift web-1-b container injected", "kubernetes/container web-1-b injected", "kubernetes/pod orphan ", "kubernetes/container orphan app",
		"kubernetes/volume orphan v", "kubernetes/volume orphan kube-api-access-x",
	}
	if !slices.Equal(pods, want) {
		t.Errorf("pods %q", pods)
	}
}

func TestNetworkPoliciesSelect(t *testing.T) {
	policy := func(spec string) string {
		return `{"kind":"NetworkPolicy","metadata":{"name":"p","namespace":"a"},"spec":{` + spec + `}}`
	}
	pod := `{"kind":"Pod","metadata":{"name":"x","namespace":"a","labels":{"app":"web","tier":"1"}},"spec":{"containers":[]}}`
	tests := map[string]struct{ policy, want string }{
		"none":                        {`{"kind":"ServiceAccount","metadata":{"name":"s","namespace":"a"}}`, "false false"},
		"empty selector":              {policy(`"podSelector":{}`), "true false"},
		"labels":                      {policy(`"podSelector":{"matchLabels":{"app":"web"}}`), "true false"},
		"other label":                 {policy(`"podSelector":{"matchLabels":{"app":"db"}}`), "false false"},
		"one label of two":            {policy(`"podSelector":{"matchLabels":{"app":"web","x":"y"}}`), "false false"},
		"In":                          {policy(`"podSelector":{"matchExpressions":[{"key":"tier","operator":"In","values":["1","2"]}]}`), "true false"},
		"NotIn":                       {policy(`"podSelector":{"matchExpressions":[{"key":"tier","operator":"NotIn","values":["1"]}]}`), "false false"},
		"NotIn of an absent label":    {policy(`"podSelector":{"matchExpressions":[{"key":"z","operator":"NotIn","values":["1"]}]}`), "true false"},
		"Exists":                      {policy(`"podSelector":{"matchExpressions":[{"key":"app","operator":"Exists"}]}`), "true false"},
		"DoesNotExist":                {policy(`"podSelector":{"matchExpressions":[{"key":"app","operator":"DoesNotExist"}]}`), "false false"},
		"egress rules, no types":      {policy(`"podSelector":{},"egress":[{}]`), "true true"},
		"empty egress, no types":      {policy(`"podSelector":{},"egress":[]`), "true false"},
		"only egress":                 {policy(`"podSelector":{},"policyTypes":["Egress"]`), "false true"},
		"both":                        {policy(`"podSelector":{},"policyTypes":["Ingress","Egress"]`), "true true"},
		"other namespace":             {strings.Replace(policy(`"podSelector":{}`), `"namespace":"a"`, `"namespace":"b"`, 1), "false false"},
		"Cilium's":                    {`{"apiVersion":"cilium.io/v2","kind":"CiliumNetworkPolicy","metadata":{"name":"p","namespace":"a"}}`, "not-in-input not-in-input"},
		"Cilium's elsewhere":          {`{"apiVersion":"cilium.io/v2","kind":"CiliumNetworkPolicy","metadata":{"name":"p","namespace":"b"}}`, "false false"},
		"Cilium's of all":             {`{"apiVersion":"cilium.io/v2","kind":"CiliumClusterwideNetworkPolicy","metadata":{"name":"p"}}`, "not-in-input not-in-input"},
		"Calico's of that name":       {`{"apiVersion":"crd.projectcalico.org/v1","kind":"NetworkPolicy","metadata":{"name":"p","namespace":"a"},"spec":{"selector":"all()"}}`, "not-in-input not-in-input"},
		"Calico's of all":             {`{"apiVersion":"projectcalico.org/v3","kind":"GlobalNetworkPolicy","metadata":{"name":"p"}}`, "not-in-input not-in-input"},
		"Admin denies pods":           {`{"apiVersion":"policy.networking.k8s.io/v1alpha1","kind":"AdminNetworkPolicy","metadata":{"name":"p"},"spec":{"priority":1,"subject":{"namespaces":{}},"ingress":[{"action":"Deny","from":[{"namespaces":{}}]}]}}`, "true false"},
		"Baseline denies all":         {`{"apiVersion":"policy.networking.k8s.io/v1alpha1","kind":"BaselineAdminNetworkPolicy","metadata":{"name":"default"},"spec":{"subject":{"namespaces":{}},"egress":[{"action":"Deny","to":[{"networks":["0.0.0.0/0","::/0"]}]}]}}`, "false true"},
		"Admin of a version to come":  {`{"apiVersion":"policy.networking.k8s.io/v1","kind":"ClusterNetworkPolicy","metadata":{"name":"p"},"spec":{}}`, "not-in-input not-in-input"},
		"ingress types, egress rules": {policy(`"podSelector":{},"policyTypes":["Ingress"],"egress":[{}]`), "true false"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := find(t, related(t, estate.Cluster, nil, test.policy, pod), "kubernetes/pod", "x", "")
			got := show(s, "facts", "networkPolicies", "ingress") + " " + show(s, "facts", "networkPolicies", "egress")
			if got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// A policy that the API server would refuse is named, and nothing is certain in its namespace.
func TestNetworkPolicyWithoutMeaning(t *testing.T) {
	r := New(&estate.Target{Kind: estate.Cluster}, nil, func(string) bool { return true })
	var all []*subject.Subject
	yield := func(s *subject.Subject) { all = append(all, s) }
	policy := object(t, `{"kind":"NetworkPolicy","metadata":{"name":"p","namespace":"a"},"spec":{"podSelector":{"matchExpressions":[{"key":"a","operator":"Maybe"}]}}}`)
	if err := r.Object(policy, yield); err == nil || !strings.Contains(err.Error(), `"Maybe"`) {
		t.Errorf("error: %v", err)
	}
	for _, namespace := range []string{"a", "b"} {
		if err := r.Object(object(t, `{"kind":"Pod","metadata":{"name":"`+namespace+`","namespace":"`+namespace+`"},"spec":{"containers":[]}}`), yield); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]string{"a": "unread", "b": "false"} {
		if got := show(find(t, all, "kubernetes/pod", name, ""), "facts", "networkPolicies", "ingress"); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// What was not read, or may stand in another file, is not absent.
func TestAbsentIsNotUnknown(t *testing.T) {
	pod := `{"kind":"Pod","metadata":{"name":"x","namespace":"a"},"spec":{"serviceAccountName":"s","containers":[]}}`
	namespace := `{"kind":"Namespace","metadata":{"name":"a"}}`
	account := `{"kind":"ServiceAccount","metadata":{"name":"s","namespace":"a"}}`
	tests := map[string]struct {
		kind     estate.TargetKind
		problems []estate.Problem
		objects  []string
		want     string // namespace, service account, network policies
	}{
		"live":                  {estate.Cluster, nil, []string{pod}, "absent absent false"},
		"file alone":            {estate.Files, nil, []string{pod}, "not-in-input not-in-input not-in-input"},
		"file with namespace":   {estate.Files, nil, []string{namespace, pod}, "object absent false"},
		"file with account":     {estate.Files, nil, []string{account, pod}, "not-in-input object not-in-input"},
		"forbidden":             {estate.Cluster, []estate.Problem{{What: "networkpolicies", Kind: "NetworkPolicy"}}, []string{namespace, account, pod}, "object object unread"},
		"forbidden here":        {estate.Cluster, []estate.Problem{{What: "serviceaccounts", Kind: "ServiceAccount", Namespace: "a"}}, []string{pod}, "absent unread false"},
		"forbidden elsewhere":   {estate.Cluster, []estate.Problem{{What: "serviceaccounts", Kind: "ServiceAccount", Namespace: "b"}}, []string{pod}, "absent absent false"},
		"namespaces forbidden":  {estate.Cluster, []estate.Problem{{What: "namespaces", Kind: "Namespace"}}, []string{pod}, "unread absent false"},
		"a problem of no kinds": {estate.Cluster, []estate.Problem{{What: "leases"}}, []string{pod}, "absent absent false"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := find(t, related(t, test.kind, test.problems, test.objects...), "kubernetes/pod", "x", "")
			brief := func(root string) string {
				if text := show(s, root); !strings.HasPrefix(text, "{") {
					return text
				}
				return "object"
			}
			got := brief("namespace") + " " + brief("serviceAccount") + " " + show(s, "facts", "networkPolicies", "ingress")
			if got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// What exposes workloads stands for itself, and network policies wait until all pods are known.
func TestExposureAndPolicies(t *testing.T) {
	namespace := `{"kind":"Namespace","metadata":{"name":"a"}}`
	policy := func(name, spec string) string {
		return `{"kind":"NetworkPolicy","metadata":{"name":"` + name + `","namespace":"a"},"spec":` + spec + `}`
	}
	all := related(t, estate.Cluster, nil, namespace, policy("web", `{"podSelector":{"matchLabels":{"app":"web"}}}`),
		policy("db", `{"podSelector":{"matchLabels":{"app":"db"}}}`), policy("all", `{"podSelector":{},"policyTypes":["Ingress"]}`), deployment,
		`{"kind":"Service","metadata":{"name":"s","namespace":"a"}}`, `{"kind":"Ingress","metadata":{"name":"i","namespace":"a"}}`,
		`{"kind":"Gateway","metadata":{"name":"g","namespace":"a"}}`, `{"kind":"ReferenceGrant","metadata":{"name":"r","namespace":"a"}}`)
	for kind, name := range map[string]string{"service": "s", "ingress": "i", "gateway": "g", "referencegrant": "r"} {
		if got := find(t, all, "kubernetes/"+kind, name, "").Roots[0].Name; got != kind {
			t.Errorf("%s has the root %s", kind, got)
		}
	}
	for name, want := range map[string]string{"web": "true", "db": "false", "all": "true"} {
		if got := show(find(t, all, "kubernetes/networkpolicy", name, ""), "facts", "selectsPods"); got != want {
			t.Errorf("%s selects pods: %s", name, got)
		}
	}
	if got := show(find(t, all, "kubernetes/namespace", "a", ""), "facts", "defaultDeny"); got != `{"ingress":true,"egress":false}` {
		t.Errorf("default deny: %s", got)
	}

	forbidden := []estate.Problem{{What: "pods", Kind: "Pod"}, {What: "globalnetworkpolicies", Kind: "GlobalNetworkPolicy"}}
	all = related(t, estate.Cluster, forbidden, namespace, policy("db", `{"podSelector":{"matchLabels":{"app":"db"}}}`))
	if got := show(find(t, all, "kubernetes/networkpolicy", "db", ""), "facts", "selectsPods"); got != "unread" {
		t.Errorf("where pods are unread: %s", got)
	}
	if got := show(find(t, all, "kubernetes/namespace", "a", ""), "facts", "defaultDeny", "ingress"); got != "unread" {
		t.Errorf("where a plugin's policies are unread: %s", got)
	}
	for workload, want := range map[string]string{deployment: "false", `{"kind":"Service","metadata":{"name":"s","namespace":"a"}}`: "not-in-input"} {
		all = related(t, estate.Files, nil, namespace, policy("db", `{"podSelector":{"matchLabels":{"app":"db"}}}`), workload)
		if got := show(find(t, all, "kubernetes/networkpolicy", "db", ""), "facts", "selectsPods"); got != want {
			t.Errorf("in files: %s, want %s", got, want)
		}
	}
}

func TestBindingsFindTheirRole(t *testing.T) {
	binding := func(kind, roleKind string) string {
		return `{"kind":"` + kind + `","metadata":{"name":"b","namespace":"` + map[string]string{"RoleBinding": "a"}[kind] + `"},"roleRef":{"kind":"` + roleKind + `","name":"r"}}`
	}
	role := `{"kind":"Role","metadata":{"name":"r","namespace":"a"},"rules":[{"verbs":["get"]}]}`
	clusterRole := `{"kind":"ClusterRole","metadata":{"name":"r"},"rules":[{"verbs":["list"]}]}`
	aggregated := `{"kind":"ClusterRole","metadata":{"name":"r"},"aggregationRule":{}}`
	tests := map[string]struct {
		kind    estate.TargetKind
		objects []string
		want    string
	}{
		"role":                 {estate.Cluster, []string{role, clusterRole, binding("RoleBinding", "Role")}, `[{"verbs":["get"]}] "namespace"`},
		"cluster role":         {estate.Cluster, []string{role, clusterRole, binding("RoleBinding", "ClusterRole")}, `[{"verbs":["list"]}] "namespace"`},
		"cluster binding":      {estate.Cluster, []string{clusterRole, binding("ClusterRoleBinding", "ClusterRole")}, `[{"verbs":["list"]}] "cluster"`},
		"dangling":             {estate.Cluster, []string{clusterRole, binding("RoleBinding", "Role")}, `absent "namespace"`},
		"elsewhere":            {estate.Files, []string{binding("RoleBinding", "ClusterRole")}, `not-in-input "namespace"`},
		"aggregated in a file": {estate.Files, []string{aggregated, binding("ClusterRoleBinding", "ClusterRole")}, `[{"unknown":"not-in-input","why":"roles that are not in the input may be aggregated too"}] "cluster"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := find(t, related(t, test.kind, nil, test.objects...), "kubernetes/binding", "b", "")
			if got := show(s, "role", "rules") + " " + show(s, "facts", "scope"); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestLimitRangesGiveMemory(t *testing.T) {
	limits := func(items string) string {
		return `{"kind":"LimitRange","metadata":{"name":"l","namespace":"a"},"spec":{"limits":[` + items + `]}}`
	}
	given := limits(`{"type":"Pod","max":{"memory":"8Gi"}},{"type":"Container","default":{"memory":"1Gi"},"max":{"memory":"2Gi"}}`)
	namespace := `{"kind":"Namespace","metadata":{"name":"a"}}`
	elsewhere := strings.Replace(given, `"namespace":"a"`, `"namespace":"b"`, 1)
	pod := `{"kind":"Pod","metadata":{"name":"web","namespace":"a"},"spec":{"containers":[{"name":"app"}]}}`
	forbidden := []estate.Problem{{What: "limitranges", Kind: "LimitRange"}}
	tests := map[string]struct {
		kind     estate.TargetKind
		problems []estate.Problem
		objects  []string
		want     string
	}{
		"none":                   {estate.Cluster, nil, []string{deployment}, "absent"},
		"default":                {estate.Cluster, nil, []string{given, deployment}, `"1Gi"`},
		"max, as files say it":   {estate.Files, nil, []string{limits(`{"type":"Container","max":{"memory":"2Gi","cpu":"1"}}`), deployment}, `"2Gi"`},
		"of another resource":    {estate.Cluster, nil, []string{limits(`{"type":"Container","default":{"cpu":"1"}}`), deployment}, "absent"},
		"only a request":         {estate.Cluster, nil, []string{limits(`{"type":"Container","defaultRequest":{"memory":"1Gi"}}`), deployment}, "absent"},
		"of pods":                {estate.Cluster, nil, []string{limits(`{"type":"Pod","max":{"memory":"1Gi"}}`), deployment}, "absent"},
		"elsewhere":              {estate.Cluster, nil, []string{elsewhere, deployment}, "absent"},
		"a pod has what it got":  {estate.Cluster, nil, []string{given, pod}, "absent"},
		"a file's pod will get":  {estate.Files, nil, []string{given, pod}, `"1Gi"`},
		"forbidden":              {estate.Cluster, forbidden, []string{deployment}, "unread"},
		"forbidden, but for one": {estate.Cluster, forbidden, []string{given, deployment}, `"1Gi"`},
		"a file alone":           {estate.Files, nil, []string{deployment}, "not-in-input"},
		"a file with namespace":  {estate.Files, nil, []string{namespace, deployment}, "absent"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := find(t, related(t, test.kind, test.problems, test.objects...), "kubernetes/container", "web", "app")
			if got := show(s, "facts", "limitRange", "memory"); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestTheVersionIsKnownWithTheFirstObject(t *testing.T) {
	target := &estate.Target{ID: "t", Kind: estate.Cluster}
	r := New(target, nil, func(string) bool { return true })
	target.Version = "v1.36.1" // as a collector does
	o := object(t, deployment)
	var all []*subject.Subject
	if err := r.Object(o, func(s *subject.Subject) { all = append(all, s) }); err != nil {
		t.Fatal(err)
	}
	if got := show(find(t, all, "kubernetes/pod", "web", ""), "facts", "minor"); got != "36" {
		t.Errorf("minor is %s", got)
	}
}

// What administrators deny before a network policy is asked.
func TestDeniedBeforeANetworkPolicy(t *testing.T) {
	const (
		policy = `{"kind":"NetworkPolicy","metadata":{"name":"p","namespace":"a"},"spec":{"podSelector":{}}}`
		pod    = `{"kind":"Pod","metadata":{"name":"x","namespace":"a"},"spec":{"containers":[]}}`
	)
	cluster := func(rules string) string {
		return `{"apiVersion":"policy.networking.k8s.io/v1alpha2","kind":"ClusterNetworkPolicy","metadata":{"name":"p"},
			"spec":{"tier":"Admin","priority":1,"subject":{"namespaces":{}},` + rules + `}}`
	}
	others := func(denied string) string { // the other clouds' addresses
		return strings.ReplaceAll(`"fd20:ce::254":X,"fd00:c1::a9fe:a9fe":X,"fd00:a9fe:a9fe::1":X,"169.254.42.42":X,"fd00:42::42":X,"100.100.100.200":X,"168.63.129.16":X}}`, "X", denied)
	}
	for name, test := range map[string]struct{ other, want string }{
		"nothing": {pod, `{"fromPods":false,"toPods":false,"fromAddresses":false,"toAddresses":false,"toMetadata":{"169.254.169.254":false,"fd00:ec2::254":false,` + others("false")},
		"pods": {
			cluster(`"ingress":[{"action":"Deny","from":[{"namespaces":{}}]}]`),
			`{"fromPods":true,"toPods":false,"fromAddresses":false,"toAddresses":false,"toMetadata":{"169.254.169.254":false,"fd00:ec2::254":false,` + others("false"),
		},
		"addresses": {
			cluster(`"egress":[{"action":"Pass","to":[{"namespaces":{}}]},{"action":"Deny","to":[{"networks":["0.0.0.0/0","::/0"]}]}]`),
			`{"fromPods":false,"toPods":false,"fromAddresses":false,"toAddresses":true,"toMetadata":{"169.254.169.254":true,"fd00:ec2::254":true,` + others("true"),
		},
		"one address": {
			cluster(`"egress":[{"action":"Deny","to":[{"networks":["169.254.169.254/32"]}]}]`),
			`{"fromPods":false,"toPods":false,"fromAddresses":false,"toAddresses":false,"toMetadata":{"169.254.169.254":true,"fd00:ec2::254":false,` + others("false"),
		},
		"some pods": {
			strings.Replace(cluster(`"ingress":[{"action":"Deny","from":[{"namespaces":{}}]}]`), `"namespaces":{}`, `"pods":{"namespaceSelector":{},"podSelector":{"matchLabels":{"app":"db"}}}`, 1),
			`{"fromPods":false,"toPods":false,"fromAddresses":false,"toAddresses":false,"toMetadata":{"169.254.169.254":false,"fd00:ec2::254":false,` + others("false"),
		},
	} {
		if got := show(find(t, related(t, estate.Cluster, nil, policy, test.other, pod), "kubernetes/networkpolicy", "p", ""), "facts", "denied"); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
	all := related(t, estate.Cluster, nil, policy, `{"apiVersion":"cilium.io/v2","kind":"CiliumNetworkPolicy","metadata":{"name":"c","namespace":"a"}}`, pod)
	for _, kind := range []string{"fromPods", "fromAddresses", "toPods", "toAddresses"} {
		if got := show(find(t, all, "kubernetes/networkpolicy", "p", ""), "facts", "denied", kind); got != "not-in-input" {
			t.Errorf("Cilium's: %s is %s", kind, got)
		}
	}
}
