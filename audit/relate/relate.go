// Package relate turns objects into subjects, and computes the facts that need more than one object.
package relate

import (
	"fmt"
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// Relation relates the objects of one target. It is used from one goroutine.
type Relation struct {
	target   *estate.Target
	machines []*estate.Object
	cluster  *cluster
	host     *libvirtHost
	ready    bool // the references are complete
}

// New prepares to relate a target's objects. Machines are those already collected in the same run. Only subjects in namespaces that
// include allows are made; references outside them still count.
func New(target *estate.Target, machines []*estate.Object, include func(namespace string) bool) *Relation {
	files := target.Kind == estate.Files
	return &Relation{
		target:   target,
		machines: machines,
		cluster:  newCluster(target, files, include),
		host:     &libvirtHost{files: files, target: target},
	}
}

// Problem takes note of what could not be read, so that nothing is concluded from its absence.
func (r *Relation) Problem(p estate.Problem) {
	r.cluster.problem(p)
	r.host.problem(p)
}

// Object takes the next object and hands out the subjects that can be judged by now. An error says what is wrong with the object.
func (r *Relation) Object(o *estate.Object, yield func(*subject.Subject)) error {
	err := r.object(o, yield)
	if err == nil && r.cluster.files && o.Platform == estate.Kubernetes { // a cluster has refused such
		err = refusedSelector(o)
	}
	return err
}

func (r *Relation) object(o *estate.Object, yield func(*subject.Subject)) error {
	r.host.chart.object(o)
	if o.Platform == estate.Kubernetes {
		r.cluster.unplaced(o)
		r.cluster.chart.object(o)
		r.cluster.surround(o)
		if o.Kind == "KubeletConfiguration" && r.target.Kind == estate.Cluster {
			r.cluster.unseen.kubelet(o.Name)
			yield(clusterKubelet(o))
			return nil
		}
		if isVirtualMachine(o.Kind) {
			r.complete(yield)
			return r.cluster.virtualMachine(o, r.machines, yield)
		}
	}
	switch o.Platform {
	case estate.Node:
		machineSubjects(o, yield)
	case estate.Libvirt:
		if o.Kind == "Host" {
			r.host.machine = machineOf(o, r.machines)
		}
		switch {
		case o.Kind == "Domain":
			r.complete(yield)
			r.host.object(o, yield)
		case o.Kind == "DomainSnapshot":
			r.complete(yield)
			r.host.snapshot(o, yield)
		case o.Kind == "SaveImage":
			r.complete(yield)
			r.host.storedDomain(o, []string{domainPath}, yield)
		case !r.host.inventory(o, yield):
			r.host.reference(o)
		}
	case estate.Kubernetes:
		if is, err := r.cluster.reference(o); is {
			return err
		}
		r.complete(yield)
		if kind := exposing(o); kind != "" {
			r.cluster.expose(kind, o, yield)
			return nil
		}
		return r.cluster.workload(o, yield)
	default:
		return fmt.Errorf("unknown platform %q", o.Platform)
	}
	return nil
}

// End hands out the subjects that waited for more objects.
func (r *Relation) End(yield func(*subject.Subject)) {
	r.complete(yield)
	r.cluster.policySubjects(yield)
	r.cluster.exposureSubjects(yield)
	r.cluster.accountSubjects(yield)
	r.cluster.chartSubjects(yield)
	r.host.filterSubjects(yield)
	r.cluster.unseenPrograms(r.machines, yield)
	r.cluster.unseenKubelets(r.machines, yield)
	r.host.end(yield)
}

// complete is called when no more references come, and hands out their own subjects.
func (r *Relation) complete(yield func(*subject.Subject)) {
	if r.ready {
		return
	}
	r.ready = true
	r.cluster.referencesDone(r.cluster.withSurroundings(yield))
	r.cluster.surroundingSubjects(yield)
	r.host.referencesDone(yield)
}

// machineOf finds the machine whose files are the libvirt host's: by the system's UUID, or because both are of the machine that the
// collector ran on.
func machineOf(host *estate.Object, machines []*estate.Object) *estate.Object {
	uuid := host.Value.At("capabilities", "host", "uuid").Str()
	for _, machine := range machines {
		if uuid != "" && strings.EqualFold(uuid, machine.Value.Get("product_uuid").Str()) {
			return machine
		}
	}
	for _, machine := range machines {
		if machine.Target.URI == "node:/" && isLocal(host.Target.URI) {
			return machine
		}
	}
	return nil
}

// isLocal says that a libvirt URI names no other machine: qemu:///system, qemu+unix:///session.
func isLocal(uri string) bool {
	_, rest, ok := strings.Cut(uri, "://")
	return ok && strings.HasPrefix(rest, "/") && !strings.HasPrefix(uri, "test:")
}
