package main

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// inGit runs git with settings of its own, and no others.
func inGit(t *testing.T, dir string, args ...string) {
	t.Helper()
	command := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main"}, args...)...)
	command.Dir = dir
	command.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null")
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("git %s: %v %s", strings.Join(args, " "), err, out)
	}
}

func TestChangedSince(t *testing.T) {
	dir := t.TempDir()
	namespace := "apiVersion: v1\nkind: Namespace\nmetadata: {name: default}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n" +
		"metadata: {name: all}\nspec: {podSelector: {}, policyTypes: [Ingress, Egress]}\n"
	write(t, dir, "policy.yaml", namespace)
	write(t, dir, "old.yaml", strings.ReplaceAll(privilegedPod(), "good", "old"))
	write(t, dir, "touched.yaml", strings.ReplaceAll(goodPod, "good", "touched"))
	write(t, dir, "chart/Chart.yaml", chartYAML)
	write(t, dir, "chart/values.yaml", "image: a\n")
	write(t, dir, "chart/templates/pod.yaml", strings.ReplaceAll(strings.ReplaceAll(goodPod, "good", "charted"), "image: a", "image: {{ .Values.image }}"))
	write(t, dir, "base/kustomization.yaml", "resources: [pod.yaml]\n")
	write(t, dir, "base/pod.yaml", strings.ReplaceAll(goodPod, "good", "built"))
	inGit(t, dir, "init", "-q")
	inGit(t, dir, "add", ".")
	inGit(t, dir, "commit", "-q", "-m", "first")
	inGit(t, dir, "checkout", "-q", "-b", "other")
	inGit(t, dir, "commit", "-q", "--allow-empty", "-m", "second")
	t.Chdir(dir)
	audited := func(ref string) ([]string, said) {
		ran := bulkhead(t, "audit", ".", "-f", "json", "--changed-since", ref)
		return ran.document(t).names(), ran
	}
	if names, ran := audited("main"); len(names) > 0 || ran.code != 0 {
		t.Errorf("nothing changed: %v, exit code %d %s", names, ran.code, ran.err)
	}
	if ran := bulkhead(t, "audit", ".", "--changed-since", "main"); ran.code != 0 {
		t.Errorf("nothing changed: exit code %d\n%s", ran.code, ran.out)
	}
	write(t, dir, "touched.yaml", strings.ReplaceAll(privilegedPod(), "good", "touched"))
	write(t, dir, "new ü.yaml", strings.ReplaceAll(goodPod, "good", "new"))
	names, ran := audited("main")
	if !slices.Equal(names, []string{"new", "touched"}) || ran.code != 1 {
		t.Errorf("audited %v, exit code %d", names, ran.code)
	}
	for i := range ran.document(t).Findings {
		if f := &ran.document(t).Findings[i]; f.Control == "kubernetes/no-network-policy" {
			t.Errorf("what did not change does not count: %+v", f)
		}
	}
	write(t, dir, "chart/values.yaml", "image: b\n")
	write(t, dir, "base/pod.yaml", strings.ReplaceAll(goodPod, "good", "built2"))
	inGit(t, dir, "add", ".")
	inGit(t, dir, "commit", "-q", "-m", "third")
	if names, _ := audited("main"); !slices.Equal(names, []string{"built2", "charted", "new", "touched"}) {
		t.Errorf("audited %v", names)
	}
	if names, _ := audited("HEAD"); len(names) > 0 {
		t.Errorf("audited %v", names)
	}
	for ref, want := range map[string]string{"nowhere": "git knows no commit nowhere", "--output=x": "git knows no commit --output=x"} {
		if ran := bulkhead(t, "audit", ".", "--changed-since="+ref); ran.code != 2 || !strings.Contains(ran.err, want) {
			t.Errorf("%s: %d %s", ref, ran.code, ran.err)
		}
	}
	// A hostile repository's settings name programs; none runs.
	mark := dir + "/ran"
	for _, setting := range []string{"core.fsmonitor", "diff.external", "core.pager"} {
		inGit(t, dir, "config", setting, "touch "+mark)
	}
	if _, err := os.Stat(mark); err == nil {
		t.Fatal("the test ran it itself")
	}
	audited("main")
	if _, err := os.Stat(mark); err == nil {
		t.Error("a program that the repository names has run")
	}
	t.Chdir(t.TempDir())
	if ran := bulkhead(t, "audit", ".", "--changed-since", "main"); ran.code != 2 || !strings.Contains(ran.err, "not a git repository") {
		t.Errorf("no repository: %d %s", ran.code, ran.err)
	}
}
