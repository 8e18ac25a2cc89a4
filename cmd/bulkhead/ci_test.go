package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"go.yaml.in/yaml/v3"
)

// runnerTemp is where the action's own step builds the program, once for all tests here.
var runnerTemp = sync.OnceValues(func() (string, error) { return os.MkdirTemp("", "bulkhead-ci-") })

// built is the program as a pipeline would have it.
func built(t *testing.T) string {
	t.Helper()
	temp, err := runnerTemp()
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(temp, "bulkhead", "bulkhead")
	if _, err := os.Stat(program); err != nil {
		runAction(t, t.TempDir(), map[string]string{"targets": "."})
	}
	return program
}

// action is a composite action, as far as the test runs one.
type action struct {
	Inputs map[string]struct{ Default string }
	Runs   struct {
		Steps []struct {
			Name, Uses, Run, Shell string
			Env                    map[string]string
		}
	}
}

var expression = regexp.MustCompile(`\$\{\{\s*([^}]*?)\s*\}\}`)

// runAction runs the steps of action.yml that are scripts, as a runner does, and returns the exit code of the last and what was written.
func runAction(t *testing.T, dir string, inputs map[string]string) (code int, out, summary, output string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root(t), "action.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var a action
	if err := yaml.Unmarshal(text, &a); err != nil {
		t.Fatal(err)
	}
	temp, err := runnerTemp()
	if err != nil {
		t.Fatal(err)
	}
	value := func(name string) string {
		if input, ok := strings.CutPrefix(name, "inputs."); ok {
			declared, known := a.Inputs[input]
			if !known {
				t.Fatalf("action.yml declares no input %s", input)
			}
			if given, ok := inputs[input]; ok {
				return given
			}
			return declared.Default
		}
		if name != "github.action_path" {
			t.Fatalf("the test knows no %s", name)
		}
		return root(t)
	}
	files := t.TempDir()
	for _, step := range a.Runs.Steps {
		if step.Uses != "" {
			continue // installs Go, which is here
		}
		if _, err := os.Stat(filepath.Join(temp, "bulkhead")); err == nil && step.Name == "Build bulkhead" {
			continue // done by an earlier run
		}
		if expression.MatchString(step.Run) || step.Shell != "bash" {
			t.Errorf("step %s: inputs are part of the script, or it is no bash", step.Name)
		}
		command := exec.Command("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step.Run)
		command.Dir = dir
		command.Env = append(os.Environ(), "RUNNER_TEMP="+temp, "GITHUB_STEP_SUMMARY="+files+"/summary", "GITHUB_OUTPUT="+files+"/output", "GOFLAGS=-tags=libvirt_dlopen")
		for name, text := range step.Env {
			command.Env = append(command.Env, name+"="+expression.ReplaceAllStringFunc(text, func(e string) string {
				return value(expression.FindStringSubmatch(e)[1])
			}))
		}
		said, err := command.CombinedOutput()
		code, out = command.ProcessState.ExitCode(), out+string(said)
		if err != nil && step.Name != "Audit" {
			t.Fatalf("step %s: %v %s", step.Name, err, said)
		}
	}
	read := func(name string) string {
		text, err := os.ReadFile(files + "/" + name)
		if err != nil && name == "output" {
			t.Error(err)
		}
		return string(text)
	}
	return code, out, read("summary"), read("output")
}

func root(t *testing.T) string {
	t.Helper()
	command := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "bulkhead")
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

func TestActionAsAPipeline(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "deploy/good.yaml", goodPod)
	write(t, dir, "my charts/x.yaml", privilegedPod())
	write(t, dir, "$(touch ran).yaml", privilegedPod())
	code, out, summary, output := runAction(t, dir, map[string]string{"targets": "deploy", "sarif": "a b.sarif", "json": "a.json"})
	if code != 0 || output != "exit-code=0\n" || !strings.Contains(out, "::warning file=deploy/good.yaml,line=5") || !strings.HasPrefix(summary, "# ") {
		t.Errorf("exit code %d, output %q\n%s\n%s", code, output, out, summary)
	}
	for _, file := range []string{"a b.sarif", "a.json"} {
		if info, err := os.Stat(filepath.Join(dir, file)); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", file, err)
		}
	}
	code, out, _, output = runAction(t, dir, map[string]string{"targets": "."})
	if code != 1 || output != "exit-code=1\n" || !strings.Contains(out, "::error file=my charts/x.yaml,line=5") {
		t.Errorf("exit code %d, output %q\n%s", code, output, out)
	}
	if code, out, _, _ = runAction(t, dir, map[string]string{"targets": ".", "baseline": "missing.json"}); code != 2 {
		t.Errorf("exit code %d\n%s", code, out)
	}
	if code, out, _, _ = runAction(t, dir, map[string]string{"targets": "$(touch ran).yaml"}); code == 0 {
		t.Errorf("exit code %d\n%s", code, out)
	}
	if _, err := os.Stat(filepath.Join(dir, "ran")); err == nil {
		t.Error("an input was run")
	}
}

