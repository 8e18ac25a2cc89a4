package relate

import (
	"slices"
	"strings"

	"bulkhead/audit/estate"
)

// plugin finds out whether what connects pods is known to ignore network policies. As of 2026-11 that is Flannel, which hands them to whoever
// else enforces them: that something does is taken where any other DaemonSet works on its nodes' network, or where Kubernetes' distribution
// brings one with it.
type plugin struct {
	flannel bool
	others  []string // DaemonSets of the nodes' network that may enforce policies
}

// daemonSet takes note of what runs on every node.
func (p *plugin) daemonSet(o *estate.Object) {
	spec := o.Value.At("spec", "template", "spec")
	containers := spec.At("containers")
	if containers.Unknown() || spec.At("hostNetwork").Unknown() {
		p.others = append(p.others, o.Name)
		return
	}
	flannel, other := false, false
	for _, container := range containers.Elements() {
		switch image := imageName(container.Value.At("image").Str()); {
		case image == "flannel":
			flannel = true
		case image != "kube-proxy":
			other = true // Flannel's own DaemonSet may have a container that enforces
		}
	}
	p.flannel = p.flannel || flannel
	if (flannel || spec.Get("hostNetwork").IsTrue()) && other {
		p.others = append(p.others, o.Name)
	}
}

// imageName is the last part of an image's name.
func imageName(image string) string {
	name, _, _ := strings.Cut(image, "@")
	name = name[strings.LastIndexByte(name, '/')+1:]
	name, _, _ = strings.Cut(name, ":")
	return name
}

// ignoredBy names what connects pods and is known to ignore network policies, nil where nothing is known to.
func (c *cluster) ignoredBy() *estate.Value {
	return c.fact("ignoredBy", func() *estate.Value {
		distribution := slices.ContainsFunc(c.unseen.all, func(node *estate.Object) bool {
			name := platformOf(node).name
			return name == "k3s" || name == "RKE2"
		})
		switch {
		case c.files || !c.plugin.flannel || len(c.plugin.others) > 0 || distribution:
			return nil
		case c.anyUnread("DaemonSet") != nil || c.absent("Node", "") != nil:
			return nil
		}
		return estate.Text("Flannel")
	})
}
