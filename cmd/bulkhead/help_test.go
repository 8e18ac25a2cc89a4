package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bulkhead/audit/result"
)

var update = flag.Bool("update", false, "rewrite golden files")

// said is what one run of the program left behind.
type said struct {
	code     int
	out, err string
}

// bulkhead runs the program with nothing on standard input.
func bulkhead(t *testing.T, args ...string) said {
	t.Helper()
	return bulkheadReading(t, "", args...)
}

// bulkheadReading runs the program with that standard input.
func bulkheadReading(t *testing.T, in string, args ...string) said {
	t.Helper()
	var out, err bytes.Buffer
	code := run(args, streams{strings.NewReader(in), &out, &err})
	return said{code, out.String(), err.String()}
}

// document is the JSON report as other programs read it.
type document struct {
	Targets  []result.Target  `json:"targets"`
	Controls []result.Control `json:"controls"`
	Findings []result.Finding `json:"findings"`
	Passed   []result.Finding `json:"passed"`
}

// document decodes the report on standard output.
func (s said) document(t *testing.T) document {
	t.Helper()
	var d document
	if err := json.Unmarshal([]byte(s.out), &d); err != nil {
		t.Fatalf("standard output is no JSON report: %v\n%s\n%s", err, s.out, s.err)
	}
	return d
}

// audited runs bulkhead audit with -f json.
func audited(t *testing.T, args ...string) document {
	t.Helper()
	return bulkhead(t, append([]string{"audit", "-f", "json"}, args...)...).document(t)
}

// failing returns the controls that failed, sorted.
func (d document) failing() []string {
	var failing []string
	for _, f := range d.Findings {
		if f.Status == result.Fail {
			failing = append(failing, f.Control)
		}
	}
	slices.Sort(failing)
	return slices.Compact(failing)
}

// names returns the objects that findings and passes are about, sorted.
func (d document) names() []string {
	var names []string
	for _, f := range slices.Concat(d.Findings, d.Passed) {
		names = append(names, f.Subject.Name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// problems returns all targets' problems, as FILE:LINE:COLUMN or the target's ID, and the error.
func (d document) problems() []string {
	var texts []string
	for _, target := range d.Targets {
		for _, p := range target.Problems {
			texts = append(texts, strings.Join([]string{place(target.ID, p), p.Error}, " "))
		}
	}
	return texts
}

func place(target string, p result.Problem) string {
	if p.File == "" {
		return target
	}
	text, _ := json.Marshal([]any{filepath.Base(p.File), p.Line, p.Column})
	return strings.NewReplacer("[", "", "]", "", `"`, "", ",", ":").Replace(string(text))
}

var times = regexp.MustCompile(`"(started|finished|collected)":(\s*)"[^"]*"`)

// withoutTimes makes reports of different runs comparable.
func withoutTimes(report string) string {
	return times.ReplaceAllString(report, `"$1":$2"TIME"`)
}

// atRoot makes the repository's root the working directory, so that paths in reports are what users see.
func atRoot(t *testing.T) { t.Helper(); t.Chdir("../..") }

// write makes a file below dir, and returns its path.
func write(t *testing.T, dir, name, content string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// golden holds text to a file, or rewrites the file with -update.
func golden(t *testing.T, path, text string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if text != string(want) {
		t.Errorf("%s: not as expected; go test ./cmd/bulkhead -update rewrites it\n%s", path, firstDifference(string(want), text))
	}
}

// firstDifference shows the first line that differs.
func firstDifference(want, got string) string {
	wanted, had := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(wanted), len(had)) {
		if wanted[i] != had[i] {
			return "- " + wanted[i] + "\n+ " + had[i]
		}
	}
	return "one is longer"
}
