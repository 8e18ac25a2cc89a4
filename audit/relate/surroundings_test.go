package relate

import (
	"testing"

	"bulkhead/audit/estate"
)

const (
	sandboxed = `{"kind":"Pod","metadata":{"name":"p","namespace":"a"},"spec":{"runtimeClassName":"gvisor","containers":[{"name":"c"}],
		"initContainers":[{"name":"i"},{"name":"s","restartPolicy":"Always"}]}}`
	runtimeClass = `{"kind":"RuntimeClass","metadata":{"name":"gvisor"},"handler":"runsc"}`
	namespaceA   = `{"kind":"Namespace","metadata":{"name":"a"}}`
)

// expect compares what a root holds.
type expect struct {
	objects  []string
	kind     estate.TargetKind
	problems []estate.Problem
	want     string
}

func hold(t *testing.T, name, kind, object, part string, e expect, keys ...string) {
	t.Helper()
	all := related(t, e.kind, e.problems, e.objects...)
	if got := show(find(t, all, kind, object, part), "facts", keys...); got != e.want {
		t.Errorf("%s: %v is %s, want %s", name, keys, got, e.want)
	}
}

func TestRuntimeClassOfAPod(t *testing.T) {
	for name, e := range map[string]expect{
		"known":      {objects: []string{runtimeClass, sandboxed}, kind: estate.Cluster, want: `{"exists":true,"handler":"runsc"}`},
		"in files":   {objects: []string{runtimeClass, sandboxed}, kind: estate.Files, want: `{"exists":true,"handler":"runsc"}`},
		"missing":    {objects: []string{sandboxed}, kind: estate.Cluster, want: `{"exists":false}`},
		"files only": {objects: []string{namespaceA, sandboxed}, kind: estate.Files, want: "not-in-input"},
		"unread":     {objects: []string{sandboxed}, kind: estate.Cluster, problems: []estate.Problem{{Kind: "RuntimeClass"}}, want: "unread"},
		"none named": {objects: []string{`{"kind":"Pod","metadata":{"name":"p"},"spec":{}}`}, kind: estate.Cluster, want: "absent"},
	} {
		hold(t, name, "kubernetes/pod", "p", "", e, "runtimeClass")
	}
}

func TestPodsKnowWhereTheyRun(t *testing.T) {
	nowhere := `{"kind":"Pod","metadata":{"name":"p"},"spec":{}}`
	hold(t, "named", "kubernetes/pod", "p", "", expect{objects: []string{sandboxed}, kind: estate.Files, want: `"a"`}, "namespace")
	hold(t, "not named", "kubernetes/pod", "p", "", expect{objects: []string{nowhere}, kind: estate.Files, want: "not-in-input"}, "namespace")
	hold(t, "in a cluster", "kubernetes/pod", "p", "", expect{objects: []string{sandboxed}, kind: estate.Cluster, want: "true"}, "running")
	hold(t, "in a file", "kubernetes/pod", "p", "", expect{objects: []string{sandboxed}, kind: estate.Files, want: "false"}, "running")
	hold(t, "a template", "kubernetes/pod", "web", "", expect{objects: []string{deployment}, kind: estate.Cluster, want: "false"}, "running")
	hold(t, "two", "kubernetes/pod", "p", "", expect{objects: []string{sandboxed}, kind: estate.Cluster, want: "2"}, "containers")
}

