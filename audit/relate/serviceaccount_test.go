package relate

import (
	"strings"
	"testing"

	"bulkhead/audit/estate"
)

const (
	accountApp = `{"kind":"ServiceAccount","metadata":{"name":"app","namespace":"a"}}`
	secrets    = `{"kind":"ClusterRole","metadata":{"name":"r"},"rules":[{"apiGroups":[""],"resources":["secrets"],"verbs":["list"]}]}`
	toApp      = `{"kind":"RoleBinding","metadata":{"name":"b","namespace":"a"},"roleRef":{"kind":"ClusterRole","name":"r"},"subjects":[{"kind":"ServiceAccount","name":"app"}]}`
	toGroup    = `{"kind":"ClusterRoleBinding","metadata":{"name":"g"},"roleRef":{"kind":"ClusterRole","name":"r"},"subjects":[{"kind":"Group","name":"system:serviceaccounts"}]}`
)

func TestFactsOfAccounts(t *testing.T) {
	uses := func(kind, name, spec string) string {
		return `{"kind":"` + kind + `","metadata":{"name":"` + name + `","namespace":"a","uid":"` + name + `"},"spec":{"template":{"spec":` + spec + `}}}`
	}
	const pod = `{"kind":"Pod","metadata":{"name":"p","namespace":"a","ownerReferences":[{"uid":"web","controller":true}]},"spec":{"serviceAccountName":"%","containers":[]}}`
	forbidden := []estate.Problem{{What: "jobs", Kind: "Job", Error: "forbidden"}}
	none := `{"cluster":[],"namespace":[],"elsewhere":[]}`
	own := `{"cluster":[],"namespace":["read-secrets"],"elsewhere":[]}`
	for name, test := range map[string]struct {
		kind                    estate.TargetKind
		problems                []estate.Problem
		texts                   []string
		users, bindings, rights string
	}{
		"nothing":         {estate.Cluster, nil, nil, "0", "0", none},
		"bound":           {estate.Cluster, nil, []string{secrets, toApp}, "0", "1", own},
		"by its groups":   {estate.Cluster, nil, []string{secrets, toGroup}, "0", "0", none},
		"used":            {estate.Cluster, nil, []string{uses("Deployment", "web", `{"serviceAccountName":"app","containers":[]}`)}, "1", "0", none},
		"by the old name": {estate.Cluster, nil, []string{uses("Deployment", "web", `{"serviceAccount":"app","containers":[]}`)}, "1", "0", none},
		"another is used": {estate.Cluster, nil, []string{uses("Deployment", "web", `{"containers":[]}`)}, "0", "0", none},
		"by a pod that was changed": {
			estate.Cluster, nil,
			[]string{uses("StatefulSet", "web", `{"containers":[]}`), withAccount(pod, "app"), withAccount(pod, "default")},
			"1", "0", none,
		},
		"by a machine": {
			estate.Cluster, nil,
			[]string{`{"kind":"VirtualMachineInstance","metadata":{"name":"m","namespace":"a"},"spec":{"volumes":[{"name":"v","serviceAccount":{"serviceAccountName":"app"}}]}}`},
			"1", "0", none,
		},
		"not all was read":          {estate.Cluster, forbidden, nil, "unread", "0", none},
		"used, and not all is read": {estate.Cluster, forbidden, []string{uses("Deployment", "web", `{"serviceAccountName":"app","containers":[]}`)}, "1", "0", none},
		"a file": {
			estate.Files, nil,
			[]string{secrets, toApp},
			"not-in-input", "1",
			`{"cluster":[],"namespace":["read-secrets"],"elsewhere":[],"unclear":{"unknown":"not-in-input","why":"the input does not hold that ClusterRoleBinding"}}`,
		},
		"a whole namespace": {
			estate.Files, nil,
			[]string{`{"kind":"Namespace","metadata":{"name":"a"}}`},
			"0", "not-in-input",
			`{"cluster":[],"namespace":[],"elsewhere":[],"unclear":{"unknown":"not-in-input","why":"the input does not hold that ClusterRoleBinding"}}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := find(t, related(t, test.kind, test.problems, append([]string{accountApp}, test.texts...)...), "kubernetes/serviceaccount", "app", "")
			for fact, want := range map[string]string{"users": test.users, "bindings": test.bindings, "rights": test.rights, "default": "absent", "shipped": "absent"} {
				if got := show(s, "facts", fact); got != want {
					t.Errorf("%s: %s, want %s", fact, got, want)
				}
			}
		})
	}
	all := related(t, estate.Cluster, nil, `{"kind":"ServiceAccount","metadata":{"name":"default","namespace":"a"}}`,
		`{"kind":"ServiceAccount","metadata":{"name":"job-controller","namespace":"kube-system"}}`)
	if got := show(find(t, all, "kubernetes/serviceaccount", "default", ""), "facts", "default"); got != "true" {
		t.Errorf("default: %s", got)
	}
	if got := show(find(t, all, "kubernetes/serviceaccount", "job-controller", ""), "facts", "shipped"); got != "true" {
		t.Errorf("shipped: %s", got)
	}
}

func TestFactsOfRoles(t *testing.T) {
	const aggregating = `{"kind":"ClusterRole","metadata":{"name":"all"},"aggregationRule":{"clusterRoleSelectors":[{"matchLabels":{"part":"y"}}]}}`
	part := `{"kind":"ClusterRole","metadata":{"name":"r","labels":{"part":"y"}},"rules":[{"apiGroups":[""],"resources":["secrets"],"verbs":["list"]}]}`
	const own = `{"kind":"Role","metadata":{"name":"r","namespace":"a"},"rules":[{"apiGroups":[""],"resources":["secrets","nodes"],"verbs":["*"]}]}`
	bindsOwn := `{"kind":"RoleBinding","metadata":{"name":"o","namespace":"a"},"roleRef":{"kind":"Role","name":"r"}}`
	elsewhere := `{"kind":"RoleBinding","metadata":{"name":"o","namespace":"b"},"roleRef":{"kind":"Role","name":"r"}}`
	forbidden := []estate.Problem{{What: "bindings", Kind: "RoleBinding", Namespace: "c", Error: "forbidden"}}
	for name, test := range map[string]struct {
		kind                      estate.TargetKind
		problems                  []estate.Problem
		texts                     []string
		bound, rights, aggregated string
	}{
		"unbound":                 {estate.Cluster, nil, []string{secrets}, "false", `["read-secrets"]`, "absent"},
		"bound":                   {estate.Cluster, nil, []string{secrets, toApp}, "true", `["read-secrets"]`, "absent"},
		"aggregated":              {estate.Cluster, nil, []string{part, aggregating}, "false", `["read-secrets"]`, "true"},
		"not in the input":        {estate.Files, nil, []string{secrets}, "not-in-input", `["read-secrets"]`, "absent"},
		"bindings unread":         {estate.Cluster, forbidden, []string{secrets}, "unread", `["read-secrets"]`, "absent"},
		"bound all the same":      {estate.Cluster, forbidden, []string{secrets, toApp}, "true", `["read-secrets"]`, "absent"},
		"a namespace's":           {estate.Cluster, forbidden, []string{own}, "false", `["read-secrets","write-secrets"]`, "absent"},
		"a namespace's, bound":    {estate.Cluster, nil, []string{own, bindsOwn}, "true", `["read-secrets","write-secrets"]`, "absent"},
		"bound by another's name": {estate.Cluster, nil, []string{own, elsewhere}, "false", `["read-secrets","write-secrets"]`, "absent"},
		"a whole namespace's": {
			estate.Files, nil, []string{`{"kind":"Namespace","metadata":{"name":"a"}}`, own}, "false", `["read-secrets","write-secrets"]`, "absent",
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := find(t, related(t, test.kind, test.problems, test.texts...), "kubernetes/role", "r", "")
			for fact, want := range map[string]string{"bound": test.bound, "rights": test.rights, "aggregated": test.aggregated} {
				if got := show(s, "facts", fact); got != want {
					t.Errorf("%s: %s, want %s", fact, got, want)
				}
			}
		})
	}
	s := find(t, related(t, estate.Files, nil, aggregating, part), "kubernetes/role", "all", "")
	if got := show(s, "facts", "rights"); got != `["read-secrets"]` {
		t.Errorf("rights of an aggregating role: %s", got)
	}
}

func TestBindingsToMissingAccounts(t *testing.T) {
	const gone = `{"kind":"RoleBinding","metadata":{"name":"b","namespace":"a"},"roleRef":{"kind":"ClusterRole","name":"r"},"subjects":[
		{"kind":"User","name":"u"},{"kind":"ServiceAccount","name":"gone"},{"kind":"ServiceAccount","name":"app"},{"kind":"ServiceAccount","name":"default","namespace":"b"}]}`
	for name, test := range map[string]struct {
		kind  estate.TargetKind
		texts []string
		want  string
	}{
		"gone":          {estate.Cluster, []string{accountApp, gone}, "[1]"},
		"not all there": {estate.Files, []string{accountApp, gone}, "not-in-input"},
		"all there":     {estate.Cluster, []string{accountApp, toApp}, "absent"},
	} {
		s := find(t, related(t, test.kind, nil, test.texts...), "kubernetes/binding", "b", "")
		if got := show(s, "facts", "missingAccounts"); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}

// withAccount puts an account's name into a pod.
func withAccount(pod, account string) string { return strings.Replace(pod, "%", account, 1) }
