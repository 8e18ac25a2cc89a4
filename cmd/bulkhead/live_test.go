//go:build cgo && libvirt_dlopen

package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/kubernetes"

	"bulkhead/audit/result"
	"bulkhead/collectors/kubernetes/clustertest"
)

// liveEstate is a real cluster and a real libvirt host, with faults that the test put there.
type liveEstate struct {
	cluster *clustertest.Cluster
	api     *kubernetes.Clientset
	// manifests is a directory of files.
	manifests string
	// running and stopped are domains of qemu:///system.
	running, stopped string
}

// TestLive runs the program as a user does, on a real API server and a real libvirtd. Other tests may have domains at the
// same libvirtd, so that reports with qemu:///system in them are compared by this test's own domains.
func TestLive(t *testing.T) {
	cluster := clustertest.Start(t, auditor, tenant, halfway, stranger)
	api, err := kubernetes.NewForConfig(cluster.Config(clustertest.Admin))
	if err != nil {
		t.Fatal(err)
	}
	e := &liveEstate{cluster: cluster, api: api}

	var asked *requests
	t.Run("a fresh cluster", func(t *testing.T) { asked = e.fresh(t) })
	if t.Failed() {
		return // the rights to give are those that were asked for
	}
	e.populate(t)
	e.giveRights(t, asked.role())
	e.defineDomains(t)
	e.writeManifests(t)

	t.Run("everything at once", e.everything)
	t.Run("a snapshot", e.snapshot)
	t.Run("no memory", e.noMemory)
	t.Run("every context", e.allContexts)
	t.Run("the least rights", e.leastRights)
	t.Run("one namespace", e.oneNamespace)
	t.Run("lists that one namespace allows", e.fallback)
	t.Run("no rights", e.noRights)
	t.Run("a wrong token", e.wrongToken)
	t.Run("a context that is not there", e.noContext)
	t.Run("snapshots of what is not whole", e.partialSnapshots)
	t.Run("what never answers", e.hangs)
}

// targets names all of the estate.
func (e *liveEstate) targets() []string {
	return append(e.quietTargets(), "qemu:///system")
}

// quietTargets are those that nobody else changes.
func (e *liveEstate) quietTargets() []string {
	return []string{"--kubeconfig", e.cluster.Kubeconfig, "kubernetes:", "kubernetes:" + auditor, "test:///default", "node:/", e.manifests}
}

