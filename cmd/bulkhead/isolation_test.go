package main

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"bulkhead/audit/result"
)

// ladder is the section that bulkhead isolation adds to the report.
type ladder struct {
	Isolation struct {
		Version   int
		Workloads []placed
	}
}

type placed struct {
	Resource, Namespace, Name string
	Rung, Possible            int
	Edges                     []struct {
		ID       string
		Unproven bool
	}
}

// measure reads the JSON report of bulkhead isolation, once it is held to the schema.
func measure(t *testing.T, into any, args ...string) {
	t.Helper()
	ran := bulkhead(t, append([]string{"isolation", "-f", "json"}, args...)...)
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(ran.out))
	if err != nil {
		t.Fatalf("%v\n%s", err, ran.err)
	}
	if err := reportSchema(t).Validate(value); err != nil {
		t.Error(err)
	}
	if err := json.Unmarshal([]byte(ran.out), into); err != nil {
		t.Fatal(err)
	}
}

func isolated(t *testing.T, args ...string) (l ladder) {
	t.Helper()
	measure(t, &l, args...)
	return l
}

func (l *ladder) rungs() map[string]int {
	rungs := map[string]int{}
	for _, w := range l.Isolation.Workloads {
		rungs[w.Resource+"/"+w.Name] = w.Rung
	}
	return rungs
}

func TestIsolationDemo(t *testing.T) {
	atRoot(t)
	targets := []string{demo + "/cluster.snapshot.zst", demo + "/libvirt"}
	ran := bulkhead(t, append([]string{"isolation"}, targets...)...)
	if ran.code != 0 {
		t.Errorf("exit code %d: %s", ran.code, ran.err)
	}
	_, table, _ := strings.Cut(ran.out, "\n") // the first line has the version and the time
	golden(t, demo+"/isolation.golden", table)

	l := isolated(t, targets...)
	rungs := l.rungs()
	for name, want := range map[string]int{
		"Deployment/runner": 0, "Deployment/cart": 1, "Deployment/payments-api": 2, "Domain/vault": 3, "Domain/orders-db": 0,
	} {
		if got, ok := rungs[name]; !ok || got != want {
			t.Errorf("%s stands on rung %d, want %d", name, got, want)
		}
	}
	weakestFirst := func(a, b placed) int { return a.Rung - b.Rung }
	if l.Isolation.Version != 2 || !slices.IsSortedFunc(l.Isolation.Workloads, weakestFirst) {
		t.Error("the weakest do not come first")
	}
}

// One object for each edge: the edge is there, and no other that is as near.
func TestEveryEdgeHasItsObject(t *testing.T) {
	dir := t.TempDir()
	hard := "securityContext: {runAsNonRoot: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}"
	pod := func(container, spec string) string {
		return "apiVersion: v1\nkind: Pod\nmetadata: {name: w}\nspec:\n  containers: [{name: app, image: a, " + hard + container + "}}]\n" + spec
	}
	domain := func(kind, inside, devices string) string {
		return "<domain type='" + kind + "'><name>w</name><memory>1</memory><os><type>hvm</type></os>" + inside + "<devices>" + devices + "</devices></domain>"
	}
	for edge, test := range map[string]struct {
		content string
		rung    int
	}{
		"kubernetes/privileged":    {pod(", privileged: true", ""), 0},
		"kubernetes/capability":    {strings.Replace(pod("", ""), "drop: [ALL]", "drop: [ALL], add: [SYS_MODULE]", 1), 0},
		"kubernetes/host-path":     {pod("", "  volumes: [{name: v, hostPath: {path: /}}]\n"), 0},
		"kubernetes/wide-kernel":   {pod(", procMount: Unmasked", ""), 1},
		"kubernetes/shared-kernel": {pod("", ""), 2},
		"libvirt/command-line": {
			domain("kvm", "<qemu:commandline xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'><qemu:arg value='-drive'/></qemu:commandline>", ""), 0,
		},
		"libvirt/host-directory": {
			domain("kvm", "", "<filesystem type='mount'><source dir='/'/><target dir='t'/></filesystem>"), 0,
		},
		"libvirt/host-drive":     {domain("kvm", "", "<disk type='block'><source dev='/dev/sda'/><target dev='vda'/></disk>"), 0},
		"libvirt/container-root": {domain("lxc", "", ""), 0},
		"libvirt/wide-kernel":    {domain("qemu", "", ""), 1},
		"libvirt/monitor":        {domain("kvm", "", ""), 5},
		"libvirt/monitor-caged":  {domain("kvm", "", ""), 5},
		"libvirt/monitor-uncaged": {
			domain("kvm", "<seclabel type='static' model='selinux'><label>system_u:system_r:svirt_t:s0</label></seclabel>", ""), 3,
		},
	} {
		t.Run(edge, func(t *testing.T) {
			name := "w.yaml"
			if strings.HasPrefix(edge, "libvirt/") {
				name = "w.xml"
			}
			l := isolated(t, write(t, dir, name, test.content))
			if len(l.Isolation.Workloads) != 1 {
				t.Fatalf("workloads %+v", l.Isolation.Workloads)
			}
			w := l.Isolation.Workloads[0]
			var proven []string
			for _, e := range w.Edges {
				if !e.Unproven {
					proven = append(proven, e.ID)
				}
			}
			if w.Possible != test.rung || !slices.Contains(proven, "edges/"+edge) {
				t.Errorf("on rung %d, at best %d, by %q", w.Rung, w.Possible, proven)
			}
		})
	}
}

