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
