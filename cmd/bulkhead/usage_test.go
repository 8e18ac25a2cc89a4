package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// privilegedPod fails a critical control, beside those of medium severity down that goodPod fails. Two are unknown for both.
func privilegedPod() string {
	return strings.Replace(goodPod, "image: a", "image: a, securityContext: {privileged: true}", 1)
}

func TestExitCodes(t *testing.T) {
	dir := t.TempDir()
	medium, critical := write(t, dir, "medium.yaml", goodPod), write(t, dir, "critical.yaml", privilegedPod())
	broken := write(t, dir, "broken/broken.yaml", "kind: [\n")
	missing := dir + "/missing"
	for _, test := range []struct {
		name string
		args []string
		want int
	}{
		{"nothing at the default threshold, high", []string{medium}, 0},
		{"at the default threshold", []string{critical}, 1},
		{"at the threshold", []string{medium, "--severity-threshold", "medium"}, 1},
		{"above the threshold", []string{critical, "--severity-threshold", "low"}, 1},
		{"below the threshold", []string{medium, "--severity-threshold", "critical"}, 0},
		{"no threshold", []string{critical, "--severity-threshold", "none"}, 0},
		{"what is hidden counts", []string{medium, "--severity-threshold", "medium", "--min-severity", "critical"}, 1},
		{"what is shown does not", []string{medium, "--min-severity", "low", "--show-passed"}, 0},
		{"what is not asked does not", []string{critical, "--exclude-controls", "kubernetes/privileged-container"}, 0},
		{"only what is asked", []string{critical, "--include-controls", "kubernetes/host-pid"}, 0},
		{"as many unknown as allowed", []string{medium, "--max-unknown", "3"}, 0},
		{"too many unknown", []string{medium, "--max-unknown", "2"}, 3},
		{"none allowed", []string{medium, "--max-unknown", "0"}, 3},
		{"a failure goes before too many unknown", []string{critical, "--max-unknown", "0"}, 1},
		{"failed", []string{missing}, 3},
		{"partial", []string{broken, medium}, 3},
		{"a failure goes before partial", []string{broken, critical}, 1},
		{"incomplete, no threshold", []string{missing, "--severity-threshold", "none"}, 3},
		{"nowhere to write", []string{medium, "-o", dir + "/missing/report"}, 4},
		{"a directory to write to", []string{medium, "-o", dir}, 4},
		{"no space to write to", []string{medium, "--report", "json=/dev/full"}, 4},
		{"output goes before failures", []string{critical, "-o", "/dev/full"}, 4},
	} {
		t.Run(test.name, func(t *testing.T) {
			ran := bulkhead(t, append([]string{"audit"}, test.args...)...)
			if ran.code != test.want {
				t.Errorf("exit code %d, want %d\n%s", ran.code, test.want, ran.err)
			}
			if test.want == 4 && strings.Count(ran.err, "\n") != 1 {
				t.Errorf("not one line: %q", ran.err)
			}
		})
	}
	if code := run([]string{"audit", "-f", "json", medium}, streams{strings.NewReader(""), failing{}, &bytes.Buffer{}}); code != 4 {
		t.Errorf("standard output that fails: exit code %d", code)
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

// Wrong usage is told in one line, before anything is audited or written.
func TestWrongUsage(t *testing.T) {
	dir := t.TempDir()
	good := write(t, dir, "good.yaml", goodPod)
	for _, test := range []struct{ args, want string }{
		{"adit", `unknown command "adit"`},
		{"audit", "no target given"},
		{"audit FILE --colour", "unknown flag: --colour"},
		{"audit - -", "standard input (-) can be read once only"},
		{"audit ../../testdata/demo/cluster.snapshot.zst ../../testdata/demo/cluster.snapshot.zst", "two targets are prod: audit each in a run of its own"},
		{"audit node:relative", "write node:/ROOT with an absolute path"},
		{"audit kubernetes:a --context b", "--context b and the target kubernetes:a name two contexts"},
		{"audit --all-contexts --kubeconfig /none", "--all-contexts: "},
		{"audit FILE -f yaml", "--format yaml: choose table, json"},
		{"audit FILE --report json", "--report json: write FORMAT=FILE"},
		{"audit FILE --report json=", "--report json=: write FORMAT=FILE"},
		{"audit FILE --report jsn=x", "--report jsn: choose table, json"},
		{"audit FILE -f json --report json=/tmp/../tmp/twice --report json=/tmp/twice", "two reports would be written to /tmp/twice"},
		{"report", "write bulkhead report REPORT.json"},
		{"report /none", "/none: no such file"},
		{"report FILE", "good.yaml: read report: line 1: "},
		{"report FILE -f yaml", "--format yaml: choose table, json"},
		{"report FILE --report json", "--report json: write FORMAT=FILE"},
		{"report FILE --view tree", "--view tree: choose"},
		{"audit FILE --view tree", "--view tree: choose control, resource, framework"},
		{"audit FILE --severity-threshold severe", "choose critical, high, medium, low or none"},
		{"audit FILE --min-severity none", "choose critical, high, medium or low"},
		{"audit FILE --max-unknown -1", "--max-unknown -1: choose 0 or more"},
		{"audit FILE --max-unknown few", `--max-unknown takes a whole number, not "few"`},
		{"audit FILE --include-controls kubernetes/priviledged-container", `(did you mean "kubernetes/privileged-container"?)`},
		{"audit FILE --exclude-controls libvirt/emulator-as-rot", `(did you mean "libvirt/emulator-as-root"?)`},
		{"audit FILE --framework ps", "no framework is called"},
		{"audit FILE --framework cis-kubernets-1.12", `(did you mean "cis-kubernetes-1.12"?)`},
		{"audit FILE --framework pss:baselin", `framework pss has no requirement "baselin"`},
		{"audit FILE --include-namespaces [", "is no name and no glob"},
		{"audit FILE --timeout soon", `--timeout takes a time such as 90s or 5m, not "soon"`},
		{"audit FILE --timeout 0s", "no target can be read in that"},
		{"audit FILE --concurrency 0", "at least one target"},
		{"audit FILE --kubernetes-version newest", "--kubernetes-version newest: write v1.NN, as v1.37"},
		{"audit FILE --kubernetes-version v1.30-gke", "--kubernetes-version v1.30-gke: write v1.NN"},
		{"audit FILE --kubernetes-version 2.30", "--kubernetes-version 2.30: write v1.NN"},
		{"audit FILE --kubernetes-version v1.24", "--kubernetes-version v1.24: choose v1.25 to v1.37"},
		{"audit FILE --kubernetes-version v1.38", "--kubernetes-version v1.38: choose v1.25 to v1.37"},
		{"collect FILE --kubernetes-version v1.38", "--kubernetes-version v1.38: choose v1.25 to v1.37"},
		{"audit FILE --log-level loud", "choose error, warning, info or debug"},
		{"audit FILE --log-format xml", "choose text or json"},
		{"audit FILE --config /none", "/none: no such file"},
		{"collect", "no target given"},
		{"controls kubernetes/host-pit", `(did you mean "kubernetes/host-pid"?)`},
		{"controls --severity severe", "--severity severe: choose"},
		{"controls --platform xen", "--platform xen: choose kubernetes, libvirt, node"},
		{"controls -f yaml", "choose table or json"},
		{"version now", "unknown command"},
	} {
		t.Run(test.args, func(t *testing.T) {
			args := strings.Fields(strings.ReplaceAll(test.args, "FILE", good))
			report := filepath.Join(dir, "report.json")
			if args[0] == "audit" {
				args = append(args, "-o", report)
			}
			ran := bulkhead(t, args...)
			if ran.code != 2 || ran.out != "" || strings.Count(ran.err, "\n") != 1 || !strings.Contains(ran.err, test.want) {
				t.Errorf("exit code %d, want 2 and %q\n%s%s", ran.code, test.want, ran.out, ran.err)
			}
			if _, err := os.Stat(report); err == nil {
				t.Error("a report was written")
			}
		})
	}
}

// One run writes as many reports as were asked for, each whole.
func TestReportsOfOneRun(t *testing.T) {
	dir := t.TempDir()
	good := write(t, dir, "in/good.yaml", goodPod)
	out := filepath.Join(dir, "out")
	earlier := write(t, out, "earlier.json", "of an earlier run, and longer than what comes: "+strings.Repeat("x", 1<<20))
	ran := bulkhead(t, "audit", "--report", "json="+out+"/a.json", "--report", "table="+out+"/b.txt", "--report", "json="+earlier, "-f", "json", good)
	if ran.code != 0 || ran.err != "" {
		t.Fatalf("exit code %d\n%s", ran.code, ran.err)
	}
	for name, want := range map[string]string{"a.json": ran.out, "earlier.json": ran.out} {
		if got := read(t, filepath.Join(out, name)); got != want {
			t.Errorf("%s: not the report on standard output\n%s", name, firstDifference(want, got))
		}
	}
	if table := read(t, out+"/b.txt"); !strings.HasPrefix(table, "bulkhead ") || strings.Contains(table, "\x1b") {
		t.Errorf("the table is not a plain one: %.80q", table)
	}
	left, err := os.ReadDir(out)
	if err != nil {
		t.Fatal(err)
	}
	if len(left) != 3 {
		t.Errorf("something was left behind: %v", left)
	}

	// -o takes the place of standard output.
	if toFile := bulkhead(t, "audit", "-f", "json", "-o", out+"/c.json", good); toFile.out != "" || withoutTimes(read(t, out+"/c.json")) != withoutTimes(ran.out) {
		t.Error("-o: not the report on standard output, or both")
	}
	if dash := bulkhead(t, "audit", "-f", "json", "-o", "-", good); withoutTimes(dash.out) != withoutTimes(ran.out) {
		t.Error("-o -: not the report on standard output")
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestChoosingControls(t *testing.T) {
	good := write(t, t.TempDir(), "good.yaml", goodPod)
	ids := func(args ...string) []string {
		var ids []string
		for _, c := range audited(t, append(args, good)...).Controls {
			ids = append(ids, c.ID)
		}
		return ids
	}
	all := ids()
	two := []string{"kubernetes/host-ipc", "kubernetes/host-pid"}
	got := ids("--include-controls", strings.Join(two, ","))
	slices.Sort(got)
	if !slices.Equal(got, two) {
		t.Errorf("included: %v", got)
	}
	if got := ids("--exclude-controls", two[0], "--exclude-controls", two[1]); len(got) != len(all)-2 || slices.Contains(got, two[0]) {
		t.Errorf("excluded: %d of %d are left", len(got), len(all))
	}
	baseline, restricted := ids("--framework", "pss:baseline"), ids("--framework", "pss:restricted")
	if len(baseline) == 0 || len(restricted) <= len(baseline) {
		t.Errorf("baseline has %d controls, and restricted, which includes it, %d", len(baseline), len(restricted))
	}
	for _, id := range baseline {
		if !slices.Contains(restricted, id) {
			t.Errorf("restricted lacks %s of baseline", id)
		}
	}
}
