package network_test

import (
	"strings"
	"testing"

	"bulkhead/audit/estate"
	"bulkhead/audit/network"
)

func adminOf(t *testing.T, kind, version, name, spec string) *estate.Object {
	t.Helper()
	o := objectOf(t, fields{"apiVersion": "policy.networking.k8s.io/" + version, "kind": kind, "metadata": fields{"name": name}})
	o.Value.Items = append(o.Value.Items, estate.Item{Key: "spec", Value: parse(t, spec)})
	return o
}

func (w world) admin(kind, version, name, spec string) {
	w.t.Helper()
	if err := w.AddAdminPolicy(adminOf(w.t, kind, version, name, spec)); err != nil {
		w.t.Fatal(err)
	}
}

// What is not understood may do anything to those that it is about, and nothing to others.
func TestNotUnderstood(t *testing.T) {
	const about = `"priority":1,"subject":{"namespaces":{"matchLabels":{"team":"b"}}}`
	for name, test := range map[string]struct {
		kind, version, spec string
		all                 bool // also about those outside the subject
	}{
		"a version":                  {"ClusterNetworkPolicy", "v1", `{"tier":"Admin",` + about + `}`, true},
		"no version":                 {"ClusterNetworkPolicy", "", `{"tier":"Admin",` + about + `}`, true},
		"an earlier kind of peer":    {"AdminNetworkPolicy", "v1alpha1", `{` + about + `,"ingress":[{"action":"Deny","from":[{"namespaces":{"sameLabels":["team"]}}]}]}`, false},
		"a later kind of peer":       {"ClusterNetworkPolicy", "v1alpha2", `{"tier":"Admin",` + about + `,"ingress":[{"action":"Deny","from":[{"serviceAccounts":{}}]}]}`, false},
		"a pruned peer":              {"AdminNetworkPolicy", "v1alpha1", `{` + about + `,"ingress":[{"action":"Deny","from":[{}]}]}`, false},
		"a pruned port":              {"AdminNetworkPolicy", "v1alpha1", `{` + about + `,"ingress":[{"action":"Deny","from":[{"namespaces":{}}],"ports":[{}]}]}`, false},
		"networks from":              {"AdminNetworkPolicy", "v1alpha1", `{` + about + `,"ingress":[{"action":"Deny","from":[{"networks":["10.0.0.0/8"]}]}]}`, false},
		"ports of the other API":     {"AdminNetworkPolicy", "v1alpha1", `{` + about + `,"ingress":[{"action":"Deny","from":[{"namespaces":{}}],"protocols":[{"tcp":{"destinationPort":{"number":80}}}]}]}`, false},
		"denied names":               {"AdminNetworkPolicy", "v1alpha1", `{` + about + `,"egress":[{"action":"Deny","to":[{"domainNames":["a.example"]}]}]}`, false},
		"another protocol":           {"ClusterNetworkPolicy", "v1alpha2", `{"tier":"Admin",` + about + `,"ingress":[{"action":"Deny","from":[{"namespaces":{}}],"protocols":[{"icmp":{}}]}]}`, false},
		"a subject of another kind":  {"AdminNetworkPolicy", "v1alpha1", `{"priority":1,"subject":{"virtualMachines":{}}}`, true},
		"a subject by another field": {"AdminNetworkPolicy", "v1alpha1", `{"priority":1,"subject":{"nodes":{}}}`, true},
	} {
		w := newWorld(t, everythingRead)
		w.admin(test.kind, test.version, "p", test.spec)
		if got := w.ask(w.end("a", nil), w.end("b", nil)); got != unknown {
			t.Errorf("%s: traffic to the subject is %d", name, got)
		}
		if got := w.Isolated(w.end("b", nil).Class, network.Ingress); got.Verdict != unknown || got.Why == nil || got.Why.Kind != estate.NotInInput {
			t.Errorf("%s: isolated: %+v", name, got)
		}
		want := allowed
		if test.all {
			want = unknown
		}
		if got := w.ask(outside("192.0.2.1"), w.end("a", nil)); got != want {
			t.Errorf("%s: traffic to others is %d, want %d", name, got, want)
		}
		if got := w.IsolatesAll("b", network.Ingress).Verdict; got != unknown {
			t.Errorf("%s: all isolated: %d", name, got)
		}
	}
}