func TestIsolationBadInput(t *testing.T) {
	dir := t.TempDir()
	both := []string{"isolation", demo + "/cluster.snapshot.zst", demo + "/libvirt"}
	atRoot(t)
	withoutNodes, err := os.Create(dir + "/old.snapshot.zst")
	if err != nil {
		t.Fatal(err)
	}
	recordCluster(t, withoutNodes, "old", attacks+"/kubernetes/exposed-but-held")
	for _, test := range []struct {
		args []string
		want string
		code int
	}{
		{[]string{"isolation", withoutNodes.Name()}, "no node of old was collected", 0},
		{[]string{"isolation", attacks + "/across/claimed-twice"}, "is claimed by several", 0},
		{[]string{"isolation", t.TempDir()}, "No workload was found", 3},
		{append(both, "--to", "host"), "--to host needs --from", 2},
		{append(both, "--from", "thumbnail"), "nothing of that name is there; similar: workload:shop/Deployment/thumbnails", 2},
		{append(both, "--from", "zzz"), "nothing of that name is there", 2},
		{append(both, "--from", "runner"), "--from runner means several: account:ci/runner, workload:ci/Deployment/runner", 2},
		{append(both, "--from", "vault", "--to", "domain:vault"), "is where --from vault begins", 2},
		{append(both, "--from", "vault", "--to", "cluster-1"), "BETWEEN domain vault", 0},
		{append(both, "--zones", "team"), `--zones: selector "team": write namespace, domain, label:KEY or metadata`, 2},
		{append(both, "--zones", "label:"), `--zones: selector "label:"`, 2},
		{append(both, "--zones", "namespace=[a"), `"[a" is no name and no glob`, 2},
		{append(both, "--zones", "namespace=absent"), "selects nothing; there are: ci, kube-system, monitoring, payments, shop", 2},
		{append(both, "--zones", "label:team"), "selects nothing; there are: label:app", 2},
		{append(both, "--zones", "metadata"), "no workload has such a thing", 2},
		{append(both, "--zones", "a=namespace=s*", "--zones", "b=namespace=shop"), "zones overlap: shop/Deployment/cart is in a and in b, and 3 more are in two zones", 2},
		{append(both, "--weights", "kernel=2"), `--weights: "kernel=2": write CLASS=NUMBER, where CLASS is one of credential, service`, 2},
		{append(both, "--weights", "vmm=0"), "from 1 to 1000", 2},
		{append(both, "--zones", "namespace", "--from", "vault"), "leave --from and --dimensions out", 2},
		{append(both, "-f", "html"), "and then report FILE -f html", 2},
		{append(both, "-f", "svg", "--from", "vault"), "-f svg draws all zones", 2},
		{append(both, "-f", "svg"), "Isolation map", 0},
		{[]string{"isolation"}, "no target given", 2},
		{[]string{"isolation", dir, "-f", "sarif"}, "--format sarif: choose table, json, svg, dot, graphml", 2},
		{[]string{"isolation", write(t, dir, "ns.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n")}, "No workload was found", 3},
		{[]string{"isolation", dir + "/absent"}, "it does not exist", 3},
	} {
		ran := bulkhead(t, test.args...)
		if ran.code != test.code || !strings.Contains(ran.out+ran.err, test.want) {
			t.Errorf("%q: exit code %d\n%s%s", test.args, ran.code, ran.out, ran.err)
		}
	}
}

// graphed is what a query adds.
type graphed struct {
	Isolation struct {
		Vertices []result.Vertex
		Edges    []struct {
			From, To int
			ID, Cost string
			Unproven bool
		}
		Query struct {
			From  int
			Reach []struct{ Vertex, Distance int }
			Paths []struct {
				Distance int
				Edges    []int
			}
			Cut []int
		}
	}
}

