package estate

import "time"

// Platforms, the first part of subject kinds and control IDs.
const (
	Kubernetes = "kubernetes"
	Libvirt    = "libvirt"
	Node       = "node"
)

// Object is one top-level object of a platform: a Deployment, a Domain, a machine.
type Object struct {
	Target *Target
	// Platform is one of Kubernetes, Libvirt and Node.
	Platform string
	// Kind is the platform's kind: "Deployment", "Domain", "Machine".
	Kind            string
	Namespace, Name string
	ResourceVersion string
	// Value is the platform's own object with the platform's own names, secrets already taken out. Evidence paths
	// start at it.
	//
	// Kubernetes: the API object. Libvirt: see package collectors/libvirt. Node: see package collectors/node.
	Value *Value
	// Context says that the object is there for what is said of others, and is not to be judged itself.
	Context bool
	// Rendered says that no file holds the object as it is: a chart's templates or a kustomization make it.
	Rendered bool
}

// Status of a target.
type Status string

// Statuses: all was read; something that should have been readable was not; nothing auditable was read.
const (
	Complete Status = "complete"
	Partial  Status = "partial"
	Failed   Status = "failed"
)

// TargetKind says what a target is.
type TargetKind string

// The kinds of targets. A snapshot's targets keep their own kinds.
const (
	Cluster     TargetKind = "cluster"
	LibvirtHost TargetKind = "libvirt"
	Machine     TargetKind = "node"
	Files       TargetKind = "files"
)

// Target is one thing to audit. Its collector fills in Version and Collected before it sends the first object.
type Target struct {
	// ID names the target in reports and survives between runs: the cluster's context, the libvirt URI, the path.
	ID string
	// URI is the target as the user gave it. Version is the platform's: of files, the Kubernetes version that they are for, where
	// somebody said so.
	URI     string
	Kind    TargetKind
	Version string
	// Whole says, of files, that they hold all there is in a namespace; nil: of those namespaces whose Namespace object they hold.
	Whole func(namespace string) bool
	// Namespaces were chosen when it was collected, each of all that those before it chose; none: all were.
	Namespaces []Namespaces
	// Collected is when the target was read; ages in facts count from it.
	Collected time.Time
	// Status and Problems are the runner's to set, from what the collector sent and returned.
	Status   Status
	Problems []Problem
}

// Problem is something that could not be read. Every problem makes its target Partial, or Failed where nothing was read.
type Problem struct {
	// What could not be read: a resource ("networkpolicies"), a file's part, a call.
	What string
	// Kind is the platform's kind of the objects that are missing for it ("NetworkPolicy"), and Namespace where only that
	// namespace's are. An empty Kind hides no particular objects.
	Kind, Namespace string
	Error           string
	File            string
	Line, Column    int
}

// Sink receives what a collector finds in one target. Its methods may be called from one goroutine at a time. An error
// means that nobody listens any more: the collector stops and returns it.
type Sink interface {
	// Object takes the next object. References come before the many.
	Object(*Object) error
	// Problem takes what could not be read. A problem about a reference kind comes before the many.
	Problem(Problem)
	// Progress tells how far the collector is, for a person who waits: "pods", 1500 of 20000 (0: not known).
	Progress(what string, done, total int)
}

// File names the file that the object came from; it is empty where there is none.
func (o *Object) File() string {
	if o.Value == nil || o.Value.Source == nil {
		return ""
	}
	return o.Value.Source.File
}

// Position is the line and column where the object begins in its file, and 0 where there is none.
func (o *Object) Position() (line, column int) {
	if o.Value == nil {
		return 0, 0
	}
	return int(o.Value.Line), int(o.Value.Column)
}
