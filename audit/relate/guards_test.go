package relate

import (
	"strings"
	"testing"

	"bulkhead/audit/estate"
)

// webhook returns a configuration of one webhook that guards all pods, with some of its text replaced.
func webhookWith(replacements ...string) string {
	return strings.NewReplacer(replacements...).Replace(`{"kind":"ValidatingWebhookConfiguration","metadata":{"name":"w"},"webhooks":[
		{"name":"check","failurePolicy":"Fail","rules":[{"apiGroups":[""],"apiVersions":["v1"],"resources":["pods"],"operations":["CREATE"]}]}]}`)
}

func TestGuardsOfANamespace(t *testing.T) {
	const (
		policy = `{"kind":"ValidatingAdmissionPolicy","metadata":{"name":"check"},"spec":{"matchConstraints":{"resourceRules":[
			{"apiGroups":["*"],"apiVersions":["*"],"resources":["*/*"],"operations":["*"]}]}}}`
		denies = `{"kind":"ValidatingAdmissionPolicyBinding","metadata":{"name":"b"},"spec":{"policyName":"check","validationActions":["Deny"]}}`
		warns  = `{"kind":"ValidatingAdmissionPolicyBinding","metadata":{"name":"b"},"spec":{"policyName":"check","validationActions":["Warn"]}}`
		narrow = `{"kind":"ValidatingAdmissionPolicyBinding","metadata":{"name":"b"},"spec":{"policyName":"check","validationActions":["Deny"],
			"matchResources":{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"b"}}}}}`
		escapable = `{"kind":"ValidatingAdmissionPolicyBinding","metadata":{"name":"b"},"spec":{"policyName":"check","validationActions":["Deny"],
			"matchResources":{"objectSelector":{"matchLabels":{"checked":"yes"}}}}}`
	)
	for name, c := range map[string]struct {
		objects []string
		guarded bool
	}{
		"webhook":              {[]string{webhookWith()}, true},
		"default policy":       {[]string{webhookWith(`"failurePolicy":"Fail",`, "")}, true},
		"everything":           {[]string{webhookWith(`"pods"`, `"*"`, `"CREATE"`, `"*"`)}, true},
		"selected by name":     {[]string{webhookWith(`"rules"`, `"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"a"}},"rules"`)}, true},
		"empty selectors":      {[]string{webhookWith(`"rules"`, `"namespaceSelector":{},"objectSelector":{},"matchConditions":[],"rules"`)}, true},
		"another namespace":    {[]string{webhookWith(`"rules"`, `"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"b"}},"rules"`)}, false},
		"selector refused":     {[]string{webhookWith(`"rules"`, `"namespaceSelector":{"matchExpressions":[{"key":"a","operator":"Is"}]},"rules"`)}, false},
		"an object's label":    {[]string{webhookWith(`"rules"`, `"objectSelector":{"matchLabels":{"a":"b"}},"rules"`)}, false},
		"a condition":          {[]string{webhookWith(`"rules"`, `"matchConditions":[{"name":"c","expression":"false"}],"rules"`)}, false},
		"fails open":           {[]string{webhookWith(`"Fail"`, `"Ignore"`)}, false},
		"subresources only":    {[]string{webhookWith(`"pods"`, `"pods/*"`)}, false},
		"other workloads":      {[]string{webhookWith(`"pods"`, `"deployments"`, `""`, `"apps"`)}, false},
		"updates only":         {[]string{webhookWith(`"CREATE"`, `"UPDATE"`)}, false},
		"cluster's objects":    {[]string{webhookWith(`"operations"`, `"scope":"Cluster","operations"`)}, false},
		"mutating":             {[]string{webhookWith("Validating", "Mutating")}, false},
		"policy":               {[]string{policy, denies}, true},
		"policy, a condition":  {[]string{strings.Replace(policy, `"spec":{`, `"spec":{"matchConditions":[{"name":"c","expression":"true"}],`, 1), denies}, false},
		"policy, not bound":    {[]string{policy}, false},
		"policy, warns":        {[]string{policy, warns}, false},
		"policy, elsewhere":    {[]string{policy, narrow}, false},
		"policy, escapable":    {[]string{policy, escapable}, false},
		"binding of no policy": {[]string{denies}, false},
	} {
		want := "[]"
		if c.guarded {
			want = `["check"]`
		}
		hold(t, name, "kubernetes/namespace", "a", "", expect{objects: append(c.objects, namespaceA), kind: estate.Cluster, want: want}, "podGuards")
		conditional := "[]"
		if name == "a condition" || name == "policy, a condition" {
			conditional = `["check"]`
		}
		hold(t, name, "kubernetes/namespace", "a", "", expect{objects: append(c.objects, namespaceA), kind: estate.Cluster, want: conditional}, "conditionalGuards")
	}
}

func TestAccountsThatChangeTheirNamespace(t *testing.T) {
	const (
		account = `{"kind":"ServiceAccount","metadata":{"name":"s","namespace":"a"}}`
		other   = `{"kind":"ServiceAccount","metadata":{"name":"s","namespace":"b"}}`
		role    = `{"kind":"Role","metadata":{"name":"r","namespace":"a"},"rules":[{"apiGroups":[""],"resources":["namespaces"],"verbs":["patch"]}]}`
		bound   = `{"kind":"RoleBinding","metadata":{"name":"r","namespace":"a"},"roleRef":{"kind":"Role","name":"r"},
			"subjects":[{"kind":"Group","name":"system:serviceaccounts:a"}]}`
		toOther = `{"kind":"RoleBinding","metadata":{"name":"r","namespace":"a"},"roleRef":{"kind":"Role","name":"r"},
			"subjects":[{"kind":"ServiceAccount","name":"s","namespace":"b"}]}`
	)
	for name, e := range map[string]expect{
		"by its group":         {objects: []string{namespaceA, account, role, bound}, kind: estate.Cluster, want: `["s"]`},
		"nobody":               {objects: []string{namespaceA, account, role}, kind: estate.Cluster, want: "[]"},
		"another namespace's":  {objects: []string{namespaceA, account, other, role, toOther}, kind: estate.Cluster, want: "[]"},
		"no account":           {objects: []string{namespaceA, role, bound}, kind: estate.Cluster, want: "[]"},
		"accounts unread":      {objects: []string{namespaceA}, kind: estate.Cluster, problems: []estate.Problem{{Kind: "ServiceAccount"}}, want: "unread"},
		"bindings unread":      {objects: []string{namespaceA, account}, kind: estate.Cluster, problems: []estate.Problem{{Kind: "RoleBinding"}}, want: "unread"},
		"role missing":         {objects: []string{namespaceA, account, bound}, kind: estate.Cluster, want: "[]"},
		"role in no file":      {objects: []string{namespaceA, account, strings.Replace(bound, `"kind":"Role"`, `"kind":"ClusterRole"`, 1)}, kind: estate.Files, want: "not-in-input"},
		"allowed, some unread": {objects: []string{namespaceA, account, role, bound}, kind: estate.Cluster, problems: []estate.Problem{{Kind: "ClusterRoleBinding"}}, want: `["s"]`},
	} {
		hold(t, name, "kubernetes/namespace", "a", "", e, "labelChangers")
	}
}
