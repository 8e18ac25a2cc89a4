package network

import (
	"cmp"
	"fmt"
	"net/netip"
	"slices"

	"bulkhead/audit/estate"
)

// Tier is a layer of administrators' policies: one is asked before a namespace's own policies, one after them.
type tier uint8

const (
	admin tier = iota
	baseline
)

// family is one of the APIs that a tier's policies come from. What decides first where a cluster has both, no specification says.
type family uint8

const (
	adminPolicies   family = iota // AdminNetworkPolicy and BaselineAdminNetworkPolicy
	clusterPolicies               // ClusterNetworkPolicy
)

// adminPolicy is a cluster-wide policy of an administrator.
type adminPolicy struct {
	kind, name string
	priority   int32
	subject    *peer // nil: it may be about any pod
	rules      [2][]*adminRule
	opaque     *estate.Value // why it may do anything to its subjects
}

// adminRule decides about what it matches; the first one that does decides. Nil ports are all.
type adminRule struct {
	does  outcomes // accepted, refused or passed
	peers []*adminPeer
	ports []ports
}

// adminPeer has one of its fields set.
type adminPeer struct {
	pods     *peer
	nodes    *selector
	networks []netip.Prefix
	domains  bool
}

// bound is a policy whose subject holds a class, or may do so.
type bound struct {
	*adminPolicy
	certain bool
}

// tiers are the administrators' policies, by tier and family, in the order in which they are asked.
type tiers [2][2][]bound

func (t *tiers) empty() bool {
	return len(t[admin][0])+len(t[admin][1])+len(t[baseline][0])+len(t[baseline][1]) == 0
}

// about says that policies have rules for a direction, or may have.
func (t *tiers) about(d Direction) bool {
	for _, families := range t {
		for _, list := range families {
			for _, b := range list {
				if b.opaque != nil || len(b.rules[d]) > 0 {
					return true
				}
			}
		}
	}
	return false
}

// undecided is why it is not known what they let through in general.
func undecided() *estate.Value {
	return estate.NotInInputBecause("an AdminNetworkPolicy or ClusterNetworkPolicy decides about it as well, connection by connection")
}

// AddAdminPolicy takes an AdminNetworkPolicy, a BaselineAdminNetworkPolicy or a ClusterNetworkPolicy. What is not understood in it may do
// anything to the pods that it is about. An error says why the API server would refuse it; it may do anything then, too.
func (x *Index) AddAdminPolicy(o *estate.Object) error {
	id := o.Kind + "/" + o.Name
	if x.administrators[id] {
		return nil // the same object, in another of the versions that the cluster serves
	}
	x.administrators[id] = true
	p, where, refused := x.parseAdminPolicy(o)
	f := adminPolicies
	if o.Kind == "ClusterNetworkPolicy" {
		f = clusterPolicies
	}
	for _, t := range where {
		all := x.tiers[t][f]
		at, _ := slices.BinarySearchFunc(all, p.priority, func(b bound, priority int32) int { return cmp.Compare(b.priority, priority+1) })
		x.tiers[t][f] = slices.Insert(all, at, bound{p, true})
	}
	if p.subject != nil {
		x.asks(p.subject.pods)
	}
	for _, rules := range p.rules {
		for _, r := range rules {
			for _, peer := range r.peers {
				if peer.pods != nil {
					x.asks(peer.pods.pods)
				}
			}
			for _, port := range r.ports {
				if port.name != "" {
					x.names[port.name] = true
				}
			}
		}
	}
	if refused != nil {
		return fmt.Errorf("%s %q means nothing: %w", o.Kind, o.Name, refused)
	}
	return nil
}

// tiersOf returns the policies that are, or may be, about a class.
func (x *Index) tiersOf(c *Class) tiers {
	var found tiers
	for t := range x.tiers {
		for f, all := range x.tiers[t] {
			for _, b := range all {
				m := yes
				if b.subject != nil {
					m = x.selects(b.subject, c)
				} else {
					m = perhaps
				}
				if c.missing != nil {
					m = m.and(perhaps)
				}
				if m != no {
					found[t][f] = append(found[t][f], bound{b.adminPolicy, m == yes})
				}
			}
		}
	}
	return found
}

// AddNode takes a Node: rules may be about nodes and their addresses.
func (x *Index) AddNode(o *estate.Object) {
	n := node{labels: map[string]string{}}
	if missing := o.Value.At("metadata", "labels").Missing(); missing != nil {
		n.labels = nil
	}
	for _, item := range o.Value.At("metadata", "labels").Fields() {
		n.labels[item.Key] = item.Value.Str()
	}
	for _, item := range o.Value.At("status", "addresses").Elements() {
		address, err := netip.ParseAddr(item.Value.Get("address").Str())
		if err != nil {
			continue // a name
		}
		n.addresses = append(n.addresses, address.Unmap())
		if item.Value.Get("type").Str() == "InternalIP" {
			x.ip4 = x.ip4 || address.Unmap().Is4()
			x.ip6 = x.ip6 || address.Unmap().Is6()
		}
	}
	x.nodes = append(x.nodes, n)
}

// node is what rules about nodes ask for. Its labels are nil where they are not known.
type node struct {
	labels    map[string]string
	addresses []netip.Addr
}

// isNode says whether an address is one of a node that a selector selects.
func (x *Index) isNode(s *selector, address netip.Addr) match {
	switch {
	case address.IsLinkLocalUnicast():
		return no // nodes have such addresses too, and do not tell them
	case !address.IsValid() || len(x.nodes) == 0:
		return perhaps
	}
	found := no
	for _, n := range x.nodes {
		if !slices.Contains(n.addresses, address.Unmap()) {
			continue
		}
		if n.labels == nil && len(s.requirements) > 0 {
			found = found.or(perhaps)
		} else {
			found = found.or(matches(s.Matches(labelSet(n.labels))))
		}
	}
	if found == no && x.absent("Node", "") != nil {
		return perhaps // there may be more nodes
	}
	return found
}
