package targets

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const kubeconfig = `apiVersion: v1
kind: Config
current-context: prod
clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
contexts: [{name: prod, context: {cluster: c}}, {name: test, context: {cluster: c}}]
`

func TestOpen(t *testing.T) {
	config := Config{Kubeconfig: filepath.Join(t.TempDir(), "kubeconfig"), Stdin: strings.NewReader("")}
	if err := os.WriteFile(config.Kubeconfig, []byte(kubeconfig), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		names    string
		contexts bool
		want     string // URIs
	}{
		{names: "kubernetes: kubernetes:test", want: "kubernetes: kubernetes:test"},
		{names: "kubernetes: kubernetes:prod", want: "kubernetes:"},
		{names: "kubernetes:", contexts: true, want: "kubernetes: kubernetes:test"},
		{contexts: true, want: "kubernetes:prod kubernetes:test"},
		{names: "kubernetes:absent kubernetes:absent", want: "kubernetes:absent"},
		{names: "test:///default qemu:///system test:///default", want: "test:///default qemu:///system"},
		{names: "node:/ node:/mnt node:/mnt/", want: "node:/ node:/mnt"},
	} {
		config := config
		config.AllContexts = test.contexts
		collectors, err := Open(strings.Fields(test.names), config)
		if err != nil {
			t.Errorf("%s: %v", test.names, err)
			continue
		}
		var got []string
		for _, c := range collectors {
			got = append(got, c.Target().URI)
		}
		if !slices.Equal(got, strings.Fields(test.want)) {
			t.Errorf("%s: targets %v, want %s", test.names, got, test.want)
		}
	}
}

func TestTargetsThatMeanNothing(t *testing.T) {
	for name, want := range map[string]string{
		"":                   "no target given",
		"qemu:/system":       "qemu:///system",
		"node:relative":      "absolute path",
		"- -":                "once only",
		"kubernetes:a node:": "absolute path",
	} {
		_, err := Open(strings.Fields(name), Config{Stdin: strings.NewReader("")})
		var usage *UsageError
		if !errors.As(err, &usage) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", name, err, want)
		}
	}
}
