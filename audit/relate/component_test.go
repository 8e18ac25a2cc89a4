package relate

import (
	"strings"
	"testing"

	"bulkhead/audit/estate"
)

// system is a pod in kube-system with one container.
func system(container string) string {
	return `{"kind":"Pod","metadata":{"name":"p","namespace":"kube-system"},"spec":{"containers":[` + container + `]}}`
}

func TestComponentsAreFoundByTheirProgram(t *testing.T) {
	for container, want := range map[string]string{
		`{"name":"c","command":["kube-apiserver","--profiling=false"]}`:                               `kubernetes/apiserver {"flags":{"profiling":false}}`,
		`{"name":"c","command":["/usr/local/bin/kube-scheduler"],"args":["--bind-address=::1"]}`:      `kubernetes/scheduler {"flags":{"bind-address":"::1"}}`,
		`{"name":"c","args":["kube-controller-manager","--root-ca-file","/ca"]}`:                      `kubernetes/controllermanager {"flags":{"root-ca-file":"/ca"}}`,
		`{"name":"c","command":["etcd","-auto-tls"]}`:                                                 `kubernetes/etcd {"flags":{"auto-tls":true}}`,
		`{"name":"c","command":["kube-proxy"]}`:                                                       `kubernetes/proxy {"flags":{}}`,
		`{"name":"c","command":["kubelet"]}`:                                                          ``,
		`{"name":"c","command":["my-etcd"],"image":"registry.example/etcd-backup:v1"}`:                ``,
		`{"name":"c","command":[{"present":true,"looksLike":[]}],"image":"gke.gcr.io/kube-proxy:v1"}`: `kubernetes/proxy not-in-input`,
		`{"name":"c","image":"kube-proxy@sha256:00"}`:                                                 `kubernetes/proxy not-in-input`,
	} {
		found := ""
		for _, s := range related(t, estate.Cluster, nil, system(container)) {
			root := s.Roots[0].Value
			switch {
			case strings.HasSuffix(s.Kind, "/pod") || strings.HasSuffix(s.Kind, "/container"):
			case root.Get("flags").Unknown():
				found += s.Kind + " " + root.Get("flags").Reason()
			default:
				found += s.Kind + " " + string(estate.AppendJSON(nil, root))
			}
		}
		if found != want {
			t.Errorf("%s: %s, want %s", container, found, want)
		}
	}
}

func TestImagesTellComponentsInTheSystemsNamespaceAlone(t *testing.T) {
	pod := strings.Replace(system(`{"name":"c","image":"etcd:v3"}`), "kube-system", "shop", 1)
	for _, s := range related(t, estate.Cluster, nil, pod) {
		if s.Kind == "kubernetes/etcd" {
			t.Error("an application's database is taken for the cluster's")
		}
	}
}

func TestEvidenceOfAFlagIsItsWord(t *testing.T) {
	pod := `{"kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"c","command":["kube-apiserver","--profiling"]}]}}`
	s := find(t, related(t, estate.Files, nil, pod), "kubernetes/apiserver", "p", "c")
	root := s.Root("apiserver")
	if root.Path != "spec.containers[0]" || root.Object == nil {
		t.Errorf("the flags stand at %q", root.Path)
	}
}

