package relate

import (
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/audit/network"
)

// networkPolicy takes an object that decides about traffic. Network plugins have kinds of their own, some of the same name.
func (c *cluster) networkPolicy(o *estate.Object) error {
	switch group, _, _ := strings.Cut(o.Value.Get("apiVersion").Str(), "/"); group {
	case "cilium.io", "crd.projectcalico.org", "projectcalico.org":
		c.network.AddForeign(o)
		return nil
	}
	return c.network.AddPolicy(o)
}

// selected says in which directions network policies select a pod.
func (c *cluster) selected(namespace string, pod *estate.Value) *estate.Value {
	class := c.network.Class(namespace, pod)
	fact := c.selections[class]
	if fact == nil {
		fact = c.selectionOf(class)
		c.selections[class] = fact
	}
	return fact
}

func (c *cluster) selectionOf(class *network.Class) *estate.Value {
	var isolated [2]bool
	for _, d := range [...]network.Direction{network.Ingress, network.Egress} {
		answer := c.network.Isolated(class, d)
		if answer.Verdict == network.Unknown {
			return answer.Why
		}
		isolated[d] = answer.Verdict == network.Allowed
	}
	return estate.MapOf(
		estate.Item{Key: "ingress", Value: estate.Bool(isolated[network.Ingress])},
		estate.Item{Key: "egress", Value: estate.Bool(isolated[network.Egress])},
	)
}
