package main

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"bulkhead/reports"
)

// What is converted later is what the audit would have written.
func TestReportConverts(t *testing.T) {
	dir := t.TempDir()
	target := write(t, dir, "in/pod.yaml", privilegedPod())
	saved := filepath.Join(dir, "saved.json")
	args := []string{"audit", target, "--show-passed", "-o", saved}
	convert := []string{"report", saved, "--show-passed", "-o", filepath.Join(dir, "again.json")}
	for _, format := range reports.Formats() {
		args = append(args, "--report", format+"="+filepath.Join(dir, "audit."+format))
		convert = append(convert, "--report", format+"="+filepath.Join(dir, "report."+format))
	}
	if ran := bulkhead(t, append(args, "-f", "json")...); ran.code != 1 || ran.err != "" {
		t.Fatalf("exit code %d\n%s", ran.code, ran.err)
	}
	if ran := bulkhead(t, append(convert, "-f", "json")...); ran.code != 0 || ran.err != "" || ran.out != "" {
		t.Fatalf("exit code %d\n%s%s", ran.code, ran.err, ran.out)
	}
	if read(t, saved) != read(t, filepath.Join(dir, "again.json")) {
		t.Error("the JSON report reads back as another")
	}
	for _, format := range reports.Formats() {
		want, got := read(t, filepath.Join(dir, "audit."+format)), read(t, filepath.Join(dir, "report."+format))
		// Only an audit has an exit code.
		want = regexp.MustCompile(`\n*(?:<p><strong>|\*\*)?Exit code.*\n`).ReplaceAllString(want, "\n")
		blank := regexp.MustCompile(`\n+`)
		if want, got = blank.ReplaceAllString(want, "\n"), blank.ReplaceAllString(got, "\n"); want != got {
			t.Errorf("%s: %s", format, firstDifference(want, got))
		}
	}
	stdin := bulkheadReading(t, read(t, saved), "report", "-", "-f", "csv", "--show-passed")
	if stdin.out != read(t, filepath.Join(dir, "report.csv")) {
		t.Errorf("standard input: exit code %d\n%s", stdin.code, stdin.err)
	}
}

func TestReportRefuses(t *testing.T) {
	dir := t.TempDir()
	saved := filepath.Join(dir, "saved.json")
	bulkhead(t, "audit", write(t, dir, "in/pod.yaml", goodPod), "-f", "json", "-o", saved)
	newer := write(t, dir, "newer.json", strings.Replace(read(t, saved), "bulkhead.report/v1", "bulkhead.report/v2", 1))
	for _, test := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{newer}, 2, `schema "bulkhead.report/v2" is not "bulkhead.report/v1"`},
		{[]string{saved, "--show-passed"}, 2, "has no passes to show"},
		{[]string{write(t, dir, "cut.json", read(t, saved)[:500])}, 2, "the report ends too early"},
		{[]string{saved, "-o", filepath.Join(dir, "none", "x")}, 4, "no such file or directory"},
		{[]string{saved, "--report", "csv=" + dir}, 4, "is a directory"},
		{[]string{saved, "--report", "csv=/dev/full"}, 4, "no space left on device"},
		{[]string{saved, "--report", "csv=" + dir + "/a", "-o", dir + "/a"}, 2, "two reports would be written to"},
	} {
		ran := bulkhead(t, append([]string{"report"}, test.args...)...)
		if ran.code != test.code || strings.Count(ran.err, "\n") != 1 || !strings.Contains(ran.err, test.want) {
			t.Errorf("%v: exit code %d, %s", test.args, ran.code, ran.err)
		}
	}
}