func asked(t *testing.T, args ...string) (g graphed) {
	t.Helper()
	measure(t, &g, args...)
	return g
}

// An attacker in a pod that gives its node away is in the node's guest, and through its interfaces and the host in the other guests.
func TestBlastRadiusCrossesFromPodToGuests(t *testing.T) {
	atRoot(t)
	targets := []string{demo + "/cluster.snapshot.zst", demo + "/libvirt"}
	g := asked(t, append(targets, "--from", "shop/Deployment/thumbnails")...)
	distances := map[string]int{}
	for _, r := range g.Isolation.Query.Reach {
		v := g.Isolation.Vertices[r.Vertex]
		distances[v.Kind+" "+v.Name] = r.Distance
	}
	for name, want := range map[string]int{
		"node worker-1": 0, "domain cluster-1": 0, "workload cart": 0, "account runner": 1, "cluster-admin ": 1, "node worker-3": 1,
		"host ": 3, "domain vault": 3,
	} {
		if got, ok := distances[name]; !ok || got != want {
			t.Errorf("%s at %d %v, want %d", name, got, ok, want)
		}
	}
	g = asked(t, append(targets, "--from", "shop/Deployment/thumbnails", "--to", "domain:vault")...)
	if len(g.Isolation.Query.Paths) == 0 || g.Isolation.Query.Paths[0].Distance != 3 || len(g.Isolation.Query.Cut) != 2 { // from the host, and by cores in common
		t.Errorf("%+v", g.Isolation.Query)
	}
	ran := bulkhead(t, append([]string{"isolation", "--from", "shop/Deployment/thumbnails"}, targets...)...)
	_, table, _ := strings.Cut(ran.out, "\n")
	golden(t, demo+"/blast-radius.golden", table)
}

