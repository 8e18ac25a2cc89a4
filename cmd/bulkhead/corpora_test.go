package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/estate"
	"bulkhead/audit/result"
	"bulkhead/cmd/internal/choice"
	"bulkhead/collectors/kubeyaml"
	"bulkhead/collectors/snapshot"
	"bulkhead/policies"
	"bulkhead/reports"
)

const corpora = "testdata/corpora"

// fixtures returns the targets that are deliberately bad, by the control that they are named after: files below controls, machines'
// roots or what was collected of them below machines, below clusters manifests of what only a cluster can show, and below hosts what takes a host's documents
// and its machine's root together, and below tuned what takes settings. Below recorded is what only a running libvirt can show.
func fixtures(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	add := func(folder string, targets func(path string) []string) {
		paths, err := filepath.Glob(filepath.Join(corpora, folder, "*", "*"))
		if err != nil || len(paths) == 0 {
			t.Fatalf("no fixtures in %s: %v", folder, err)
		}
		for _, path := range paths {
			platform := filepath.Base(filepath.Dir(path))
			slug := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
			found[platform+"/"+slug] = targets(path)
		}
	}
	add("controls", func(path string) []string { return []string{path} })
	add("tuned", func(path string) []string {
		return []string{path + "/object.yaml", "--config", path + "/bulkhead.yaml"}
	})
	add("machines", func(path string) []string {
		if filepath.Ext(path) == ".yaml" {
			return []string{recordedMachine(t, path)}
		}
		return []string{machine(t, path)}
	})
	add("clusters", func(path string) []string { return []string{recorded(t, path)} })
	add("hosts", func(path string) []string { return []string{path + "/libvirt", machine(t, path+"/machine")} })
	add("recorded", func(path string) []string { return []string{recordedHost(t, path)} })
	return found
}