func TestAdminPolicyWithoutMeaning(t *testing.T) {
	const subject = `"subject":{"namespaces":{}}`
	for spec, kind := range map[string]string{
		`{` + subject + `}`:                                                                                                                          "AdminNetworkPolicy",
		`{"priority":1001,` + subject + `}`:                                                                                                          "AdminNetworkPolicy",
		`{"priority":"1",` + subject + `}`:                                                                                                           "AdminNetworkPolicy",
		`{"priority":1,"subject":{"namespaces":{},"pods":{}}}`:                                                                                       "AdminNetworkPolicy",
		`{"priority":1,` + subject + `,"ingress":[{"action":"Accept"}]}`:                                                                             "AdminNetworkPolicy",
		`{"priority":1,` + subject + `,"ingress":[{"action":"Allow"}]}`:                                                                              "AdminNetworkPolicy",
		`{"priority":1,` + subject + `,"egress":[{"action":"Deny","to":[{"networks":["10.0.0.0"]}]}]}`:                                               "AdminNetworkPolicy",
		`{"priority":1,` + subject + `,"egress":[{"action":"Deny","from":[{"namespaces":{}}]}]}`:                                                     "AdminNetworkPolicy",
		`{"priority":1,` + subject + `,"egress":[{"action":"Deny","to":[{"namespaces":{}}],"ports":[]}]}`:                                            "AdminNetworkPolicy",
		`{"priority":1,` + subject + `,"egress":[{"action":"Deny","to":[{"namespaces":{}}],"ports":[{"portNumber":{"port":0}}]}]}`:                   "AdminNetworkPolicy",
		`{"priority":1,` + subject + `,"egress":[{"action":"Deny","to":[{"namespaces":{}}],"ports":[{"portRange":{"start":9,"end":8}}]}]}`:           "AdminNetworkPolicy",
		`{"priority":1,` + subject + `,"egress":[{"action":"Deny","to":[{"namespaces":{"matchExpressions":[{"key":"a","operator":"Maybe"}]}}]}]}`:    "AdminNetworkPolicy",
		`{` + subject + `,"ingress":[{"action":"Pass","from":[{"namespaces":{}}]}]}`:                                                                 "BaselineAdminNetworkPolicy",
		`{"priority":1,"tier":"Other",` + subject + `}`:                                                                                              "ClusterNetworkPolicy",
		`{"priority":1,"tier":"Admin",` + subject + `,"ingress":[{"action":"Allow","from":[{"namespaces":{}}]}]}`:                                    "ClusterNetworkPolicy",
		`{"priority":1,"tier":"Admin",` + subject + `,"egress":[{"action":"Deny","to":[{"pods":{}}],"protocols":[{"tcp":{"destinationPort":{}}}]}]}`: "ClusterNetworkPolicy",
		`"none"`: "ClusterNetworkPolicy",
	} {
		w := newWorld(t, everythingRead)
		version, name := "v1alpha1", "default"
		if kind == "ClusterNetworkPolicy" {
			version = "v1alpha2"
		}
		if err := w.AddAdminPolicy(adminOf(t, kind, version, name, spec)); err == nil || !strings.Contains(err.Error(), `"default"`) {
			t.Errorf("%s: %v", spec, err)
		}
		if got := w.ask(w.end("b", nil), w.end("a", nil)); got != unknown {
			t.Errorf("%s: traffic is %d", spec, got)
		}
	}
	w := newWorld(t, everythingRead)
	if err := w.AddAdminPolicy(adminOf(t, "BaselineAdminNetworkPolicy", "v1alpha1", "other", `{`+subject+`}`)); err == nil {
		t.Error("a baseline policy of another name than default")
	}
}

const (
	toAll   = `{"tier":"Admin","priority":5,"subject":{"namespaces":{}},"egress":[{"action":"Deny","to":[{"networks":["0.0.0.0/0"]}]}]}`
	keepOut = `{"tier":"Baseline","priority":5,"subject":{"namespaces":{"matchLabels":{"team":"b"}}},"ingress":[{"action":"Deny","from":[{"namespaces":{}}]}]}`
	letIn   = `{"tier":"Admin","priority":5,"subject":{"namespaces":{}},"ingress":[{"action":"Accept","from":[{"namespaces":{}}]}]}`
)

