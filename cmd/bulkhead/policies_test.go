package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bulkhead/cmd/internal/scaffold"
)

// custom writes files, by name, into a new folder of policies.
func custom(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// starts writes a start for every kind.
func starts(t *testing.T) (dir string, ids []string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "rules")
	for _, kind := range scaffold.Kinds() {
		id := "acme/" + strings.ReplaceAll(kind, "/", "-")
		if ran := bulkhead(t, "policy", "new", id, "--subject", kind, "--policies", dir); ran.code != 0 {
			t.Fatalf("%s: exit code %d, %s", kind, ran.code, ran.err)
		}
		ids = append(ids, id)
	}
	return dir, ids
}

func TestStartsPassCheckAndTest(t *testing.T) {
	dir, ids := starts(t)
	checked := bulkhead(t, "policy", "check", dir)
	if checked.code != 0 || strings.Contains(checked.out, "note:") {
		t.Errorf("check: exit code %d\n%s%s", checked.code, checked.out, checked.err)
	}
	tested := bulkhead(t, "policy", "test", dir, "--min-coverage", "100")
	if tested.code != 0 {
		t.Errorf("test: exit code %d\n%s%s", tested.code, tested.out, tested.err)
	}
	audited := audited(t, "--policies", dir, "--include-controls", strings.Join(ids, ","), filepath.Join(dir, "fixtures"))
	slices.Sort(ids)
	if failing := audited.failing(); !slices.Equal(failing, ids) {
		t.Errorf("on their fixtures fail %v, want %v", failing, ids)
	}
}

func TestPolicyNewOverwritesNothing(t *testing.T) {
	dir, ids := starts(t)
	if ran := bulkhead(t, "policy", "new", ids[0], "--policies", dir); ran.code != exitUsage || !strings.Contains(ran.err, "exists already") {
		t.Errorf("exit code %d, %s", ran.code, ran.err)
	}
	for _, id := range []string{"x", "Acme/x", "acme/", "acme/x/y", "../x", "acme/x_y"} {
		if ran := bulkhead(t, "policy", "new", id, "--policies", dir); ran.code != exitUsage || !strings.Contains(ran.err, "GROUP/NAME") {
			t.Errorf("%s: exit code %d, %s", id, ran.code, ran.err)
		}
	}
}

const customMetadata = `# METADATA
# title: A title
# description: A description
# scope: package
# custom:
#   severity: high
#   subject: kubernetes/container
#   wall: kernel
#   dimension: isolation
#   remediation: Change it.
#   frameworks: {}
package bulkhead.acme.sample

`

func TestPolicyTestTellsWhatFails(t *testing.T) {
	const fails = "package bulkhead.acme.sample_test\n\nimport data.bulkhead.acme.sample as control\n\n" +
		"test_a if count(control.deny) == 1 with input as {\"container\": {\"tty\": true}}\n\n" +
		"test_b if {\n\tprint(\"seen\", control.deny)\n\tcount(control.deny) == 7 with input as {\"container\": {}}\n}\n\n" +
		"test_c if 1 / 0 == 1\n"
	dir := custom(t, map[string]string{
		"acme/sample.rego": customMetadata + "deny contains {\"path\": [\"container\", \"tty\"], \"message\": \"x\"} if input.container.tty == true\n\n" +
			"deny contains {\"path\": [\"container\", \"stdin\"], \"message\": \"x\"} if {\n\tinput.container.stdin == true\n}\n",
		"acme/sample_test.rego":     fails,
		"fixtures/acme/sample.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: b}]}\n",
	})
	ran := bulkhead(t, "policy", "test", dir, "--min-coverage", "99.5")
	said := strings.ReplaceAll(ran.out, dir+"/", "")
	for _, want := range []string{
		"acme/sample_test.rego:7: test_b printed:\n    seen set()\n",
		"FAIL acme/sample_test.rego:7: test_b\n",
		"FAIL acme/sample_test.rego:12: test_c",
		"divide by zero",
		"FAIL acme/sample.rego: 33% reached; no test reaches lines 16, 17\n",
		"FAIL fixtures/acme/sample.yaml: acme/sample does not fail there, and has to\n",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("%s\nwant %q", said, want)
		}
	}
	if ran.code != 1 || strings.Contains(said, "test_a") {
		t.Errorf("exit code %d\n%s%s", ran.code, said, ran.err)
	}
}

