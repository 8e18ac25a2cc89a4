package main

import (
	"encoding/json"
	"strings"
	"testing"
)

const openPod = `apiVersion: v1
kind: Pod
metadata: {name: app, namespace: tenant-a}
spec:
  hostUsers: false
  containers: [{name: app, image: "docker.io/acme/app:1"}]
`

// What the settings file says of controls reaches verdicts, severities and exit codes, and what controls prints.
func TestTuning(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, ".", "pod.yaml", openPod)
	const registry, root = "kubernetes/registry-not-allowed", "kubernetes/runs-as-root"
	for _, test := range []struct {
		name, file string
		want       map[string]string // severity of its failure; empty: there is none
		code       int
	}{
		{"the defaults", "", map[string]string{registry: "", root: "low", "kubernetes/unsandboxed-workload": ""}, 0},
		{"a severity for all subjects", "controls: {kubernetes/runs-as-root: {severity: critical}}\n", map[string]string{root: "critical"}, 1},
		{"another registry", "controls: {kubernetes/registry-not-allowed: {parameters: {registries: [registry.example]}}}\n", map[string]string{registry: "medium"}, 0},
		{"its own registry", "controls: {kubernetes/registry-not-allowed: {parameters: {registries: [docker.io/acme]}}}\n", map[string]string{registry: ""}, 0},
		{
			"both", "controls:\n  kubernetes/registry-not-allowed:\n    severity: high\n    parameters:\n      registries: [registry.example]\n",
			map[string]string{registry: "high"},
			1,
		},
		{
			"namespaces that are not trusted", "controls: {kubernetes/unsandboxed-workload: {parameters: {namespaces: ['tenant-*']}}}\n",
			map[string]string{"kubernetes/unsandboxed-workload": "high"},
			1,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			write(t, ".", "bulkhead.yaml", test.file)
			args := []string{"audit", "pod.yaml", "-f", "json", "--include-controls", strings.Join([]string{registry, root, "kubernetes/unsandboxed-workload"}, ",")}
			ran := bulkhead(t, args...)
			if ran.code != test.code {
				t.Errorf("exit code %d, want %d\n%s", ran.code, test.code, ran.err)
			}
			var report struct {
				Findings []struct{ Control, Severity, Status string }
			}
			if err := json.Unmarshal([]byte(ran.out), &report); err != nil {
				t.Fatal(err)
			}
			for id, want := range test.want {
				got := ""
				for _, f := range report.Findings {
					if f.Control == id && f.Status == "fail" {
						got = f.Severity
					}
				}
				if got != want {
					t.Errorf("%s fails with severity %q, want %q", id, got, want)
				}
			}
			if fresh := bulkhead(t, append(args, "--no-memory")...); withoutTimes(fresh.out) != withoutTimes(ran.out) {
				t.Errorf("without memory:\n%s\nwith it:\n%s", fresh.out, ran.out)
			}
		})
	}
	write(t, ".", "bulkhead.yaml", "controls:\n  kubernetes/registry-not-allowed:\n    severity: low\n    parameters:\n      registries: [registry.example]\n")
	ran := bulkhead(t, "controls", registry)
	for _, want := range []string{"LOW", `registries (texts): ["registry.example"], by default []`} {
		if !strings.Contains(ran.out, want) {
			t.Errorf("controls %s prints no %q:\n%s", registry, want, ran.out)
		}
	}
}

func TestWrongTuning(t *testing.T) {
	for name, test := range map[string]struct{ file, want string }{
		"no map":                {"controls: [a]\n", "bulkhead.yaml:1:11: write a map of controls"},
		"no map of a control":   {"controls: {kubernetes/host-pid: low}\n", "bulkhead.yaml:1:33: write a map of severity and parameters"},
		"an unknown control":    {"controls:\n  kubernetes/host-pit: {}\n", `bulkhead.yaml:2:3: no control is called "kubernetes/host-pit" (did you mean "kubernetes/host-pid"?)`},
		"an unknown setting":    {"controls:\n  kubernetes/host-pid:\n    severty: low\n", `bulkhead.yaml:3:5: a control has no setting "severty" (did you mean "severity"?)`},
		"an unknown severity":   {"controls:\n  kubernetes/host-pid:\n    severity: severe\n", `bulkhead.yaml:3:15: severity "severe": choose critical`},
		"no parameters":         {"controls:\n  kubernetes/host-pid: {parameters: {a: 1}}\n", "bulkhead.yaml:2:38: kubernetes/host-pid has no parameters"},
		"an unknown parameter":  {"controls:\n  kubernetes/registry-not-allowed:\n    parameters: {registry: [a]}\n", `has no parameter "registry" (did you mean "registries"?); it has registries`},
		"a text for a list":     {"controls:\n  kubernetes/registry-not-allowed:\n    parameters: {registries: a}\n", `bulkhead.yaml:3:30: parameter registries of kubernetes/registry-not-allowed: it takes a list of texts, as ["a", "b"], not "a"`},
		"a number in a list":    {"controls:\n  kubernetes/registry-not-allowed:\n    parameters: {registries: [1]}\n", `it takes a list of texts, as ["a", "b"], not [1]`},
		"a text for a number":   {"controls:\n  kubernetes/long-lived-token:\n    parameters: {seconds: 1h}\n", `it takes a number, as 10, not "1h"`},
		"nothing for a text":    {"controls:\n  kubernetes/namespace-without-tenant:\n    parameters: {label: }\n", `it takes a text, as "a", not null`},
		"a control twice":       {"controls:\n  kubernetes/host-pid: {}\n  kubernetes/host-pid: {severity: low}\n", `bulkhead.yaml:3:3: "kubernetes/host-pid" stands here twice`},
		"a number without end":  {"controls:\n  kubernetes/long-lived-token:\n    parameters: {seconds: .inf}\n", "it takes a number"},
		"a date for a text":     {"controls:\n  kubernetes/namespace-without-tenant:\n    parameters: {label: 2026-11-24}\n", "it takes a text"},
		"a map for a list":      {"controls:\n  kubernetes/registry-not-allowed:\n    parameters: {registries: {a: b}}\n", "it takes a list of texts"},
		"a setting of no value": {"controls:\n", "bulkhead.yaml:1:10: write a map of controls"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			write(t, ".", "pod.yaml", openPod)
			write(t, ".", "bulkhead.yaml", test.file)
			for _, args := range [][]string{{"audit", "pod.yaml"}, {"isolation", "pod.yaml"}, {"controls"}, {"fix", "pod.yaml", "--dry-run"}} {
				ran := bulkhead(t, args...)
				if ran.code != 2 || ran.out != "" || strings.Count(ran.err, "\n") != 1 || !strings.Contains(ran.err, test.want) {
					t.Errorf("%s: exit code %d, want 2 and %q\n%s%s", args[0], ran.code, test.want, ran.out, ran.err)
				}
			}
		})
	}
}
