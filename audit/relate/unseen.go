package relate

import (
	"slices"
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// unseen finds what no pod shows: nodes of the control plane on which no pod runs its programs. Such programs run inside of another
// process, as with k3s, by units, or elsewhere. Clusters whose control plane a provider runs have no such nodes. And it finds nodes whose
// kubelets nobody asked.
type unseen struct {
	nodes   []*estate.Object // of the control plane
	all     []*estate.Object
	managed []platform      // each once
	asked   map[string]bool // nodes whose kubelets were asked
	seen    map[string]bool // NODE/KIND; the node is empty for what an owner runs on nodes of its choice
}

// controlPlanePrograms are what a node of the control plane is expected to run.
var controlPlanePrograms = [...]string{"kube-apiserver", "kube-controller-manager", "kube-scheduler", "etcd"}

// node keeps a node of the control plane.
func (u *unseen) node(o *estate.Object) {
	u.all = append(u.all, o)
	if p := platformOf(o); p.managed && !slices.Contains(u.managed, p) {
		u.managed = append(u.managed, p)
	}
	labels := o.Value.At("metadata", "labels")
	for _, label := range [...]string{"node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"} {
		if labels.Get(label) != nil {
			u.nodes = append(u.nodes, o)
			return
		}
	}
}

// kubelet notes that a node's kubelet was asked.
func (u *unseen) kubelet(node string) {
	if u.asked == nil {
		u.asked = map[string]bool{}
	}
	u.asked[node] = true
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
				flags = k3sFlags(node, program, c.whyUnseen(program))
			}
			yield(c.unseenProgram(kind, node, program, flags))
		}
	}
	if len(c.unseen.nodes) > 0 {
		return
	}
	for _, p := range c.unseen.managed {
		object := &estate.Object{Target: c.target, Platform: estate.Kubernetes, Kind: "ControlPlane", Name: p.name}
		for _, program := range controlPlanePrograms {
			kind := componentKind(program)
			if c.unseen.seen["/"+kind] {
				continue
			}
			flags := estate.NotInInputBecause(p.name + " runs " + program + ", and no API shows its flags")
			yield(c.unseenProgram(kind, object, program, flags))
		}
	}
}

func (c *cluster) unseenProgram(kind string, of *estate.Object, program string, flags *estate.Value) *subject.Subject {
	return &subject.Subject{Kind: kind, Object: of, Part: program, Roots: []subject.Root{
		{Name: strings.TrimPrefix(kind, "kubernetes/"), Object: of, Value: estate.MapOf(estate.Item{Key: "flags", Value: flags})},
		{Name: "facts", Value: estate.MapOf(append([]estate.Item{{Key: "minor", Value: c.minor}}, programFacts(kind, flags, nil)...)...)},
	}}
}

// unseenKubelets hands out one subject of which nothing is known for all nodes of a platform whose kubelets nobody asked, unless the run has
// their machines. The first of them stands for all.
func (c *cluster) unseenKubelets(machines []*estate.Object, yield func(*subject.Subject)) {
	if c.files {
		return
	}
	type group struct {
		of    platform
		first *estate.Object
		count int
	}
	var groups []*group
	for _, node := range c.unseen.all {
		if c.unseen.asked[node.Name] || hasKubelet(node.Name, machines) {
			continue
		}
		of := platformOf(node)
		i := slices.IndexFunc(groups, func(g *group) bool { return g.of == of })
		if i < 0 {
			i, groups = len(groups), append(groups, &group{of: of, first: node})
		}
		groups[i].count++
	}
	for _, g := range groups {
		why := "it was not asked for its configuration: that needs --allow-node-proxy, or node:/ on the machine"
		if g.of.name != "" {
			why = "it was not asked for its configuration, on a node of " + g.of.name + ": that needs --allow-node-proxy, or node:/ on the machine"
		}
		yield(&subject.Subject{Kind: "kubernetes/kubelet", Object: g.first, Running: &g.count, Roots: []subject.Root{
			{Name: "kubelet", Object: g.first, Value: estate.NotInInputBecause(why)}, noFacts(),
		}})
	}
}

// hasKubelet says that the run has the machine of a node, with its kubelet.
func hasKubelet(node string, machines []*estate.Object) bool {
	return slices.ContainsFunc(machines, func(m *estate.Object) bool { return m.Name == node && m.Value.Get("kubelet") != nil })
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
