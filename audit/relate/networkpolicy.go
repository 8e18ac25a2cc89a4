package relate

import (
	"net/netip"
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/audit/network"
	"bulkhead/audit/subject"
)

// networkPolicy takes an object that decides about traffic. Network plugins have kinds of their own, some of the same name.
func (c *cluster) networkPolicy(o *estate.Object) error {
	switch group, _, _ := strings.Cut(o.Value.Get("apiVersion").Str(), "/"); group {
	case "cilium.io", "crd.projectcalico.org", "projectcalico.org":
		c.network.AddForeign(o)
		return nil
	case "policy.networking.k8s.io":
		return c.network.AddAdminPolicy(o)
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
		estate.Item{Key: "outside", Value: c.leaves(class)},
	)
}

// leaves says whether policies let a class's pods send anything out of the cluster.
func (c *cluster) leaves(class *network.Class) *estate.Value {
	answer := c.network.Leaves(class)
	if answer.Verdict == network.Unknown {
		return answer.Why
	}
	return estate.Bool(answer.Verdict == network.Allowed)
}

// namespaceFacts say in which directions all pods of a namespace are isolated, those to come included.
func (c *cluster) namespaceFacts(name string) subject.Root {
	isolates := func(d network.Direction) *estate.Value {
		answer := c.network.IsolatesAll(name, d)
		if answer.Verdict == network.Unknown {
			return answer.Why
		}
		return estate.Bool(answer.Verdict == network.Allowed)
	}
	return subject.Root{Name: "facts", Value: estate.MapOf(
		estate.Item{Key: "minor", Value: c.minor},
		estate.Item{Key: "defaultDeny", Value: estate.MapOf(
			estate.Item{Key: "ingress", Value: isolates(network.Ingress)},
			estate.Item{Key: "egress", Value: isolates(network.Egress)},
		)},
	)}
}

// policySubjects makes the subjects of network policies, as soon as it is known which pods there are.
func (c *cluster) policySubjects(yield func(*subject.Subject)) {
	inhabited := map[string]bool{}
	for _, class := range c.network.Classes() {
		inhabited[class.Namespace] = true
	}
	c.network.Policies(func(s *network.Selection) {
		o := s.Object
		if !c.include(o.Namespace) {
			return
		}
		fact := estate.Bool(s.Selects)
		if s.Unclear != nil {
			fact = s.Unclear
		} else if !s.Selects {
			if unknown := c.workloadsAbsent(o.Namespace); unknown != nil {
				fact = unknown
			} else if c.files && !inhabited[o.Namespace] {
				fact = estate.NotInInputBecause("the input has no workload of that namespace, so they may stand elsewhere")
			}
		}
		yield(&subject.Subject{
			Kind: "kubernetes/networkpolicy", Object: o,
			Roots: []subject.Root{
				{Name: "networkpolicy", Value: o.Value, Object: o},
				{Name: "facts", Value: estate.MapOf(
					estate.Item{Key: "minor", Value: c.minor}, estate.Item{Key: "selectsPods", Value: fact},
					estate.Item{Key: "denied", Value: deniedBefore(s)}, estate.Item{Key: "clouds", Value: c.clouds()},
					estate.Item{Key: "ignoredBy", Value: c.ignoredBy()},
				)},
			},
		})
	})
}

// metadataAddresses are where clouds give out their nodes' credentials; policies/lib/kubernetes/metadata.rego says whose they are.
var metadataAddresses = [...]string{
	"169.254.169.254", "fd00:ec2::254", "fd20:ce::254", "fd00:c1::a9fe:a9fe", "fd00:a9fe:a9fe::1", "169.254.42.42", "fd00:42::42",
	"100.100.100.200", "168.63.129.16",
}

// deniedBefore says what administrators' policies deny to all pods of a policy before it is asked.
func deniedBefore(s *network.Selection) *estate.Value {
	truth := func(answer network.Answer) *estate.Value {
		if answer.Verdict == network.Unknown {
			return answer.Why
		}
		return estate.Bool(answer.Verdict == network.Denied)
	}
	var metadata []estate.Item
	for _, address := range metadataAddresses {
		answer := s.AddressDenied(netip.MustParseAddr(address), "TCP", 80)
		metadata = append(metadata, estate.Item{Key: address, Value: truth(answer)})
	}
	return estate.MapOf(
		estate.Item{Key: "fromPods", Value: truth(s.PodsDenied(network.Ingress))},
		estate.Item{Key: "toPods", Value: truth(s.PodsDenied(network.Egress))},
		estate.Item{Key: "fromAddresses", Value: truth(s.AddressesDenied(network.Ingress))},
		estate.Item{Key: "toAddresses", Value: truth(s.AddressesDenied(network.Egress))},
		estate.Item{Key: "toMetadata", Value: estate.MapOf(metadata...)},
	)
}

// workloadsAbsent tells why there may be more pods in a namespace than were read, or nil.
func (c *cluster) workloadsAbsent(namespace string) *estate.Value {
	for _, kind := range [...]string{
		"Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job", "CronJob",
	} {
		if unknown := c.absent(kind, namespace); unknown != nil {
			return unknown
		}
	}
	return nil
}