func TestPolicyCheckTellsFaultsAndNotes(t *testing.T) {
	dir := custom(t, map[string]string{"acme/sample.rego": customMetadata +
		"deny contains {\"path\": [\"container\"], \"message\": \"x\"} if { c := input.container; c.tty == true }\n"})
	ran := bulkhead(t, "policy", "check", dir)
	for _, want := range []string{
		"reads input.container\n", "note: reads input.container whole", "note: no test is beside it", "note: no object on which it fails", "note: opa fmt would",
	} {
		if !strings.Contains(ran.out, want) {
			t.Errorf("%s\nwant %q", ran.out, want)
		}
	}
	if ran.code != 0 {
		t.Errorf("exit code %d, %s", ran.code, ran.err)
	}
	if err := os.WriteFile(filepath.Join(dir, "acme/sample.rego"), []byte(customMetadata+"deny contains 1 if input.container.tty == tru\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	ran = bulkhead(t, "policy", "check", dir)
	if ran.code != 1 || !strings.Contains(ran.out, "acme/sample.rego:14:20: ") {
		t.Errorf("exit code %d\n%s%s", ran.code, ran.out, ran.err)
	}
	for _, command := range [][]string{{"audit", dir}, {"isolation", dir}, {"controls"}, {"frameworks"}} {
		if ran := bulkhead(t, append(command, "--policies", dir)...); ran.code != exitUsage || !strings.Contains(ran.err, "acme/sample.rego:14:20: ") {
			t.Errorf("%s with a faulty control: exit code %d, %s", command[0], ran.code, ran.err)
		}
	}
	for _, command := range [][]string{{"policy", "check"}, {"policy", "test"}, {"audit", dir, "--policies"}} {
		if ran := bulkhead(t, append(command, "/no/such")...); ran.code != exitUsage || !strings.Contains(ran.err, "/no/such: no such file") {
			t.Errorf("%v: exit code %d, %s", command, ran.code, ran.err)
		}
	}
}

// What a control reads whole is remembered by the whole: the verdicts stay the same without memory.
func TestWholeReadsAreRememberedRightly(t *testing.T) {
	atRoot(t)
	dir := custom(t, map[string]string{"acme/sample.rego": customMetadata +
		"deny contains {\"path\": [\"container\"], \"message\": \"x\"} if {\n\tcount(input.container) % 2 == 0\n\tcount(input.facts) > 0\n}\n"})
	args := []string{"--policies", dir, "--include-controls", "acme/sample", filepath.Join(corpora, "controls", "kubernetes")}
	remembered, afresh := audited(t, args...), audited(t, append(args, "--no-memory")...)
	if len(remembered.Findings) < 20 || len(remembered.Findings) != len(afresh.Findings) {
		t.Fatalf("%d findings, and %d without memory", len(remembered.Findings), len(afresh.Findings))
	}
	for i := range remembered.Findings {
		if remembered.Findings[i].Fingerprint != afresh.Findings[i].Fingerprint {
			t.Errorf("finding %d: %+v, and without memory %+v", i, remembered.Findings[i], afresh.Findings[i])
		}
	}
}

func TestCustomEdgesAreWaysOut(t *testing.T) {
	dir := custom(t, map[string]string{
		"edges/acme/terminal.rego": strings.NewReplacer("acme.sample", "edges.acme.terminal", `#   severity: high
`, "", `#   wall: kernel
#   dimension: isolation
#   remediation: Change it.
#   frameworks: {}
`, "#   edge: {to: host, cost: none}\n").Replace(customMetadata) +
			"deny contains {\"path\": [\"container\", \"tty\"], \"message\": \"keeps a terminal\"} if input.container.tty == true\n",
		"pod.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: b, tty: true}]}\n",
	})
	ran := bulkhead(t, "isolation", "--policies", dir, "-f", "json", filepath.Join(dir, "pod.yaml"))
	if ran.code != 0 || !strings.Contains(ran.out, "edges/acme/terminal") {
		t.Errorf("exit code %d\n%s%s", ran.code, ran.out, ran.err)
	}
}

func TestWaiversMayNameCustomControls(t *testing.T) {
	dir, ids := starts(t)
	report := filepath.Join(t.TempDir(), "audit.json")
	fixtures := filepath.Join(dir, "fixtures")
	bulkhead(t, "audit", "--policies", dir, "--include-controls", ids[0], fixtures, "-f", "json", "-o", report)
	content, err := os.ReadFile(report)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(content), `"fingerprint":"`)
	waivers := filepath.Join(t.TempDir(), "waivers.yaml")
	if ran := bulkhead(t, "waive", "--policies", dir, "--report", report, rest[:16], "--waivers", waivers, "--reason", "x", "--owner", "y", "--expires", "2999-01-01"); ran.code != 0 {
		t.Fatalf("exit code %d, %s", ran.code, ran.err)
	}
	ran := bulkhead(t, "audit", "--policies", dir, "--include-controls", ids[0], "--severity-threshold", "low", "--waivers", waivers, fixtures)
	if ran.code != 0 {
		t.Errorf("exit code %d\n%s%s", ran.code, ran.out, ran.err)
	}
}

func TestMisspeltPathsAreFaults(t *testing.T) {
	for _, test := range []struct{ body, want string }{
		{`deny contains {"path": [], "message": "x"} if input.container.securityContext.privilegd == true`, "have: \"privilegd\""},
		{`deny contains {"path": [], "message": "x"} if { some port in input.container.ports; port.hostPrt > 0 }`, "have: \"hostPrt\""},
		{`deny contains {"path": [], "message": "x"} if input.volume.hostPath`, "have: \"volume\""},
		{`deny contains {"path": [], "message": "x"} if input.facts.mnior > 3`, "have: \"mnior\""},
		{"import data.bulkhead.lib.acme.help\n" + `deny contains {"path": [], "message": "x"} if help.bad`, "have: \"imagge\""},
		{`deny contains {"path": [], "message": "x"} if { input.pod.metadata.labels["a.b/c"] == "x"; input.facts.limitRange.memory.unknown; input.container.env[_].value.looksLike }`, ""},
	} {
		files := map[string]string{"acme/sample.rego": customMetadata + test.body + "\n"}
		if strings.Contains(test.body, "help") {
			files["lib/acme/help.rego"] = "package bulkhead.lib.acme.help\n\nbad if input.container.imagge == \"x\"\n"
		}
		ran := bulkhead(t, "policy", "check", custom(t, files))
		if (ran.code == 1) != (test.want != "") || !strings.Contains(ran.out, test.want) {
			t.Errorf("%s: exit code %d\n%s%s\nwant %s", test.body, ran.code, ran.out, ran.err, test.want)
		}
	}
}

func TestEvidenceThatLeadsNowhereIsNoted(t *testing.T) {
	ran := bulkhead(t, "policy", "check", custom(t, map[string]string{"acme/sample.rego": customMetadata +
		"deny contains {\"path\": [\"container\", \"securityContxt\", \"privileged\"], \"message\": \"x\"} if input.container.securityContext.privileged == true\n"}))
	if ran.code != 0 || !strings.Contains(ran.out, "note: line 14: the path of deny leads nowhere: there is no container.securityContxt\n") {
		t.Errorf("exit code %d\n%s%s", ran.code, ran.out, ran.err)
	}
}

func TestSchemasOfSubjects(t *testing.T) {
	kinds := bulkhead(t, "policy", "schema")
	for kind := range strings.Lines(kinds.out) {
		ran := bulkhead(t, "policy", "schema", strings.TrimSpace(kind))
		if ran.code != 0 || !strings.Contains(ran.out, `"facts"`) {
			t.Errorf("%s: exit code %d, %s", kind, ran.code, ran.err)
		}
	}
	if ran := bulkhead(t, "policy", "schema", "kubernetes/pods"); ran.code != exitUsage || !strings.Contains(ran.err, "bulkhead policy schema lists them") {
		t.Errorf("exit code %d, %s", ran.code, ran.err)
	}
}
