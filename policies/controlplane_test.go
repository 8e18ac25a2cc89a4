package policies_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bulkhead/audit/catalogue"
	"bulkhead/policies"
)

// The table of CIS Kubernetes' sections 1 to 4 names every requirement once, controls that there are, and the same ones as these do.
func TestControlPlaneTable(t *testing.T) {
	text, err := os.ReadFile("../docs/catalogue-control-plane.md")
	if err != nil {
		t.Fatal(err)
	}
	frameworks, err := catalogue.Frameworks(policies.FS)
	if err != nil {
		t.Fatal(err)
	}
	const cis = "cis-kubernetes-1.12"
	var want []string // "ID control", or "ID" where there is none
	mapped := map[string]bool{}
	controls := map[string]bool{}
	for _, control := range load(t).Controls {
		controls[control.ID] = true
		for _, id := range control.Frameworks[cis] {
			if id < "5" {
				want = append(want, id+" "+control.ID)
				mapped[id] = true
			}
		}
	}
	for _, id := range frameworks[cis].IDs() {
		if id < "5" && !mapped[id] {
			want = append(want, id)
		}
	}
	var got []string
	row := regexp.MustCompile(`(?m)^\| ([0-9.]+) \| (.*) \|$`)
	named := regexp.MustCompile("`((?:kubernetes|node)/[a-z-]+)`")
	for _, cells := range row.FindAllStringSubmatch(string(text), -1) {
		id, answer := cells[1], cells[2]
		for _, control := range named.FindAllStringSubmatch(answer, -1) {
			if !controls[control[1]] {
				t.Errorf("%s: there is no control %s", id, control[1])
			}
		}
		if none := strings.HasPrefix(answer, "none"); none {
			got = append(got, id)
			continue
		}
		for _, control := range named.FindAllStringSubmatch(answer, -1) {
			got = append(got, id+" "+control[1])
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	for _, missing := range slices.DeleteFunc(slices.Clone(want), func(w string) bool { return slices.Contains(got, w) }) {
		t.Errorf("the table lacks %q", missing)
	}
	for _, surplus := range slices.DeleteFunc(slices.Clone(got), func(g string) bool { return slices.Contains(want, g) }) {
		t.Errorf("the table says %q, and no control maps to it", surplus)
	}
	if len(slices.Compact(slices.Clone(got))) != len(got) {
		t.Error("a requirement is named twice")
	}
}