// The table of dimensions says of both platforms what is claimed and what was found, and is held to the schema.
func TestIsolationDimensions(t *testing.T) {
	atRoot(t)
	targets := []string{demo + "/cluster.snapshot.zst", demo + "/libvirt", "--dimensions"}
	ran := bulkhead(t, append([]string{"isolation"}, targets...)...)
	if ran.code != 0 || !strings.Contains(ran.out, "Here guests do stand higher than pods.") {
		t.Errorf("exit code %d\n%s%s", ran.code, ran.out, ran.err)
	}
	ran = bulkhead(t, append([]string{"isolation", "-f", "json"}, targets...)...)
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(ran.out))
	if err != nil {
		t.Fatal(err)
	}
	if err := reportSchema(t).Validate(value); err != nil {
		t.Error(err)
	}
	var report struct {
		Isolation struct {
			Dimensions []struct {
				Name      string
				Platforms []struct {
					Platform string
					Pass     int
					Controls []string
					Median   *int
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(ran.out), &report); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, d := range report.Isolation.Dimensions {
		for _, p := range d.Platforms {
			for _, id := range p.Controls {
				if seen[id] {
					t.Errorf("%s is of two dimensions", id)
				}
				seen[id] = true
			}
			if (p.Median != nil) != (d.Name == "isolation") {
				t.Errorf("%s of %s: median %v", d.Name, p.Platform, p.Median)
			}
		}
	}
	if len(report.Isolation.Dimensions) != 8 || len(seen) < 100 {
		t.Errorf("%d dimensions, %d controls", len(report.Isolation.Dimensions), len(seen))
	}
}

// Zones by namespace, label and metadata: what they reach, and the machines that they share.
func TestIsolationZones(t *testing.T) {
	atRoot(t)
	targets := []string{demo + "/cluster.snapshot.zst", demo + "/libvirt"}
	type zoning struct {
		Isolation struct {
			Workloads []struct{ Namespace, Name, Zone string }
			Ladders   []result.Ladder
			Zoning    struct {
				Zones   []result.Zone
				Outside int
				Reach   []struct {
					From, To, Distance int
					Proven             *int
				}
				Shared []result.Shared
			}
		}
	}
	ask := func(args ...string) (z zoning) {
		t.Helper()
		measure(t, &z, args...)
		return z
	}
	z := ask(append(targets, "--zones", "namespace", "--zones", "guests=domain")...)
	at := map[string]int{}
	for i, zone := range z.Isolation.Zoning.Zones {
		at[zone.Name] = i
	}
	distances := map[[2]int]int{}
	for _, r := range z.Isolation.Zoning.Reach {
		distances[[2]int{r.From, r.To}] = r.Distance
	}
	for pair, want := range map[[2]string]int{{"ci", "shop"}: 0, {"payments", "ci"}: 3, {"payments", "guests"}: 3, {"shop", "guests"}: 0} {
		if got, ok := distances[[2]int{at[pair[0]], at[pair[1]]}]; !ok || got != want {
			t.Errorf("%v: distance %d %v, want %d", pair, got, ok, want)
		}
	}
	if len(at) != 5 || z.Isolation.Zoning.Outside != 1 {
		t.Errorf("zones %v, %d workloads outside", at, z.Isolation.Zoning.Outside)
	}
	shared := map[string]int{}
	for _, s := range z.Isolation.Zoning.Shared {
		shared[s.Kind+" "+s.Name] = len(*s.Zones)
	}
	if shared["node worker-1"] != 4 || shared["node worker-2"] != 3 || shared["node worker-3"] != 0 || shared["host "] != 5 {
		t.Errorf("shared: %v", shared)
	}
	counted := map[string]int{}
	for _, l := range z.Isolation.Ladders {
		for _, n := range l.Rungs {
			counted[l.By] += n
		}
	}
	if all := len(z.Isolation.Workloads); counted["platform"] != all || counted["zone"] != all-1 || counted["host"] != 5 || counted["node"] == 0 || counted["namespace"] != all-5 {
		t.Errorf("ladders count %v of %d", counted, all)
	}

	dir := t.TempDir()
	guest := func(name, metadata string) string {
		return write(t, dir, name+".xml", "<domain type='kvm'><name>"+name+"</name><memory>1</memory><metadata>"+metadata+"</metadata><os><type>hvm</type></os></domain>")
	}
	guest("a", "<z:zone xmlns:z='urn:bulkhead:zone'> payments </z:zone>")
	guest("b", "<nova:instance xmlns:nova='http://openstack.org/xmlns/libvirt/nova/1.1'><nova:name>n</nova:name>"+
		"<nova:owner><nova:project uuid='1'>payments</nova:project></nova:owner></nova:instance>")
	guest("c", "<other xmlns='urn:x'>secret</other>")
	z = ask(dir, "--zones", "metadata")
	if len(z.Isolation.Zoning.Zones) != 1 || z.Isolation.Zoning.Zones[0].Name != "payments" || z.Isolation.Zoning.Outside != 1 {
		t.Errorf("by metadata: %+v", z.Isolation.Zoning)
	}
	for _, w := range ask(dir).Isolation.Workloads {
		if want := map[string]string{"a": "payments", "b": "payments", "c": "c"}[w.Name]; w.Zone != want {
			t.Errorf("%s is in zone %q, not %q", w.Name, w.Zone, want)
		}
	}
	ran := bulkhead(t, append([]string{"isolation", "--zones", "label:app"}, targets...)...)
	if ran.code != 0 || !strings.Contains(ran.out, "pairs of zones lead from one to the other") || !strings.Contains(ran.out, "node worker-1 of prod") {
		t.Errorf("exit code %d\n%s%s", ran.code, ran.out, ran.err)
	}
}

// Users' edges are edges as the built-in ones are, between other ends too.
func TestIsolationWithEdgesOfOnesOwn(t *testing.T) {
	atRoot(t)
	dir := t.TempDir()
	write(t, dir, "edges/acme/uploads.rego", `# METADATA
# title: What takes uploads is open to the network
# description: Strangers' files are parsed here.
# scope: package
# custom:
#   subject: kubernetes/pod
#   edge: {from: outside, to: workload, cost: service}
package bulkhead.edges.acme.uploads

deny contains {"path": ["pod", "metadata", "labels", "app"], "message": "takes uploads"} if input.pod.metadata.labels.app == "cart"
`)
	g := asked(t, demo+"/cluster.snapshot.zst", "--policies", dir, "--from", "network", "--to", "shop/Deployment/cart")
	ids := map[string]bool{}
	for _, at := range g.Isolation.Query.Cut {
		ids[g.Isolation.Edges[at].ID] = true
	}
	if !ids["edges/acme/uploads"] {
		t.Errorf("the cut is of %v", ids)
	}
}

// A whole cage leaves the hardware that guests share as the nearest way, here one that is not proven.
func TestHardwareConnectsGuests(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a", "b"} {
		write(t, dir, name+".xml", "<domain type='kvm'><name>"+name+"</name><memory>1</memory><os><type>hvm</type></os></domain>")
	}
	g := asked(t, dir, "--from", "domain:a", "--to", "domain:b")
	found := false
	for _, p := range g.Isolation.Query.Paths {
		for _, at := range p.Edges {
			found = found || p.Distance == 10 && g.Isolation.Edges[at].ID == "edges/libvirt/shared-cores" && g.Isolation.Edges[at].Unproven
		}
	}
	if !found {
		t.Errorf("%+v", g.Isolation.Query.Paths)
	}
}