func TestVolumesLeadToPersistentVolumes(t *testing.T) {
	const (
		pod = `{"kind":"Pod","metadata":{"name":"p","namespace":"a"},"spec":{"containers":[
			{"name":"c","volumeMounts":[{"name":"v","readOnly":true},{"name":"w"}]}],"volumes":[
			{"name":"v","persistentVolumeClaim":{"claimName":"data"}},{"name":"w","emptyDir":{}},{"name":"x","ephemeral":{}}]}}`
		bound = `{"kind":"PersistentVolumeClaim","metadata":{"name":"data","namespace":"a"},"spec":{"volumeName":"pv"}}`
		claim = `{"kind":"PersistentVolumeClaim","metadata":{"name":"data","namespace":"a"},"spec":{}}`
		pv    = `{"kind":"PersistentVolume","metadata":{"name":"pv"},"spec":{"hostPath":{"path":"/srv"},"nfs":{}}}`
		named = `{"kind":"PersistentVolume","metadata":{"name":"pv"},"spec":{"local":{"path":"/srv"},"claimRef":{"namespace":"a","name":"data"}}}`
	)
	for name, e := range map[string]expect{
		"bound":               {objects: []string{bound, pv, pod}, kind: estate.Cluster, want: `{"bound":true,"name":"pv","hostPath":{"path":"/srv"}}`},
		"bound in files":      {objects: []string{bound, pv, pod}, kind: estate.Files, want: `{"bound":true,"name":"pv","hostPath":{"path":"/srv"}}`},
		"the volume names it": {objects: []string{claim, named, pod}, kind: estate.Files, want: `{"bound":true,"name":"pv","local":{"path":"/srv"}}`},
		"not bound":           {objects: []string{claim, pv, pod}, kind: estate.Cluster, want: `{"bound":false}`},
		"not bound in files":  {objects: []string{claim, pv, pod}, kind: estate.Files, want: "not-in-input"},
		"no claim":            {objects: []string{pv, pod}, kind: estate.Cluster, want: `{"bound":false}`},
		"no claim in files":   {objects: []string{namespaceA, pv, pod}, kind: estate.Files, want: "not-in-input"},
		"volumes unread": {
			objects: []string{bound, pod}, kind: estate.Cluster, problems: []estate.Problem{{Kind: "PersistentVolume"}}, want: "unread",
		},
		"claims unread": {
			objects: []string{pod}, kind: estate.Cluster, problems: []estate.Problem{{Kind: "PersistentVolumeClaim", Namespace: "a"}}, want: "unread",
		},
	} {
		hold(t, name, "kubernetes/volume", "p", "v", e, "persistentVolume")
	}
	e := expect{objects: []string{bound, pv, pod}, kind: estate.Cluster}
	for part, want := range map[string]string{
		"v": `{"mounted":true,"writable":false}`, "w": `{"mounted":true,"writable":true}`, "x": `{"mounted":false,"writable":false}`,
	} {
		e.want = want
		hold(t, part, "kubernetes/volume", "p", part, e, "mounts")
	}
	e.want = "not-in-input"
	hold(t, "a claim of each pod", "kubernetes/volume", "p", "x", e, "persistentVolume")
	e.want = "36"
	hold(t, "a volume", "kubernetes/persistentvolume", "pv", "", e, "minor")
}

func TestCeilingsOfANamespace(t *testing.T) {
	const (
		quota  = `{"kind":"ResourceQuota","metadata":{"name":"q","namespace":"a"},"spec":{"hard":{"pods":"5","limits.memory":"1Gi"}}}`
		scoped = `{"kind":"ResourceQuota","metadata":{"name":"s","namespace":"a"},"spec":{"hard":{"cpu":"5"},"scopes":["BestEffort"]}}`
		limits = `{"kind":"LimitRange","metadata":{"name":"l","namespace":"a"},"spec":{"limits":[{"type":"Pod","max":{"memory":"9Gi"}},
			{"type":"Container","default":{"ephemeral-storage":"1Gi"},"max":{"memory":"2Gi"},"min":{"cpu":"10m"}}]}}`
	)
	for name, e := range map[string]expect{
		"none":           {objects: []string{namespaceA}, kind: estate.Cluster, want: "[]"},
		"one":            {objects: []string{namespaceA, quota}, kind: estate.Cluster, want: `["limits.memory","pods"]`},
		"of some pods":   {objects: []string{namespaceA, scoped}, kind: estate.Files, want: "[]"},
		"both":           {objects: []string{namespaceA, scoped, quota}, kind: estate.Files, want: `["limits.memory","pods"]`},
		"unread":         {objects: []string{namespaceA}, kind: estate.Cluster, problems: []estate.Problem{{Kind: "ResourceQuota"}}, want: "unread"},
		"unread, of one": {objects: []string{namespaceA}, kind: estate.Cluster, problems: []estate.Problem{{Kind: "ResourceQuota", Namespace: "b"}}, want: "[]"},
	} {
		hold(t, name, "kubernetes/namespace", "a", "", e, "quota")
	}
	e := expect{objects: []string{namespaceA, limits}, kind: estate.Cluster, want: `{"memory":"2Gi","ephemeralStorage":"1Gi","cpuRequest":"10m"}`}
	hold(t, "limits", "kubernetes/namespace", "a", "", e, "limitRange")
	hold(t, "no limits", "kubernetes/namespace", "a", "", expect{objects: []string{namespaceA}, kind: estate.Cluster, want: "absent"}, "limitRange")
}

