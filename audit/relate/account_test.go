package relate

import (
	"testing"

	"bulkhead/audit/estate"
)

func TestRightsOfPods(t *testing.T) {
	const (
		role    = `{"kind":"ClusterRole","metadata":{"name":"r"},"rules":[{"apiGroups":[""],"resources":["secrets"],"verbs":["list"]}]}`
		binding = `{"kind":"ClusterRoleBinding","metadata":{"name":"b"},"roleRef":{"kind":"ClusterRole","name":"r"},"subjects":[{"kind":"ServiceAccount","name":"app","namespace":"a"}]}`
		account = `{"kind":"ServiceAccount","metadata":{"name":"app","namespace":"a"},"automountServiceAccountToken":false}`
	)
	pod := func(spec string) string {
		return `{"kind":"Pod","metadata":{"name":"p","namespace":"a"},"spec":{"serviceAccountName":"app","containers":[]` + spec + `}}`
	}
	volume := func(audience string) string {
		return `,"volumes":[{"name":"v","projected":{"sources":[{"serviceAccountToken":{"path":"t"` + audience + `}}]}}]`
	}
	none := `{"cluster":[],"namespace":[],"elsewhere":[]}`
	for name, test := range map[string]struct {
		kind            estate.TargetKind
		problems        []estate.Problem
		texts           []string
		mounted, rights string
	}{
		"bound":             {estate.Cluster, nil, []string{role, binding, pod("")}, "true", `{"cluster":["read-secrets"],"namespace":[],"elsewhere":[]}`},
		"account says no":   {estate.Cluster, nil, []string{account, pod("")}, "false", none},
		"pod says yes":      {estate.Cluster, nil, []string{account, pod(`,"automountServiceAccountToken":true`)}, "true", none},
		"pod says no":       {estate.Cluster, nil, []string{pod(`,"automountServiceAccountToken":false`)}, "false", none},
		"by a volume":       {estate.Cluster, nil, []string{account, pod(volume(""))}, "true", none},
		"for somebody else": {estate.Cluster, nil, []string{account, pod(volume(`,"audience":"vault"`))}, "false", none},
		"unread": {
			estate.Cluster,
			[]estate.Problem{{What: "bindings", Kind: "RoleBinding", Namespace: "a", Error: "forbidden"}},
			[]string{account, pod("")},
			"false", `{"cluster":[],"namespace":[],"elsewhere":[],"unclear":{"unknown":"unread","why":"bindings: forbidden"}}`,
		},
		"file": {
			estate.Files, nil,
			[]string{role, binding, pod("")},
			"not-in-input",
			`{"cluster":["read-secrets"],"namespace":[],"elsewhere":[],"unclear":{"unknown":"not-in-input","why":"the input does not hold that ClusterRoleBinding"}}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := find(t, related(t, test.kind, test.problems, test.texts...), "kubernetes/pod", "p", "")
			if got := show(s, "facts", "serviceAccountTokenMounted"); got != test.mounted {
				t.Errorf("mounted: %s, want %s", got, test.mounted)
			}
			if got := show(s, "facts", "serviceAccountRights"); got != test.rights {
				t.Errorf("rights: %s, want %s", got, test.rights)
			}
		})
	}
}
