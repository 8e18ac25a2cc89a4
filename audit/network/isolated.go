package network

import (
	"slices"

	"k8s.io/apimachinery/pkg/labels"

	"bulkhead/audit/estate"
)

// stranger is an end that no policy is written for: a pod without labels in a namespace that has no labels but its name's, or something outside
// the cluster, at an address and with a port that no rule names.
type stranger struct {
	pod      bool
	ip6      bool
	protocol string
}

// Isolated answers Allowed where policies isolate a class in a direction: a network policy selects it, so that only what rules let through
// is allowed, or administrators' policies keep strangers out. Where an administrator lets strangers in, no network policy isolates it. For
// ingress strangers are pods, for those policies know no others; for egress they are anything.
func (x *Index) Isolated(c *Class, d Direction) Answer {
	s := x.side(c, d)
	switch {
	case s.foreign != nil:
		return Answer{Unknown, s.foreign}
	case !s.tiers.empty():
		return x.keepsOut(&s.tiers, d, s.isolated, s.unclear)
	case s.isolated:
		return Answer{Verdict: Allowed}
	case s.unclear != nil:
		return Answer{Unknown, s.unclear}
	}
	return Answer{Verdict: Denied}
}

// keepsOut answers Allowed where no stranger gets through.
func (x *Index) keepsOut(t *tiers, d Direction, isolated bool, unclear *estate.Value) Answer {
	policies := func() Answer {
		if isolated {
			return Answer{Verdict: Denied}
		}
		return Answer{Unknown, unclear}
	}
	var open, uncertain *Answer
	closed := [2]bool{true, true} // by family of addresses
	for _, who := range x.strangers(d) {
		q := question{x: x, direction: d, match: who.matches}
		a := q.answer(t, isolated || unclear != nil, policies, func() *estate.Value {
			return estate.NotInInputBecause("whether administrators' policies are about it depends on labels that are not known")
		})
		switch a.Verdict {
		case Allowed:
			open = &a
		case Unknown:
			uncertain = &a
		case Denied:
			continue
		}
		closed[family6(who.ip6)] = false
	}
	switch {
	case open != nil && closed[0] != closed[1] && !x.ip4 && !x.ip6:
		return Answer{Unknown, estate.NotInInputBecause("administrators' policies deny strangers one of IPv4 and IPv6 alone, and which of them the cluster has is not known")}
	case open != nil:
		return Answer{Verdict: Denied}
	case uncertain != nil:
		return *uncertain
	}
	return Answer{Verdict: Allowed}
}

func family6(ip6 bool) int {
	if ip6 {
		return 1
	}
	return 0
}

// strangers are those that may be in the way of a direction, of the families that the cluster has.
func (x *Index) strangers(d Direction) []stranger {
	var all []stranger
	for _, ip6 := range [...]bool{false, true} {
		if (ip6 && x.ip4 && !x.ip6) || (!ip6 && x.ip6 && !x.ip4) {
			continue
		}
		for _, protocol := range [...]string{"TCP", "UDP", "SCTP"} {
			all = append(all, stranger{pod: true, ip6: ip6, protocol: protocol})
			if d == Egress {
				all = append(all, stranger{ip6: ip6, protocol: protocol})
			}
		}
	}
	return all
}

func (s stranger) matches(r *adminRule) match {
	if r.ports != nil {
		whole := false
		for _, p := range r.ports {
			whole = whole || (p.name == "" && p.protocol == s.protocol && p.from <= 1 && p.to >= 65535)
		}
		if !whole {
			return no
		}
	}
	namespace := labels.Set{nameLabel: "\x00"} // a name that no selector can ask for
	for _, p := range r.peers {
		switch {
		case p.pods != nil:
			if s.pod && p.pods.namespaces.Matches(namespace) && p.pods.pods.Matches(labels.Set{}) {
				return yes
			}
		default: // nodes and what has a name are no strangers
			for _, prefix := range p.networks {
				if prefix.Bits() == 0 && prefix.Addr().Is6() == s.ip6 {
					return yes
				}
			}
		}
	}
	return no
}

// Leaves answers Allowed where policies let a class's pods send something out of the cluster.
func (x *Index) Leaves(c *Class) Answer {
	s := x.side(c, Egress)
	open := Answer{Verdict: Denied}
	switch {
	case s.foreign != nil:
		return Answer{Unknown, s.foreign}
	case !s.isolated && s.unclear == nil, slices.ContainsFunc(s.rules, (*rule).outside):
		open = Answer{Verdict: Allowed}
	case s.unclear != nil:
		open = Answer{Unknown, s.unclear}
	}
	if !s.tiers.about(Egress) {
		return open
	}
	denied := true
	for _, who := range x.strangers(Egress) {
		if who.pod {
			continue
		}
		q := question{x: x, direction: Egress, match: who.matches}
		switch q.answer(&s.tiers, s.isolated || s.unclear != nil, func() Answer { return open }, undecided).Verdict {
		case Allowed:
			return Answer{Verdict: Allowed}
		case Unknown:
			denied = false
		}
	}
	if denied && !s.tiers.letOut() {
		return Answer{Verdict: Denied}
	}
	return Answer{Unknown, undecided()}
}

// Enters answers Allowed where policies let something from outside the cluster in to a class's pods, which keeps its own address. Of
// administrators' policies none speaks of that: their ingress rules know pods only.
func (x *Index) Enters(c *Class) Answer {
	s := x.side(c, Ingress)
	switch {
	case s.foreign != nil:
		return Answer{Unknown, s.foreign}
	case !s.isolated && s.unclear == nil, slices.ContainsFunc(s.rules, (*rule).outside):
		return Answer{Verdict: Allowed}
	case s.unclear != nil:
		return Answer{Unknown, s.unclear}
	}
	return Answer{Verdict: Denied}
}

// outside says that a rule lets something through that is no pod.
func (r *rule) outside() bool {
	return r.peers == nil || slices.ContainsFunc(r.peers, func(p *peer) bool { return p.block != nil })
}

// letOut says that a rule may let something out that no stranger is.
func (t *tiers) letOut() bool {
	for _, families := range t {
		for _, list := range families {
			for _, b := range list {
				for _, r := range b.rules[Egress] {
					if r.does != refused && slices.ContainsFunc(r.peers, func(p *adminPeer) bool { return p.pods == nil }) {
						return true
					}
				}
			}
		}
	}
	return false
}