func (e *liveEstate) everything(t *testing.T) {
	ran := bulkhead(t, append([]string{"audit", "-f", "json"}, e.targets()...)...)
	if ran.code != 1 {
		t.Errorf("exit code %d\n%s", ran.code, ran.err)
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(ran.out))
	if err != nil {
		t.Fatal(err)
	}
	if err := reportSchema(t).Validate(value); err != nil {
		t.Errorf("does not follow the schema: %v", err)
	}

	d := ran.document(t)
	var kinds []string
	for _, target := range d.Targets {
		kinds = append(kinds, target.Kind)
		if target.Status != "complete" || len(target.Problems) > 0 || target.Collected.IsZero() {
			t.Errorf("target %s is %s: %v", target.ID, target.Status, target.Problems)
		}
	}
	if want := []string{"cluster", "cluster", "libvirt", "node", "files", "libvirt"}; !sameElements(kinds, want) {
		t.Errorf("targets are %v, want %v", kinds, want)
	}
	for _, target := range []string{clustertest.Admin, auditor} {
		if version := d.target(t, target).Version; version != "v1.37.2" {
			t.Errorf("version %q", version)
		}
		for control, subjects := range clusterFaults {
			for _, subject := range subjects {
				d.failure(t, control, target, subject)
			}
		}
	}
	for control, subjects := range e.domainFaults() {
		for _, subject := range subjects {
			d.failure(t, control, "qemu:///system", subject)
		}
	}
	d.failure(t, "libvirt/unencrypted-disk", "test:///default", "Domain test vda")
	d.failure(t, "kubernetes/host-pid", e.manifests, "Deployment files/from-file")
	d.asksEveryone(t)
	for _, kind := range []string{"node/kernel", "node/cpu", "libvirt/daemon"} {
		if n := d.subjects()[kind]; n != 1 {
			t.Errorf("the machine has %d subjects of kind %s", n, kind)
		}
	}

	d.failure(t, "kubernetes/pod-differs-from-template", clustertest.Admin, "Pod shop/web-1 ephemeral container debugger")

	t.Run("copies are folded", func(t *testing.T) {
		for subject, want := range map[string]int{
			"Deployment shop/web app":    2, // the third of its pods has ended
			"Deployment shop/web proxy":  2,
			"CronJob shop/nightly dump":  1,
			"StatefulSet shop/db server": 0,
		} {
			f := d.failure(t, "kubernetes/writable-root-filesystem", clustertest.Admin, subject)
			if f.Instances != want {
				t.Errorf("%s: %d instances, want %d", subject, f.Instances, want)
			}
		}
		if f := d.failure(t, "libvirt/emulated-guest", "qemu:///system", "Domain "+e.running); f.Instances != 1 {
			t.Errorf("the running domain has %d instances", f.Instances)
		}
		if f := d.failure(t, "libvirt/emulated-guest", "qemu:///system", "Domain "+e.stopped); f.Instances != 0 {
			t.Errorf("the stopped domain has %d instances", f.Instances)
		}
		for _, f := range d.Findings {
			s := f.Subject
			owned := s.Resource == "ReplicaSet" || s.Resource == "Job" || s.Resource == "Pod" && s.Name != "toolbox"
			if s.Target == clustertest.Admin && owned && s.Part != "debugger" && s.Kind != "kubernetes/drift" {
				t.Errorf("%s is said of %s", f.Control, name(s))
			}
		}
	})

	t.Run("evidence", func(t *testing.T) {
		deployment, err := e.api.AppsV1().Deployments("shop").Get(t.Context(), "web", metav1.GetOptions{})
		if err != nil {
			t.Fatal(err)
		}
		pod, err := e.api.CoreV1().Pods("shop").Get(t.Context(), "web-1", metav1.GetOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for subject, want := range map[string]result.Evidence{
			"Deployment shop/web migrate": {Path: "spec.template.spec.initContainers[0].securityContext.privileged", ResourceVersion: deployment.ResourceVersion},
			"Deployment shop/web proxy":   {Path: "spec.template.spec.initContainers[1].securityContext.privileged", ResourceVersion: deployment.ResourceVersion},
			"Deployment shop/web app":     {Path: "spec.template.spec.containers[0].securityContext.privileged", ResourceVersion: deployment.ResourceVersion},
			"Pod shop/web-1 debugger":     {Path: "spec.ephemeralContainers[0].securityContext.privileged", ResourceVersion: pod.ResourceVersion},
		} {
			f := d.failure(t, "kubernetes/privileged-container", clustertest.Admin, subject)
			if len(f.Evidence) != 1 {
				t.Errorf("%s: evidence %v", subject, f.Evidence)
				continue
			}
			got := f.Evidence[0]
			if got.Path != want.Path || string(got.Value) != "true" || got.ResourceVersion != want.ResourceVersion || got.ResourceVersion == "" {
				t.Errorf("%s: evidence %+v, want %+v", subject, got, want)
			}
		}
		f := d.failure(t, "kubernetes/no-network-policy", clustertest.Admin, "Deployment shop/web")
		if len(f.Evidence) != 1 || !strings.HasSuffix(f.Evidence[0].Path, "networkPolicies.egress") {
			t.Errorf("ingress is covered, egress is not: %+v", f.Evidence)
		}
		f = d.failure(t, "kubernetes/host-pid", e.manifests, "Deployment files/from-file")
		if len(f.Evidence) != 1 || f.Evidence[0].Line == 0 || filepath.Base(f.Evidence[0].File) != "deployment.yaml" {
			t.Errorf("evidence from a file: %+v", f.Evidence)
		}
	})

	t.Run("nothing is wrong where all is right", func(t *testing.T) {
		for _, f := range d.Findings {
			if f.Subject.Namespace == "clean" && f.Subject.Resource != "RoleBinding" {
				t.Errorf("%s says %q of %s", f.Control, f.Message, name(f.Subject))
			}
		}
	})
}

func (e *liveEstate) noMemory(t *testing.T) {
	report := func(args ...string) string {
		ran := bulkhead(t, slices.Concat([]string{"audit", "-f", "json", "--show-passed"}, args, e.quietTargets())...)
		if ran.code != 1 {
			t.Fatalf("exit code %d\n%s", ran.code, ran.err)
		}
		return withoutTimes(ran.out)
	}
	if with, without := report(), report("--no-memory"); with != without {
		t.Error(firstDifference(with, without))
	}
}

// name writes a subject as the tests do: its resource, its namespace and name, and its part.
func name(s result.Subject) string {
	full := s.Name
	if s.Namespace != "" {
		full = s.Namespace + "/" + s.Name
	}
	return strings.TrimSpace(s.Resource + " " + full + " " + s.Part)
}

// failure returns the finding of that control on that subject, which has to be there once.
func (d document) failure(t *testing.T, control, target, subject string) result.Finding {
	t.Helper()
	return d.finding(t, result.Fail, control, target, subject)
}

func (d document) finding(t *testing.T, status result.Status, control, target, subject string) result.Finding {
	t.Helper()
	var found []result.Finding
	var others []string
	for _, f := range d.Findings {
		switch {
		case f.Control != control || f.Subject.Target != target:
		case name(f.Subject) == subject && f.Status == status:
			found = append(found, f)
		default:
			others = append(others, string(f.Status)+" "+name(f.Subject))
		}
	}
	if len(found) != 1 {
		t.Errorf("%s is %s %d times for %s of %s; it has %q", control, status, len(found), subject, target, others)
		return result.Finding{}
	}
	return found[0]
}

// asksEveryone holds the counts of every control to the number of its subjects.
func (d document) asksEveryone(t *testing.T) {
	t.Helper()
	subjects := d.subjects()
	for _, c := range d.Controls {
		if asked := c.Pass + c.Fail + c.Unknown + c.Waived + c.NotApplicable; asked != subjects[c.Subject] {
			t.Errorf("%s was asked about %d of %d subjects", c.ID, asked, subjects[c.Subject])
		}
	}
}

// subjects counts the subjects of all targets by kind.
func (d document) subjects() map[string]int {
	all := map[string]int{}
	for _, target := range d.Targets {
		for kind, n := range target.Subjects {
			all[kind] += n
		}
	}
	return all
}

func (d document) target(t *testing.T, id string) result.Target {
	t.Helper()
	i := slices.IndexFunc(d.Targets, func(target result.Target) bool { return target.ID == id })
	if i < 0 {
		t.Fatalf("no target %s in %v", id, d.Targets)
	}
	return d.Targets[i]
}

func sameElements(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// eventually waits for what the API server does in its own time.
func eventually(t *testing.T, what string, done func(context.Context) (bool, error)) {
	t.Helper()
	if err := wait.PollUntilContextTimeout(t.Context(), 50*time.Millisecond, 2*time.Minute, true, done); err != nil {
		t.Fatalf("wait for %s: %v", what, err)
	}
}
