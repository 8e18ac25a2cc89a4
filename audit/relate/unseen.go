package relate

import (
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// unseen finds what no pod shows: nodes of the control plane on which no pod runs its programs. Such programs run inside of another
// process, as with k3s, by units, or elsewhere. Clusters whose control plane a provider runs have no such nodes.
type unseen struct {
	nodes []*estate.Object
	seen  map[string]bool // NODE/KIND; the node is empty for what an owner runs on nodes of its choice
}

// controlPlanePrograms are what a node of the control plane is expected to run.
var controlPlanePrograms = [...]string{"kube-apiserver", "kube-controller-manager", "kube-scheduler", "etcd"}

// node keeps a node of the control plane.
func (u *unseen) node(o *estate.Object) {
	labels := o.Value.At("metadata", "labels")
	for _, label := range [...]string{"node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"} {
		if labels.Get(label) != nil {
			u.nodes = append(u.nodes, o)
			return
		}
	}
}

// found notes that a pod runs a program.
func (u *unseen) found(kind string, pod *estate.Object) {
	if u.seen == nil {
		u.seen = map[string]bool{}
	}
	node := ""
	if pod.Kind == "Pod" {
		node = pod.Value.At("spec", "nodeName").Str()
	}
	u.seen[node+"/"+kind] = true
}

// unseenPrograms hands out a subject of which nothing is known for each program that no pod of a control plane's node shows, unless a
// machine of the run does.
func (c *cluster) unseenPrograms(machines []*estate.Object, yield func(*subject.Subject)) {
	const namespace = "kube-system"
	if c.files || !c.include(namespace) {
		return
	}
	for _, node := range c.unseen.nodes {
		if isMachine(node.Name, machines) {
			continue
		}
		for _, program := range controlPlanePrograms {
			kind := componentKind(program)
			if c.unseen.seen[node.Name+"/"+kind] || c.unseen.seen["/"+kind] {
				continue
			}
			flags := c.absent("Pod", namespace)
			if flags == nil {
				flags = estate.NotInInputBecause(c.whyUnseen(program))
			}
			yield(&subject.Subject{Kind: kind, Object: node, Part: program, Roots: []subject.Root{
				{Name: strings.TrimPrefix(kind, "kubernetes/"), Object: node, Value: estate.MapOf(estate.Item{Key: "flags", Value: flags})},
				{Name: "facts", Value: estate.MapOf(append([]estate.Item{{Key: "minor", Value: c.minor}}, programFacts(kind, flags, nil)...)...)},
			}})
		}
	}
}

func (c *cluster) whyUnseen(program string) string {
	if strings.Contains(c.target.Version, "+k3s") {
		return "k3s runs " + program + " inside of its own process, and no API shows its flags"
	}
	return "no pod of this node runs " + program + ": audit its machine with node:/"
}

// isMachine says that the run has the machine of a node, by its name.
func isMachine(node string, machines []*estate.Object) bool {
	for _, machine := range machines {
		if machine.Name == node && machine.Value.Get("controlPlane") != nil {
			return true
		}
	}
	return false
}