// Flags choose from an earlier report what an audit with them would have asked.
func TestReportChooses(t *testing.T) {
	dir := t.TempDir()
	target := write(t, dir, "in/pod.yaml", privilegedPod())
	saved := filepath.Join(dir, "saved.json")
	bulkhead(t, "audit", target, "--show-passed", "-f", "json", "-o", saved)
	for _, flags := range [][]string{
		{"--framework", "pss:baseline"},
		{"--framework", "cis-kubernetes-1.12,nsa"},
		{"--include-controls", "kubernetes/privileged-container"},
		{"--framework", "pss", "--exclude-controls", "kubernetes/privileged-container"},
	} {
		audited := bulkhead(t, append([]string{"audit", target, "-f", "csv", "--show-passed"}, flags...)...)
		chosen := bulkhead(t, append([]string{"report", saved, "-f", "csv", "--show-passed"}, flags...)...)
		if audited.out != chosen.out || chosen.code != 0 || strings.Count(chosen.out, "\n") < 2 {
			t.Errorf("%v: exit code %d, %s\n%s", flags, chosen.code, firstDifference(audited.out, chosen.out), chosen.err)
		}
	}
	for _, test := range []struct {
		flags string
		code  int
		want  string
	}{
		{"", 0, ""},
		{"--severity-threshold critical", 1, ""},
		{"--severity-threshold critical --exclude-controls kubernetes/privileged-container", 0, ""},
		{"--severity-threshold none", 0, ""},
		{"--severity-threshold none --max-unknown 0", 3, ""},
		{"--baseline " + saved, 0, ""},
		{"--severity-threshold severe", 2, "choose critical"},
		{"--max-unknown -1", 2, "choose 0 or more"},
		{"--framework pps", 2, "no framework is called"},
		{"--include-controls kubernetes/host-pit", 2, `the audit asked no control that is called "kubernetes/host-pit"`},
	} {
		ran := bulkhead(t, append([]string{"report", saved, "-f", "csv"}, strings.Fields(test.flags)...)...)
		if ran.code != test.code || !strings.Contains(ran.err, test.want) {
			t.Errorf("%s: exit code %d, want %d\n%s", test.flags, ran.code, test.code, ran.err)
		}
	}
}

// A requirement is satisfied only by all of its controls, whatever the run was limited to.
func TestRequirementsOfLimitedRuns(t *testing.T) {
	dir := t.TempDir()
	target := write(t, dir, "in/pod.yaml", goodPod)
	all := bulkhead(t, "audit", target, "--framework", "pss", "--view", "framework")
	some := bulkhead(t, "audit", target, "--framework", "pss", "--view", "framework", "--exclude-controls", "kubernetes/host-pid")
	only := bulkhead(t, "audit", target, "--framework", "pss:baseline", "--view", "framework")
	if !strings.Contains(all.out, "baseline  satisfied") {
		t.Errorf("all controls of baseline pass:\n%s", all.out)
	}
	if !strings.Contains(some.out, "baseline  not evaluated") || !strings.Contains(some.out, "not asked: kubernetes/host-pid") {
		t.Errorf("without one control:\n%s", some.out)
	}
	if !strings.Contains(only.out, "baseline  satisfied") || strings.Contains(only.out, "restricted  ") {
		t.Errorf("of one requirement:\n%s", only.out)
	}
}

// A flag acts alike in all formats, or is refused.
func TestViewsAreOfTheTable(t *testing.T) {
	dir := t.TempDir()
	target := write(t, dir, "in/pod.yaml", goodPod)
	for _, format := range reports.Formats()[1:] {
		if ran := bulkhead(t, "audit", target, "-f", format, "--view", "resource"); ran.code != 2 || !strings.Contains(ran.err, "only the table has views") {
			t.Errorf("%s: exit code %d, %s", format, ran.code, ran.err)
		}
	}
	if ran := bulkhead(t, "audit", target, "-f", "json", "--report", "table="+filepath.Join(dir, "out"), "--view", "resource"); ran.code != 0 {
		t.Errorf("with a table beside: exit code %d, %s", ran.code, ran.err)
	}
	t.Setenv("BULKHEAD_VIEW", "resource") // for all runs, also for those without a table
	if ran := bulkhead(t, "audit", target, "-f", "json"); ran.code != 0 {
		t.Errorf("by a variable: exit code %d, %s", ran.code, ran.err)
	}
}
