package main

import (
	"slices"
	"strings"
	"testing"
)

// A flag goes before a variable, and that before the file.
func TestSettings(t *testing.T) {
	for _, test := range []struct {
		name     string
		flags    []string
		variable string // of BULKHEAD_SEVERITY_THRESHOLD
		file     string
		want     int
	}{
		{"the default", nil, "", "", 0},
		{"the file", nil, "", "severity-threshold: medium\n", 1},
		{"a variable", nil, "medium", "", 1},
		{"a variable before the file", nil, "none", "severity-threshold: medium\n", 0},
		{"a flag before all", []string{"--severity-threshold", "medium"}, "none", "severity-threshold: none\n", 1},
		{"a flag that says the default", []string{"--severity-threshold", "high"}, "low", "severity-threshold: low\n", 0},
		{"a list", nil, "", "severity-threshold: low\ninclude-controls: [kubernetes/host-pid, kubernetes/host-ipc]\n", 0},
		{"a comma list", nil, "", "severity-threshold: low\ninclude-controls: kubernetes/host-pid,kubernetes/host-ipc\n", 0},
		{"another command's setting", nil, "", "platform: [libvirt]\n", 0},
		{"no unknown, which must count as given", nil, "", "max-unknown: 0\n", 3},
		{"an empty file", nil, "", "", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			t.Setenv("BULKHEAD_SEVERITY_THRESHOLD", test.variable)
			write(t, ".", "good.yaml", goodPod)
			write(t, ".", "bulkhead.yaml", test.file)
			if ran := bulkhead(t, append([]string{"audit", "good.yaml"}, test.flags...)...); ran.code != test.want {
				t.Errorf("exit code %d, want %d\n%s", ran.code, test.want, ran.err)
			}
		})
	}
}

func TestWrongSettings(t *testing.T) {
	for _, test := range []struct{ name, variable, file, want string }{
		{"a key that means nothing", "", "format: json\nseverity-treshold: low\n", `bulkhead.yaml:2:1: there is no setting "severity-treshold"`},
		{"a value that means nothing", "", "quiet: true\ntimeout: soon\n", "bulkhead.yaml:2:10: timeout: "},
		{"a choice that is none", "", "severity-threshold: severe\n", "--severity-threshold severe: choose"},
		{"a control that is none", "", "include-controls: [kubernetes/host-pit]\n", `(did you mean "kubernetes/host-pid"?)`},
		{"a map for a value", "", "format: {a: b}\n", "bulkhead.yaml:1:9: format: write a plain value or a list"},
		{"a list of lists", "", "include-controls: [[a]]\n", "bulkhead.yaml:1:19: include-controls: write a list of plain values"},
		{"a list for a map", "", "- format\n", "bulkhead.yaml:1: write KEY: VALUE"},
		{"no YAML", "", "format: [\n", "bulkhead.yaml: yaml: line"},
		{"a flag that no unasked file sets", "", "publish: policyreport\n", "bulkhead.yaml:1:1: publish is not taken from a file that nobody named"},
		{"a variable that means nothing", "soon", "", "variable BULKHEAD_TIMEOUT: "},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			t.Setenv("BULKHEAD_TIMEOUT", test.variable)
			write(t, ".", "good.yaml", goodPod)
			write(t, ".", "bulkhead.yaml", test.file)
			ran := bulkhead(t, "audit", "good.yaml")
			if ran.code != 2 || ran.out != "" || strings.Count(ran.err, "\n") != 1 || !strings.Contains(ran.err, test.want) {
				t.Errorf("exit code %d, want 2 and %q\n%s%s", ran.code, test.want, ran.out, ran.err)
			}
		})
	}
}

// --config and BULKHEAD_CONFIG name another file, which then must exist.
func TestSettingsFile(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, ".", "good.yaml", goodPod)
	write(t, ".", "bulkhead.yaml", "severity-threshold: none\n")
	strict := write(t, t.TempDir(), "strict.yaml", "severity-threshold: low\n")
	if ran := bulkhead(t, "audit", "good.yaml", "--config", strict); ran.code != 1 {
		t.Errorf("--config: exit code %d\n%s", ran.code, ran.err)
	}
	t.Setenv("BULKHEAD_CONFIG", strict)
	if ran := bulkhead(t, "audit", "good.yaml"); ran.code != 1 {
		t.Errorf("BULKHEAD_CONFIG: exit code %d\n%s", ran.code, ran.err)
	}
	t.Setenv("BULKHEAD_CONFIG", "none.yaml")
	if ran := bulkhead(t, "audit", "good.yaml"); ran.code != 2 || !strings.Contains(ran.err, "none.yaml") {
		t.Errorf("a file that does not exist: exit code %d\n%s", ran.code, ran.err)
	}
}

// Files are judged for the Kubernetes version that the user names, also out of a snapshot, and for the newest without one.
func TestKubernetesVersion(t *testing.T) {
	t.Chdir(t.TempDir())
	// Until v1.35 the baseline profile refused an unmasked /proc in user namespaces too.
	write(t, ".", "pod.yaml", strings.Replace(goodPod, "containers: [{name: app, image: a}]",
		"hostUsers: false\n  containers: [{name: app, image: a, securityContext: {procMount: Unmasked}}]", 1))
	const control = "kubernetes/proc-mount-unmasked"
	fails := func(args ...string) bool {
		return slices.Contains(audited(t, args...).failing(), control)
	}
	for _, test := range []struct {
		args []string
		want bool
	}{
		{nil, false},
		{[]string{"--kubernetes-version", "v1.37"}, false},
		{[]string{"--kubernetes-version", "v1.35"}, false},
		{[]string{"--kubernetes-version", "1.34.2"}, true},
		{[]string{"--kubernetes-version", "v1.25"}, true},
	} {
		if got := fails(append([]string{"pod.yaml"}, test.args...)...); got != test.want {
			t.Errorf("%q: %s fails: %t", test.args, control, got)
		}
	}
	for _, args := range [][]string{{}, {"--kubernetes-version", "v1.30"}} {
		if ran := bulkhead(t, append([]string{"collect", "pod.yaml", "-o", "pod.snapshot.zst"}, args...)...); ran.code != 0 {
			t.Fatalf("collect: exit code %d\n%s", ran.code, ran.err)
		}
		if got, want := fails("pod.snapshot.zst"), len(args) > 0; got != want {
			t.Errorf("snapshot made with %q: %s fails: %t", args, control, got)
		}
	}
	if fails("pod.snapshot.zst", "--kubernetes-version", "v1.36") {
		t.Error("a snapshot's version goes before the flag")
	}
	write(t, ".", "bulkhead.yaml", "kubernetes-version: v1.30\n")
	if !fails("pod.yaml") {
		t.Error("the settings file is not heeded")
	}
	t.Setenv("BULKHEAD_KUBERNETES_VERSION", "v1.36")
	if fails("pod.yaml") {
		t.Error("the variable is not heeded")
	}
}