func TestAPIServersDecideByFlagsAndFiles(t *testing.T) {
	const authentication, authorization = "authentication-config", "authorization-config"
	files := func(flag, content string) *estate.Value {
		return estate.MapOf(estate.Item{Key: flag, Value: object(t, content).Value})
	}
	for name, test := range map[string]struct {
		flags                              []string
		files                              *estate.Value
		authorizers, anonymous, encryption string
	}{
		"nothing given":          {nil, nil, `["AlwaysAllow"]`, "false", "absent"},
		"roles":                  {[]string{"--authorization-mode=Node", "--authorization-mode=RBAC"}, nil, `["Node","RBAC"]`, "true", "absent"},
		"no anonymous":           {[]string{"--authorization-mode=RBAC", "--anonymous-auth=false"}, nil, `["RBAC"]`, "false", "absent"},
		"everything allowed":     {[]string{"--authorization-mode=RBAC,AlwaysAllow", "--anonymous-auth"}, nil, `["RBAC","AlwaysAllow"]`, "false", "absent"},
		"files that are not in":  {[]string{"--authorization-config=/a", "--authentication-config=/b", "--encryption-provider-config=/c"}, nil, "not-in-input", "not-in-input", "not-in-input"},
		"no anonymous, a file":   {[]string{"--authorization-config=/a", "--anonymous-auth=false"}, nil, "not-in-input", "false", "absent"},
		"authorizers in a file":  {[]string{"--authorization-config=/a"}, files(authorization, `{"authorizers":[{"type":"Webhook"},{"type":"RBAC"}]}`), `["Webhook","RBAC"]`, "true", "absent"},
		"everything, in a file":  {[]string{"--authorization-config=/a"}, files(authorization, `{"authorizers":[{"type":"AlwaysAllow"}]}`), `["AlwaysAllow"]`, "true", "absent"},
		"anonymous for a path":   {[]string{"--authorization-mode=RBAC", "--authentication-config=/a"}, files(authentication, `{"anonymous":{"enabled":true,"conditions":[{"path":"/livez"}]}}`), `["RBAC"]`, "false", "absent"},
		"everything, but a file": {[]string{"--authentication-config=/a"}, files(authentication, `{"anonymous":{"enabled":true}}`), `["AlwaysAllow"]`, "true", "absent"},
		"anonymous in a file":    {[]string{"--authorization-mode=RBAC", "--authentication-config=/a"}, files(authentication, `{"anonymous":{"enabled":true}}`), `["RBAC"]`, "true", "absent"},
		"no word of anonymous":   {[]string{"--authorization-mode=RBAC", "--authentication-config=/a"}, files(authentication, `{"jwt":[]}`), `["RBAC"]`, "true", "absent"},
		"encryption":             {[]string{"--encryption-provider-config=/a"}, files("encryption-provider-config", `{"resources":[{"resources":["configmaps"],"providers":[{"identity":{}}]},{"resources":["secrets"],"providers":[{"kms":{}},{"identity":{}}]}]}`), `["AlwaysAllow"]`, "false", `"kms"`},
		"encryption of others":   {[]string{"--encryption-provider-config=/a"}, files("encryption-provider-config", `{"resources":[{"resources":["configmaps"],"providers":[{"kms":{}}]}]}`), `["AlwaysAllow"]`, "false", `"identity"`},
		"encryption of all":      {[]string{"--encryption-provider-config=/a"}, files("encryption-provider-config", `{"resources":[{"resources":["*.*"],"providers":[{"secretbox":{}}]}]}`), `["AlwaysAllow"]`, "false", `"secretbox"`},
		"a mode that is no mode": {[]string{"--authorization-mode=$(MODE)"}, nil, "not-in-input", "not-in-input", "absent"},
	} {
		t.Run(name, func(t *testing.T) {
			flags := readFlags("kube-apiserver", texts(test.flags), nil)
			facts := estate.MapOf(apiserverFacts(flags, test.files)...)
			for key, want := range map[string]string{"authorizers": test.authorizers, "anonymous": test.anonymous, "encryption": test.encryption} {
				got := "absent"
				if v := facts.Get(key); v.Unknown() {
					got = v.Reason()
				} else if v != nil {
					got = string(estate.AppendJSON(nil, v))
				}
				if got != want {
					t.Errorf("%s: %s, want %s", key, got, want)
				}
			}
		})
	}
}

func TestFilesOverruleFlags(t *testing.T) {
	config := func(content string) *estate.Value {
		return estate.MapOf(estate.Item{Key: "config", Value: object(t, content).Value})
	}
	for name, test := range map[string]struct {
		program, fact string
		flags         []string
		files         *estate.Value
		want          string
	}{
		"default":                {"kube-scheduler", "profiling", nil, nil, "true"},
		"flag":                   {"kube-scheduler", "profiling", []string{"--profiling=false"}, nil, "false"},
		"a file that is not in":  {"kube-scheduler", "profiling", []string{"--profiling=false", "--config=/a"}, nil, "not-in-input"},
		"a file without it":      {"kube-scheduler", "profiling", []string{"--profiling=false", "--config=/a"}, config(`{}`), "true"},
		"file":                   {"kube-scheduler", "profiling", []string{"--config=/a"}, config(`{"enableProfiling":false}`), "false"},
		"proxy's default":        {"kube-proxy", "metricsBindAddress", nil, nil, `"127.0.0.1:10249"`},
		"proxy's flag":           {"kube-proxy", "metricsBindAddress", []string{"--metrics-bind-address=0.0.0.0:10249"}, nil, `"0.0.0.0:10249"`},
		"proxy's file":           {"kube-proxy", "metricsBindAddress", []string{"--config=/a"}, config(`{"metricsBindAddress":"[::]:1"}`), `"[::]:1"`},
		"proxy's file, empty":    {"kube-proxy", "metricsBindAddress", []string{"--config=/a"}, config(`{"metricsBindAddress":""}`), `"127.0.0.1:10249"`},
		"proxy's file, not read": {"kube-proxy", "metricsBindAddress", []string{"--config=/a"}, estate.MapOf(estate.Item{Key: "config", Value: estate.UnreadBecause("x")}), "unread"},
	} {
		t.Run(name, func(t *testing.T) {
			flags := readFlags(test.program, texts(test.flags), nil)
			value := estate.MapOf(programFacts(componentKind(test.program), flags, test.files)...).Get(test.fact)
			got := string(estate.AppendJSON(nil, value))
			if value.Unknown() {
				got = value.Reason()
			}
			if got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
		})
	}
}