func TestAdmissionSubjects(t *testing.T) {
	const (
		hooks  = `{"kind":"MutatingWebhookConfiguration","metadata":{"name":"h"},"webhooks":[{"name":"one"},{"name":"two"}]}`
		policy = `{"kind":"ValidatingAdmissionPolicy","metadata":{"name":"p"},"spec":{}}`
		warn   = `{"kind":"ValidatingAdmissionPolicyBinding","metadata":{"name":"w"},"spec":{"policyName":"p","validationActions":["Warn","Audit"]}}`
		deny   = `{"kind":"ValidatingAdmissionPolicyBinding","metadata":{"name":"d"},"spec":{"policyName":"p","validationActions":["Deny","Audit"]}}`
		other  = `{"kind":"ValidatingAdmissionPolicyBinding","metadata":{"name":"o"},"spec":{"policyName":"q","validationActions":["Deny"]}}`
	)
	unread := []estate.Problem{{Kind: "ValidatingAdmissionPolicyBinding"}}
	for name, e := range map[string]expect{
		"bound":          {objects: []string{policy, warn, deny}, kind: estate.Cluster, want: `["Audit","Deny","Warn"]`},
		"warned":         {objects: []string{policy, warn, other}, kind: estate.Cluster, want: `["Audit","Warn"]`},
		"warned, files":  {objects: []string{policy, warn, other}, kind: estate.Files, want: `["Audit","Warn"]`},
		"not bound":      {objects: []string{policy, other}, kind: estate.Cluster, want: "[]"},
		"files":          {objects: []string{policy, other}, kind: estate.Files, want: "not-in-input"},
		"unread":         {objects: []string{policy, warn}, kind: estate.Cluster, problems: unread, want: "unread"},
		"unread, denies": {objects: []string{policy, deny}, kind: estate.Cluster, problems: unread, want: `["Audit","Deny"]`},
	} {
		hold(t, name, "kubernetes/admissionpolicy", "p", "", e, "actions")
	}
	hold(t, "webhook", "kubernetes/webhook", "h", "two", expect{objects: []string{hooks}, kind: estate.Cluster, want: "true"}, "mutating")
	const injected = `{"kind":"ValidatingWebhookConfiguration","metadata":{"name":"h","annotations":{"cert-manager.io/inject-ca-from":"a/b"}},
		"webhooks":[{"name":"one"}]}`
	hold(t, "a CA to come", "kubernetes/webhook", "h", "one", expect{objects: []string{injected}, kind: estate.Files, want: "true"}, "filledIn")
	hold(t, "a CA that has come", "kubernetes/webhook", "h", "one", expect{objects: []string{injected}, kind: estate.Cluster, want: "false"}, "filledIn")
	all := related(t, estate.Cluster, nil, hooks, warn)
	if path := find(t, all, "kubernetes/webhook", "h", "two").Root("webhook").Path; path != "webhooks[1]" {
		t.Errorf("path %s", path)
	}
	find(t, all, "kubernetes/admissionbinding", "w", "")
}