// recordedHost is the snapshot of a libvirt host with what a file lists: objects as collectors/libvirt describes them.
func recordedHost(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	list, err := estate.DecodeJSON(jsontext.NewDecoder(bytes.NewReader(text)), nil)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	recording, err := snapshot.NewRecording(&estate.Target{
		ID: "recorded-" + strings.TrimSuffix(filepath.Base(path), ".json"), URI: "qemu+ssh://recorded/system", Kind: estate.LibvirtHost, Version: "11.0.0",
		Collected: time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC),
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range list.Elements() {
		if err := recording.Object(&estate.Object{
			Platform: estate.Libvirt, Kind: item.Value.Get("kind").Str(), Name: item.Value.Get("name").Str(), Value: item.Value.Get("value"),
		}); err != nil {
			t.Fatal(err)
		}
	}
	var made bytes.Buffer
	if err := snapshot.Write(&made, "test", []*snapshot.Recording{recording}); err != nil {
		t.Fatal(err)
	}
	taken := filepath.Join(t.TempDir(), "host.snapshot.zst")
	if err := os.WriteFile(taken, made.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return taken
}

// recorded is the snapshot of a cluster with what a manifest holds.
func recorded(t *testing.T, path string) string {
	t.Helper()
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	var made bytes.Buffer
	recordCluster(t, &made, name, path)
	taken := filepath.Join(t.TempDir(), name+".snapshot.zst")
	if err := os.WriteFile(taken, made.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return taken
}

// recordedMachine is the snapshot of a machine of which a file holds what a collector makes.
func recordedMachine(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var parser kubeyaml.Parser
	values, err := parser.Parse(slices.Collect(kubeyaml.Documents(text))[0])
	if err != nil {
		t.Fatal(err)
	}
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	target := &estate.Target{
		ID: name, URI: "node:/" + name, Kind: estate.Machine, Collected: time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC),
	}
	recording, err := snapshot.NewRecording(target, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := recording.Object(&estate.Object{Target: target, Platform: estate.Node, Kind: "Machine", Name: name, Value: values[0]}); err != nil {
		t.Fatal(err)
	}
	var made bytes.Buffer
	if err := snapshot.Write(&made, "test", []*snapshot.Recording{recording}); err != nil {
		t.Fatal(err)
	}
	taken := filepath.Join(t.TempDir(), name+".snapshot.zst")
	if err := os.WriteFile(taken, made.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return taken
}

// machine is the target of a root directory. Where that has a file called modes, with lines such as "0666 etc/libvirt/hooks/qemu",
// it is a copy with these modes: repositories keep none.
func machine(t *testing.T, path string) string {
	t.Helper()
	if modes, err := os.ReadFile(filepath.Join(path, "modes")); err == nil {
		path = withModes(t, path, string(modes))
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return "node:" + absolute
}

func withModes(t *testing.T, root, modes string) string {
	t.Helper()
	copied := filepath.Join(t.TempDir(), filepath.Base(root))
	if err := os.CopyFS(copied, os.DirFS(root)); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(modes) {
		mode, name, _ := strings.Cut(strings.TrimSpace(line), " ")
		bits, err := strconv.ParseUint(mode, 8, 32)
		if err == nil {
			err = os.Chmod(filepath.Join(copied, name), os.FileMode(bits))
		}
		if err != nil {
			t.Fatalf("%s: %v", root, err)
		}
	}
	return copied
}

func TestEveryControlFiresOnItsFixture(t *testing.T) {
	atRoot(t)
	ids, err := catalogue.IDs(policies.FS, choice.Platforms()...)
	if err != nil {
		t.Fatal(err)
	}
	fixtures := fixtures(t)
	for id, targets := range fixtures {
		if !slices.Contains(ids, id) {
			t.Errorf("%v: no control is called %s", targets, id)
		}
	}
	var table strings.Builder
	for _, id := range ids {
		targets := fixtures[id]
		if len(targets) == 0 {
			t.Errorf("%s: no fixture is named after it; put one into %s", id, corpora)
			continue
		}
		ran := bulkhead(t, append([]string{"audit", "-f", "json", "--severity-threshold", "low"}, targets...)...)
		failing := ran.document(t).failing()
		if !slices.Contains(failing, id) || ran.code != 1 {
			t.Errorf("%s: exit code %d, and only these fail on %v: %v\n%s", id, ran.code, targets, failing, ran.err)
		}
		fmt.Fprintf(&table, "%s:", id)
		for _, other := range failing {
			if other != id {
				fmt.Fprintf(&table, " %s", other)
			}
		}
		table.WriteByte('\n')
	}
	// What else fails on each: a control that fires where it should not shows here.
	golden(t, filepath.Join(corpora, "controls.golden"), table.String())
}

func TestNothingFailsWhereAllIsRight(t *testing.T) {
	atRoot(t)
	hardened := filepath.Join(corpora, "hardened")
	for _, test := range []struct {
		name    string
		targets []string
		unknown []string // control, object: all for want of input
	}{
		{name: "whole", targets: []string{hardened, machine(t, hardened+"/machine")}},
		{name: "without the machine", targets: []string{hardened}},
		{name: "namespace alone", targets: []string{hardened + "/kubernetes/namespace.yaml"}, unknown: []string{
			"kubernetes/network-policy-selects-nothing api-to-database", "kubernetes/unused-account-with-rights ledger",
		}},
		{name: "deployment alone", targets: []string{hardened + "/kubernetes/api.yaml"}, unknown: []string{
			"kubernetes/no-network-policy api",
		}},
		{name: "cron job alone", targets: []string{hardened + "/kubernetes/close-day.yaml"}, unknown: []string{
			"kubernetes/automounted-token close-day", "kubernetes/no-network-policy close-day",
			"kubernetes/pod-holds-powerful-token close-day",
		}},
		{name: "stateful set alone", targets: []string{hardened + "/kubernetes/database.yaml"}, unknown: []string{
			"kubernetes/automounted-token database", "kubernetes/no-network-policy database",
			"kubernetes/pod-holds-powerful-token database",
		}},
		{name: "host alone", targets: []string{hardened + "/libvirt/capabilities.xml"}},
		{name: "network alone", targets: []string{hardened + "/libvirt/network.xml"}},
		{name: "domain alone", targets: []string{hardened + "/libvirt/domain.xml"}, unknown: []string{
			"libvirt/emulator-as-root vault", "libvirt/interface-vlan-trunk vault", "libvirt/interface-without-filter vault", "libvirt/machine-type-deprecated vault",
		}},
		{name: "control plane", targets: []string{recordedMachine(t, corpora+"/control-plane.yaml")}},
		{name: "machine alone", targets: []string{machine(t, hardened+"/machine")}},
	} {
		t.Run(test.name, func(t *testing.T) {
			ran := bulkhead(t, append([]string{"audit", "-f", "json", "--show-passed", "--severity-threshold", "low"}, test.targets...)...)
			if ran.code != 0 {
				t.Errorf("exit code %d\n%s", ran.code, ran.err)
			}
			d := ran.document(t)
			var unknown []string
			for _, f := range d.Findings {
				if f.Status != result.Unknown || f.Reason != "not-in-input" {
					t.Errorf("%s %s (%s): %s %s: %s", f.Status, f.Control, f.Reason, f.Subject.Name, f.Subject.Part, f.Message)
				}
				unknown = append(unknown, f.Control+" "+f.Subject.Name)
			}
			slices.Sort(unknown)
			if !slices.Equal(unknown, test.unknown) {
				t.Errorf("unknown: %v, want %v", unknown, test.unknown)
			}
			if len(d.Passed) == 0 {
				t.Error("nothing passed, so nothing was asked")
			}
		})
	}
}

// corpus is what one run audits.
type corpus struct {
	name    string
	targets []string
}

// allCorpora are the runs in testdata, and one of all together.
func allCorpora(t *testing.T) []corpus {
	t.Helper()
	machines := []string{machine(t, corpora+"/hardened/machine")}
	var clusters, hosts []string
	for _, targets := range fixtures(t) {
		switch {
		case slices.Contains(targets, "--config"): // settings are those of a whole run: TestTuning
		case len(targets) > 1:
			hosts = append(hosts, targets...)
		case strings.HasPrefix(targets[0], "node:"):
			machines = append(machines, targets...)
		case strings.HasSuffix(targets[0], ".snapshot.zst"):
			clusters = append(clusters, targets...)
		}
	}
	slices.Sort(machines)
	slices.Sort(clusters)
	slices.Sort(hosts)
	list := []corpus{
		{"controls", []string{corpora + "/controls"}},
		{"machines", machines},
		{"clusters", clusters},
		{"hosts", hosts},
		{"hardened", []string{corpora + "/hardened", machine(t, corpora+"/hardened/machine")}},
		{"mixed", []string{corpora + "/mixed"}},
		{"demo", []string{"testdata/demo/cluster.snapshot.zst", "testdata/demo/libvirt"}},
	}
	all := corpus{name: "all"}
	for _, c := range list {
		if c.name != "hardened" { // its machine is among the machines
			all.targets = append(all.targets, c.targets...)
		}
	}
	all.targets = append(all.targets, corpora+"/hardened")
	return append(list, all)
}

// Remembered verdicts must be the verdicts, and a snapshot must say what its targets said.
func TestReportsAreEqual(t *testing.T) {
	atRoot(t)
	schema := reportSchema(t)
	for _, corpus := range allCorpora(t) {
		t.Run(corpus.name, func(t *testing.T) {
			report := func(args ...string) string {
				ran := bulkhead(t, append([]string{"audit", "-f", "json", "--show-passed"}, args...)...)
				value, err := jsonschema.UnmarshalJSON(strings.NewReader(ran.out))
				if err != nil {
					t.Fatalf("%v\n%s", err, ran.err)
				}
				if err := schema.Validate(value); err != nil {
					t.Errorf("does not follow the schema: %v", err)
				}
				return withoutTimes(ran.out)
			}
			want := report(corpus.targets...)
			snapshot := filepath.Join(t.TempDir(), "taken.snapshot.zst")
			bulkhead(t, append([]string{"collect", "--quiet", "-o", snapshot}, corpus.targets...)...)
			for name, args := range map[string][]string{
				"again":                      corpus.targets,
				"without memory":             append([]string{"--no-memory"}, corpus.targets...),
				"one at a time":              append([]string{"--concurrency", "1"}, corpus.targets...),
				"from a snapshot":            {snapshot},
				"from a snapshot, no memory": {snapshot, "--no-memory"},
			} {
				if got := report(args...); got != want {
					t.Errorf("%s: another report\n%s", name, firstDifference(want, got))
				}
			}
		})
	}
}

func reportSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(string(reports.Schema())))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("report.json", value); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("report.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestMixedCorpusSaysWhatItCouldNotRead(t *testing.T) {
	atRoot(t)
	ran := bulkhead(t, "audit", "-f", "json", "--severity-threshold", "none", corpora+"/mixed")
	if ran.code != 3 {
		t.Errorf("exit code %d, want 3", ran.code)
	}
	d := ran.document(t)
	want := []string{"cut-off.xml:3:12", "workloads.yaml:49:1"}
	var got []string
	for _, p := range d.problems() {
		got = append(got, strings.Fields(p)[0])
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("problems %q, want them at %q", d.problems(), want)
	}
	names := d.names()
	for _, name := range []string{"web-1", "web-1-a", "on-windows", "first", "second", "third", "everything", "role-not-in-input"} {
		if !slices.Contains(names, name) {
			t.Errorf("%s was not audited: %v", name, names)
		}
	}
	if slices.Contains(names, "only-an-example") {
		t.Error("an example in a text was audited")
	}
}