// The hook as pre-commit runs it: its entry with its args, in the repository, with the commit's changes staged.
func TestPreCommitHook(t *testing.T) {
	program := built(t)
	text, err := os.ReadFile(filepath.Join(root(t), ".pre-commit-hooks.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var hooks []struct {
		ID, Name, Entry, Language, Files string
		Args                             []string
		PassFilenames                    bool `yaml:"pass_filenames"`
	}
	if err := yaml.Unmarshal(text, &hooks); err != nil || len(hooks) != 1 || hooks[0].PassFilenames || hooks[0].Language != "golang" {
		t.Fatalf("%v %+v", err, hooks)
	}
	hook := hooks[0]
	dir := t.TempDir()
	commit := func() (int, string) {
		inGit(t, dir, "add", ".")
		words := append(strings.Fields(hook.Entry), hook.Args...)
		command := exec.Command("env", words...)
		command.Dir = dir
		command.Env = append(os.Environ(), "PATH="+filepath.Dir(program)+":"+os.Getenv("PATH"))
		out, _ := command.CombinedOutput()
		return command.ProcessState.ExitCode(), string(out)
	}
	write(t, dir, "old.yaml", privilegedPod())
	inGit(t, dir, "init", "-q")
	inGit(t, dir, "add", ".")
	inGit(t, dir, "commit", "-q", "-m", "first")
	write(t, dir, "new.yaml", strings.ReplaceAll(goodPod, "good", "new"))
	if code, out := commit(); code != 0 {
		t.Errorf("exit code %d\n%s", code, out)
	}
	write(t, dir, "new.yaml", strings.ReplaceAll(privilegedPod(), "good", "new"))
	if code, out := commit(); code != 1 || !strings.Contains(out, "new.yaml:5:") || strings.Contains(out, "old.yaml") {
		t.Errorf("exit code %d\n%s", code, out)
	}
	for name, want := range map[string]bool{"a.yaml": true, "b/c.yml": true, "d.json": true, "templates/_h.tpl": true, "e.go": false} {
		if regexp.MustCompile(hook.Files).MatchString(name) != want {
			t.Errorf("files: %s", name)
		}
	}
}

// What README and docs/ci.md have people paste is run, in a repository that has what it names.
func TestDocumentedPipelines(t *testing.T) {
	program := built(t)
	dir := t.TempDir()
	write(t, dir, "deploy/good.yaml", goodPod)
	ran := 0
	for _, document := range []string{"README.md", "docs/ci.md", "docs/waivers.md"} {
		text, err := os.ReadFile(filepath.Join(root(t), document))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			line = strings.TrimPrefix(strings.TrimSpace(line), "- ")
			if !strings.HasPrefix(line, "bulkhead audit deploy/") {
				continue
			}
			ran++
			command := exec.Command("bash", "-e", "-c", line)
			command.Dir = dir
			command.Env = append(os.Environ(), "PATH="+filepath.Dir(program)+":"+os.Getenv("PATH"))
			if out, err := command.CombinedOutput(); err != nil {
				t.Errorf("%s: %s: %v\n%s", document, line, err, out)
			}
		}
	}
	if ran < 4 {
		t.Errorf("only %d lines run", ran)
	}
	for _, file := range []string{"gl-code-quality-report.json", "bulkhead.xml", "baseline.json"} {
		if info, err := os.Stat(filepath.Join(dir, file)); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", file, err)
		}
	}
}
