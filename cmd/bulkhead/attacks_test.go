package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bulkhead/audit/isolation"
	"bulkhead/audit/result"
)

const attacks = "testdata/corpora/attacks"

// vertexName describes a vertex of the JSON report as expected.golden does.
func vertexName(v result.Vertex) string {
	name := v.Kind
	for _, part := range []string{v.Namespace, v.Resource, v.Name} {
		if part != "" {
			name += " " + part
		}
	}
	return name
}

// edgesOf lists all edges of the map, those that say how things belong together aside.
func edgesOf(g *graphed) []string {
	var lines []string
	for _, e := range g.Isolation.Edges {
		if e.ID == "" {
			continue
		}
		line := fmt.Sprintf("%s > %s: %s %s", vertexName(g.Isolation.Vertices[e.From]), vertexName(g.Isolation.Vertices[e.To]), e.ID, e.Cost)
		if e.Unproven {
			line += " unproven"
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

// One vulnerable object for each attack on a cluster that attack graphs know, for each edge of libvirt's and for each across: the
// map has exactly the edges that expected.golden lists, which people have read.
func TestEveryAttackHasExactlyItsEdges(t *testing.T) {
	atRoot(t)
	fixtures, err := filepath.Glob(attacks + "/*/*")
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	known, seen := map[string]bool{}, map[string]bool{}
	for _, fixture := range fixtures {
		targets := []string{fixture}
		if _, err := os.Stat(fixture + "/machine"); err == nil {
			targets = []string{machine(t, fixture+"/machine")}
			for _, files := range []string{"/*.xml", "/*.yaml"} {
				if found, err := filepath.Glob(fixture + files); err == nil {
					targets = append(targets, found...)
				}
			}
		}
		g := asked(t, targets...)
		fmt.Fprintf(&text, "%s", strings.TrimPrefix(fixture, attacks+"/"))
		if content, err := os.ReadFile(fixture); err == nil {
			first, _, _ := strings.Cut(string(content), "\n")
			fmt.Fprintf(&text, " (%s)", strings.TrimPrefix(first, "# "))
			known[first] = true
		}
		text.WriteString("\n")
		for _, line := range edgesOf(&g) {
			fmt.Fprintf(&text, "  %s\n", line)
		}
		for _, e := range g.Isolation.Edges {
			seen[e.ID] = true
		}
	}
	golden(t, attacks+"/expected.golden", text.String())
	if len(known) != 28 {
		t.Errorf("%d attacks on clusters, want 26 and two that are none", len(known))
	}
	for _, file := range regoFilesBelow(t, "policies/edges") {
		if id := strings.TrimSuffix(strings.TrimPrefix(file, "policies/"), ".rego"); !seen[id] && !strings.HasSuffix(id, "_test") {
			t.Errorf("no fixture has the edge %s", id)
		}
	}
}

func regoFilesBelow(t *testing.T, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(dir + "/*/*.rego")
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// From a hardened workload nothing but what is its own lies at distance 0.
func TestHardenedWorkloadHoldsItsOwnOnly(t *testing.T) {
	atRoot(t)
	g := asked(t, attacks+"/kubernetes/hardened.yaml", "--from", "w/Pod/attacker")
	var near []string
	for _, r := range g.Isolation.Query.Reach {
		if r.Distance == 0 {
			near = append(near, vertexName(g.Isolation.Vertices[r.Vertex]))
		}
	}
	if !slices.Equal(near, []string{isolation.KindVolume + " w data"}) {
		t.Errorf("at distance 0: %q", near)
	}
}
