package main

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"testing"
	"time"

	"bulkhead/audit/estate"
	"bulkhead/collectors/manifest"
	"bulkhead/collectors/snapshot"
)

// A guest stands alone where evidence says that it shares no core, page or device, whoever else is on the host.
func TestGuestsAloneByEvidence(t *testing.T) {
	atRoot(t)
	for fixture, want := range map[string]map[string]int{
		"cores-of-ones-own": {"Domain/attacker": 5, "Domain/neighbour": 5},
		"core-shared":       {"Domain/attacker": 4, "Domain/victim": 4, "Domain/neighbour": 5},
		"cpu-vulnerable":    {"Domain/attacker": 4},
		"switch-alone":      {"Domain/attacker": 4, "Domain/neighbour": 5},

		"api-open-to-guests": {"Domain/attacker": 0, "Domain/silent": 4},
	} {
		dir := attacks + "/libvirt/" + fixture
		files, err := filepath.Glob(dir + "/*.xml")
		if err != nil {
			t.Fatal(err)
		}
		l := isolated(t, append(files, machine(t, dir+"/machine"))...)
		if got := l.rungs(); !maps.Equal(got, want) {
			t.Errorf("%s: %v, want %v", fixture, got, want)
		}
	}
}

// On a host that was read whole guests stand alone with those of their own zone, whatever they share but what caps them; and none does with
// strangers there.
func TestGuestsAloneWithTheirZone(t *testing.T) {
	atRoot(t)
	for _, test := range []struct {
		fixture string
		zones   []string
		want    map[string]int
	}{
		{"core-shared", nil, map[string]int{"Domain/attacker": 4, "Domain/victim": 4, "Domain/neighbour": 5}},
		{"core-shared", []string{"--zones", "ours=domain"}, map[string]int{"Domain/attacker": 5, "Domain/victim": 5, "Domain/neighbour": 5}},
		{
			"core-shared",
			[]string{"--zones", "ours=domain=attacker", "--zones", "theirs=domain=[nv]*"},
			map[string]int{"Domain/attacker": 4, "Domain/victim": 4, "Domain/neighbour": 5},
		},
		{"core-shared", []string{"--zones", "domain=[an]*"}, map[string]int{"Domain/attacker": 4, "Domain/victim": 4, "Domain/neighbour": 5}},
		{"switch-alone", []string{"--zones", "ours=domain"}, map[string]int{"Domain/attacker": 4, "Domain/neighbour": 5}},
		{"cpu-vulnerable", nil, map[string]int{"Domain/attacker": 5}},
	} {
		dir := attacks + "/libvirt/" + test.fixture
		l := isolated(t, append([]string{machine(t, dir+"/machine"), recordHost(t, dir)}, test.zones...)...)
		if got := l.rungs(); !maps.Equal(got, test.want) {
			t.Errorf("%s %q: %v, want %v", test.fixture, test.zones, got, test.want)
		}
	}
}

// recordHost is the snapshot of a libvirt host of which files hold its capabilities and its guests.
func recordHost(t *testing.T, dir string) string {
	t.Helper()
	target := &estate.Target{
		ID: "hv", URI: "qemu+ssh://hv/system", Kind: estate.LibvirtHost, Version: "11.0.0", Collected: time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC),
	}
	recording, err := snapshot.NewRecording(target, nil)
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(dir + "/*.xml")
	if err != nil {
		t.Fatal(err)
	}
	if err := manifest.New(manifest.Config{Paths: files}).Collect(context.Background(), recording); err != nil {
		t.Fatal(err)
	}
	made, err := os.Create(filepath.Join(t.TempDir(), "hv.snapshot.zst"))
	if err != nil {
		t.Fatal(err)
	}
	if err := snapshot.Write(made, "test", []*snapshot.Recording{recording}); err != nil {
		t.Fatal(err)
	}
	return made.Name()
}
