package main

import (
	"bufio"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bulkhead/audit/result"
)

const repositories = "testdata/repositories"

// finds matches what a line of a repository says of itself: the control that fails because of it, and where only.
var finds = regexp.MustCompile(`(?:#|<!--) finds (\S+)(?: (?:in|with) ([a-z, ]+))?`)

// expected reads what the lines of a repository say, as "CONTROL FILE:LINE" for each; in keeps what is said for that case.
func expected(t *testing.T, dir, in string) (all []string, controls map[string]bool) {
	t.Helper()
	controls = map[string]bool{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		defer file.Close()
		lines := bufio.NewScanner(file)
		for n := 1; lines.Scan(); n++ {
			said := finds.FindStringSubmatch(lines.Text())
			if said == nil {
				continue
			}
			controls[said[1]] = true
			if where := strings.TrimSpace(said[2]); where == "" || slices.Contains(strings.Split(where, ", "), in) {
				all = append(all, fmt.Sprintf("%s %s:%d", said[1], path, n))
			}
		}
		return lines.Err()
	})
	if err != nil || len(controls) == 0 {
		t.Fatalf("%s says nothing: %v", dir, err)
	}
	slices.Sort(all)
	return all, controls
}

// failures are those of some controls in a report, as expected has them.
func failures(report document, controls map[string]bool, target string) []string {
	var all []string
	for i := range report.Findings {
		f := &report.Findings[i]
		if f.Status != result.Fail || !controls[f.Control] || target != "" && f.Subject.Target != target {
			continue
		}
		for _, e := range f.Evidence {
			all = append(all, fmt.Sprintf("%s %s:%d", f.Control, e.File, e.Line))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func TestRepositories(t *testing.T) {
	atRoot(t)
	chart, kustomize, domains := repositories+"/chart", repositories+"/kustomize", repositories+"/domains"
	overlays := kustomize + "/overlays/"
	for _, test := range []struct {
		name, dir, in string
		args          []string
		target        string
	}{
		{"chart", chart, "", nil, chart},
		{"chart with values", chart, "debug", []string{"--values", chart + "/ci/debug.yaml"}, chart},
		{"chart with a value", chart, "debug", []string{"--set", "debug.enabled=true"}, chart},
		{"overlay", kustomize, "staging", nil, overlays + "staging"},
		{"overlay beside it", kustomize, "production", nil, overlays + "production"},
		{"domains", domains, "", nil, domains},
	} {
		t.Run(test.name, func(t *testing.T) {
			report := bulkhead(t, append([]string{"audit", test.dir, "-f", "json"}, test.args...)...).document(t)
			for _, target := range report.Targets {
				if len(target.Problems) > 0 || target.Status != "complete" {
					t.Errorf("target %s is %s: %+v", target.ID, target.Status, target.Problems)
				}
			}
			want, controls := expected(t, test.dir, test.in)
			if got := failures(report, controls, test.target); !slices.Equal(got, want) {
				t.Errorf("found\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
	t.Run("all at once", func(t *testing.T) {
		var targets []string
		for _, target := range bulkhead(t, "audit", repositories, "-f", "json").document(t).Targets {
			targets = append(targets, target.ID)
		}
		if want := []string{repositories, overlays + "production", overlays + "staging"}; !slices.Equal(targets, want) {
			t.Errorf("targets %q, want %q", targets, want)
		}
	})
	t.Run("an overlay by name", func(t *testing.T) {
		for _, path := range []string{overlays + "staging", overlays + "staging/kustomization.yaml"} {
			want, controls := expected(t, kustomize, "staging")
			if got := failures(bulkhead(t, "audit", path, "-f", "json").document(t), controls, ""); !slices.Equal(got, want) {
				t.Errorf("%s: found\n%s\nwant\n%s", path, strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		}
	})
}
