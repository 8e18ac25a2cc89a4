package kubernetes_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bulkhead/collectors/kubernetes"
)

const kubeconfig = `
apiVersion: v1
kind: Config
current-context: one
clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
users: [{name: u, user: {token: t}}, {name: broken, user: {client-certificate: absent.crt}}]
contexts:
- {name: two, context: {cluster: c, user: u}}
- {name: one, context: {cluster: c, user: u}}
- {name: no-cluster, context: {cluster: absent, user: u}}
- {name: no-certificate, context: {cluster: c, user: broken}}
`

func write(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "config")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestNew(t *testing.T) {
	t.Setenv("KUBECONFIG", "")
	t.Setenv("HOME", t.TempDir())
	t.Setenv("KUBERNETES_SERVICE_HOST", "")
	file := write(t, kubeconfig)
	for name, test := range map[string]struct {
		config kubernetes.Config
		id     string
		err    string
	}{
		"current context":      {config: kubernetes.Config{Kubeconfig: file}, id: "one"},
		"named context":        {config: kubernetes.Config{Kubeconfig: file, Context: "two"}, id: "two"},
		"unknown context":      {config: kubernetes.Config{Kubeconfig: file, Context: "three"}, err: `no context "three": name one of no-certificate, no-cluster, one, two`},
		"no current context":   {config: kubernetes.Config{Kubeconfig: write(t, strings.Replace(kubeconfig, "current-context: one", "", 1))}, err: `no context "": name one of`},
		"no cluster":           {config: kubernetes.Config{Kubeconfig: file, Context: "no-cluster"}, err: `context "no-cluster"`},
		"no certificate":       {config: kubernetes.Config{Kubeconfig: file, Context: "no-certificate"}, err: "absent.crt"},
		"no file":              {config: kubernetes.Config{Kubeconfig: "absent"}, err: "read kubeconfig"},
		"a broken file":        {config: kubernetes.Config{Kubeconfig: write(t, "[")}, err: "read kubeconfig"},
		"an empty file":        {config: kubernetes.Config{Kubeconfig: write(t, "")}, err: "no contexts were found in "},
		"nothing at all":       {config: kubernetes.Config{}, err: "set --kubeconfig or KUBECONFIG"},
		"a context of nothing": {config: kubernetes.Config{Context: "one"}, err: `no context "one"`},
		"a broken glob":        {config: kubernetes.Config{Kubeconfig: file, ExcludeNamespaces: []string{"["}}, err: `namespace "["`},
		"not a namespace":      {config: kubernetes.Config{Kubeconfig: file, IncludeNamespaces: []string{".."}}, err: "no namespace can have this name"},
		"no namespace left":    {config: kubernetes.Config{Kubeconfig: file, IncludeNamespaces: []string{"a"}, ExcludeNamespaces: []string{"*"}}, err: "every included namespace is excluded"},
	} {
		t.Run(name, func(t *testing.T) {
			test.config.URI = "kubernetes:"
			collector, err := kubernetes.New(test.config)
			switch {
			case test.err != "":
				if err == nil || !strings.Contains(err.Error(), test.err) {
					t.Errorf("error %v, want %q", err, test.err)
				}
			case err != nil:
				t.Error(err)
			case collector.Target().ID != test.id || collector.Target().URI != "kubernetes:":
				t.Errorf("target %+v", collector.Target())
			}
		})
	}
}

func TestContexts(t *testing.T) {
	got, err := kubernetes.Contexts(write(t, kubeconfig))
	if want := []string{"no-certificate", "no-cluster", "one", "two"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("contexts %v, error %v", got, err)
	}
}
