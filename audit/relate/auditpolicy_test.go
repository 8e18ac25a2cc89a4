package relate

import (
	"strings"
	"testing"

	"bulkhead/audit/estate"
)

func TestWhatAnAuditPolicyLeavesOut(t *testing.T) {
	all := len(auditedRequests())
	for name, test := range map[string]struct {
		rules  string
		missed int
		one    string // that is missed, or not where it begins with !
	}{
		"everything":           {`{"level":"Metadata"}`, 0, ""},
		"nothing":              {`{"level":"None"}`, all, "reading Secrets"},
		"no rule":              {``, all, "reading Secrets"},
		"some users only":      {`{"level":"None","users":["system:kube-proxy"]},{"level":"Metadata"}`, 0, ""},
		"of nodes":             {`{"level":"None","userGroups":["system:nodes"]},{"level":"Metadata"}`, 0, ""},
		"of all who log in":    {`{"level":"None","userGroups":["system:authenticated"]},{"level":"Metadata"}`, all, ""},
		"reading left out":     {`{"level":"None","verbs":["get","list","watch"]},{"level":"Metadata"}`, 5, "reading Secrets"},
		"of one namespace":     {`{"level":"None","namespaces":["kube-system"]},{"level":"Metadata"}`, 0, ""},
		"of no namespace":      {`{"level":"None","namespaces":[""]},{"level":"Metadata"}`, 5, "changing roles"},
		"a group":              {`{"level":"None","resources":[{"group":"rbac.authorization.k8s.io"}]},{"level":"Metadata"}`, 2, "changing bindings"},
		"the core group":       {`{"level":"Metadata","resources":[{"group":""}]}`, 5, "!reading Secrets"},
		"pods, not exec":       {`{"level":"Metadata","resources":[{"resources":["pods"]}]}`, all - 1, "running commands in pods"},
		"what is below pods":   {`{"level":"Metadata","resources":[{"resources":["pods/*"]}]}`, all - 4, "!running commands in pods"},
		"proxies":              {`{"level":"Metadata","resources":[{"resources":["*/proxy"]}]}`, all - 3, "!reaching kubelets through the proxy"},
		"one Secret":           {`{"level":"Metadata","resources":[{"resources":["secrets"],"resourceNames":["a"]}]}`, all, "reading Secrets"},
		"paths":                {`{"level":"None","nonResourceURLs":["/healthz*"]},{"level":"Request"}`, 0, ""},
		"all groups":           {`{"level":"Metadata","resources":[{"group":"*"}]}`, 0, ""},
		"Secrets are left out": {`{"level":"None","resources":[{"resources":["secrets"]}]},{"level":"RequestResponse"}`, 2, "listing Secrets"},
	} {
		t.Run(name, func(t *testing.T) {
			files := estate.MapOf(estate.Item{Key: "audit-policy-file", Value: object(t, `{"kind":"Policy","rules":[`+test.rules+`]}`).Value})
			flags := readFlags("kube-apiserver", texts([]string{"--audit-policy-file=/a"}), nil)
			missed := unaudited(flags, files)
			text := string(estate.AppendJSON(nil, missed))
			if len(missed.Items) != test.missed {
				t.Errorf("%d are missed, want %d: %s", len(missed.Items), test.missed, text)
			}
			one, not := strings.CutPrefix(test.one, "!")
			if strings.Contains(text, one) == not && one != "" {
				t.Errorf("missed are %s", text)
			}
		})
	}
	if unaudited(estate.MapOf(), nil) != nil {
		t.Error("a policy that is not given leaves nothing out")
	}
}
