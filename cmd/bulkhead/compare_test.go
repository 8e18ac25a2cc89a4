package main

import (
	"os"
	"strings"
	"testing"
)

// saved audits and keeps the JSON report in a file.
func saved(t *testing.T, file string, args ...string) string {
	t.Helper()
	ran := bulkhead(t, append([]string{"audit", "-o", file, "-f", "json"}, args...)...)
	if _, err := os.Stat(file); err != nil {
		t.Fatalf("exit code %d: %v\n%s", ran.code, err, ran.err)
	}
	return file
}

func TestCompare(t *testing.T) {
	t.Chdir(t.TempDir())
	bad := strings.Replace(goodPod, "spec:", "spec:\n  hostPID: true", 1)
	write(t, ".", "pod.yaml", goodPod)
	before := saved(t, "before.json", "pod.yaml")
	write(t, ".", "pod.yaml", bad)
	after, only := saved(t, "after.json", "pod.yaml"), saved(t, "only.json", "pod.yaml", "--include-controls", "kubernetes/host-ipc")
	filtered := saved(t, "filtered.json", "pod.yaml", "--min-severity", "critical")

	write(t, ".", "shop.yaml", strings.Replace(bad, "metadata: {", "metadata: {namespace: shop, ", 1)+"---\n"+strings.Replace(goodPod, "metadata: {", "metadata: {namespace: other, ", 1))
	whole, without := saved(t, "whole.json", "shop.yaml"), saved(t, "without.json", "shop.yaml", "--exclude-namespaces", "s*")

	for _, test := range []struct {
		args string
		code int
		want string
	}{
		{before + " " + after, 1, "shares the node's process namespace"},
		{before + " " + after + " --severity-threshold critical", 0, "Exit code 0"},
		{after + " " + before, 0, "Fixed                       1"},
		{after + " " + after, 0, "Changed severity            0"},
		{after + " " + only, 0, "the control was not asked any more"},
		{only + " " + after, 1, "the control was not asked before"},
		{whole + " " + without, 0, "its namespace is left out"},
		{without + " " + whole, 1, "its namespace was left out before"},
		{before + " " + after + " -f json", 1, `"change":"new","cause":"configuration"`},
		{before + " " + after + " -f markdown", 1, "## New"},
		{after + " " + filtered, 2, "the new report lacks failures of "},
		{after + " absent.json", 2, "absent.json"},
		{after + " pod.yaml", 2, "pod.yaml: read report: line 1"},
		{after + " " + after + " -f sarif", 2, "choose table, json, markdown"},
		{after + " " + after + " --severity-threshold severe", 2, "choose critical"},
		{"- -", 2, "once only"},
		{after, 2, "arguments given: 1"},
		{after + " " + after + " -o absent/file", 4, "absent/file"},
	} {
		ran := bulkhead(t, append([]string{"compare"}, strings.Fields(test.args)...)...)
		if ran.code != test.code || !strings.Contains(ran.out+ran.err, test.want) {
			t.Errorf("compare %s: exit code %d, want %d and %q\n%s%s", test.args, ran.code, test.code, test.want, ran.out, ran.err)
		}
	}
	if ran := bulkhead(t, "compare", before, after, "-o", "out.txt"); ran.code != 1 || ran.out != "" {
		t.Errorf("exit code %d, %s", ran.code, ran.err)
	}
	if text, err := os.ReadFile("out.txt"); err != nil || !strings.Contains(string(text), "Exit code 1") {
		t.Errorf("out.txt: %v", err)
	}
}