func TestTiersDecideAboutIsolation(t *testing.T) {
	for name, test := range map[string]struct {
		policies, admin []string
		nodes           []string
		namespace       string
		want            [2]network.Verdict // ingress and egress, of a pod and of all of its namespace
	}{
		"nothing":                       {want: [2]network.Verdict{denied, denied}, namespace: "b"},
		"kept out":                      {admin: []string{keepOut}, namespace: "b", want: [2]network.Verdict{allowed, denied}},
		"elsewhere":                     {admin: []string{keepOut}, namespace: "a", want: [2]network.Verdict{denied, denied}},
		"who knows where":               {admin: []string{keepOut}, namespace: "not-read", want: [2]network.Verdict{unknown, denied}},
		"let in nevertheless":           {policies: []string{`{"podSelector":{}}`}, admin: []string{letIn}, namespace: "a", want: [2]network.Verdict{denied, denied}},
		"one family, of who knows what": {admin: []string{toAll}, namespace: "a", want: [2]network.Verdict{denied, unknown}},
		"one family of one":             {admin: []string{toAll}, namespace: "a", nodes: []string{"10.0.0.1"}, want: [2]network.Verdict{denied, allowed}},
		"one family of two":             {admin: []string{toAll}, namespace: "a", nodes: []string{"10.0.0.1", "fd00::1"}, want: [2]network.Verdict{denied, denied}},
		"pods alone": {
			admin:     []string{strings.Replace(toAll, `"networks":["0.0.0.0/0"]`, `"namespaces":{}`, 1)},
			namespace: "a", want: [2]network.Verdict{denied, denied},
		},
		"the same priority": {
			admin: []string{strings.Replace(keepOut, "Baseline", "Admin", 1), letIn}, namespace: "b", want: [2]network.Verdict{unknown, denied},
		},
		"exceptions": {admin: []string{
			strings.NewReplacer(`"priority":5`, `"priority":4`, `"from":[{"namespaces":{}}]`, `"from":[{"namespaces":{"matchLabels":{"team":"ops"}}}]`).Replace(letIn), keepOut,
		}, namespace: "b", want: [2]network.Verdict{allowed, denied}},
		"all but a tenant": {
			admin:     []string{strings.Replace(keepOut, `"namespaces":{}}]`, `"namespaces":{"matchExpressions":[{"key":"team","operator":"NotIn","values":["b"]}]}}]`, 1)},
			namespace: "b", want: [2]network.Verdict{allowed, denied},
		},
	} {
		w := newWorld(t, everythingRead, test.policies...)
		for i, spec := range test.admin {
			w.admin("ClusterNetworkPolicy", "v1alpha2", string(rune('a'+i)), spec)
			w.admin("ClusterNetworkPolicy", "v1beta1", string(rune('a'+i)), spec) // the same, as it is served too
		}
		for _, address := range test.nodes {
			w.AddNode(objectOf(t, fields{
				"kind": "Node", "status": fields{"addresses": []any{fields{"type": "InternalIP", "address": address}}},
			}))
		}
		for d, want := range test.want {
			if got := w.Isolated(w.end(test.namespace, nil).Class, network.Direction(d)).Verdict; got != want {
				t.Errorf("%s: direction %d of a pod is %d, want %d", name, d, got, want)
			}
			if got := w.IsolatesAll(test.namespace, network.Direction(d)).Verdict; got != want {
				t.Errorf("%s: direction %d of the namespace is %d, want %d", name, d, got, want)
			}
		}
	}
}

// Policies for some pods of a namespace do not keep strangers from pods to come, but may let them in.
func TestTiersOfSomePods(t *testing.T) {
	subject := func(spec string) string {
		return strings.NewReplacer(`"subject":{"namespaces":{"matchLabels":{"team":"b"}}}`, `"subject":{"namespaces":{}}`,
			`"subject":{"namespaces":{}}`, `"subject":{"pods":{"namespaceSelector":{},"podSelector":{"matchExpressions":[{"key":"app","operator":"DoesNotExist"}]}}}`).
			Replace(spec)
	}
	w := newWorld(t, everythingRead)
	w.admin("ClusterNetworkPolicy", "v1alpha2", "p", strings.Replace(subject(letIn), "Accept", "Deny", 1))
	if got := w.IsolatesAll("a", network.Ingress).Verdict; got != denied {
		t.Errorf("denied to some: %d", got)
	}
	w = newWorld(t, everythingRead, `{"podSelector":{}}`)
	w.admin("ClusterNetworkPolicy", "v1alpha2", "p", subject(letIn))
	if got := w.IsolatesAll("a", network.Ingress).Verdict; got != denied {
		t.Errorf("open to some: %d", got)
	}
}

// Which of the two APIs decides first is not told. Policies that cannot be read decide too.
func TestTiersOfBothAPIs(t *testing.T) {
	w := newWorld(t, everythingRead)
	w.admin("ClusterNetworkPolicy", "v1alpha2", "p", letIn)
	w.admin("AdminNetworkPolicy", "v1alpha1", "p", `{"priority":900,"subject":{"namespaces":{}},"ingress":[{"action":"Deny","from":[{"pods":{"namespaceSelector":{},"podSelector":{}}}]}]}`)
	if got := w.ask(w.end("b", nil), w.end("a", nil)); got != unknown {
		t.Errorf("two APIs: %d", got)
	}
	for _, kind := range []string{"AdminNetworkPolicy", "BaselineAdminNetworkPolicy", "ClusterNetworkPolicy"} {
		w := newWorld(t, func(k, _ string) *estate.Value {
			if k == kind {
				return estate.UnreadBecause("forbidden")
			}
			return nil
		})
		if got := w.ask(w.end("b", nil), w.end("a", nil)); got != unknown {
			t.Errorf("%s unread: %d", kind, got)
		}
	}
}
