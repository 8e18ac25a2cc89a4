package network

import (
	"fmt"
	"slices"

	"bulkhead/audit/estate"
)

// outcomes is what a policy may do to a connection: more than one where it is not certain.
type outcomes uint8

const (
	accepted outcomes = 1 << iota
	refused
	passed    // to the next tier
	unmatched // to the next policy
)

// question asks tiers of policies about one connection, in one direction.
type question struct {
	x         *Index
	direction Direction
	match     func(*adminRule) match
	why       *estate.Value // why it is not certain what they do
}

// answer asks the tiers in their order, and where they leave it open, the namespace's own policies where these have a say.
func (q *question) answer(t *tiers, selected bool, policies func() Answer, uncertain func() *estate.Value) Answer {
	may := q.tier(t, admin)
	var all []Answer
	if may&accepted != 0 {
		all = append(all, Answer{Verdict: Allowed})
	}
	if may&refused != 0 {
		all = append(all, Answer{Verdict: Denied})
	}
	if may&(passed|unmatched) != 0 {
		all = append(all, q.below(t, selected, policies))
	}
	for _, a := range all {
		if a.Verdict == Unknown && a.Why != nil {
			return a
		}
		if a.Verdict != all[0].Verdict || a.Verdict == Unknown {
			if q.why == nil {
				q.why = uncertain()
			}
			return Answer{Unknown, q.why}
		}
	}
	return all[0]
}

// below asks what the Admin tier leaves open. A network policy that selects a pod decides; the Baseline tier is for pods that none selects.
func (q *question) below(t *tiers, selected bool, policies func() Answer) Answer {
	if selected {
		return policies()
	}
	switch may := q.tier(t, baseline); {
	case may&refused == 0:
		return Answer{Verdict: Allowed} // by default everything is
	case may == refused:
		return Answer{Verdict: Denied}
	}
	return Answer{Verdict: Unknown, Why: q.why}
}

// tier asks the policies of a tier. Where a cluster has those of both APIs, either may be asked first.
func (q *question) tier(t *tiers, which tier) outcomes {
	return q.either(q.chain(t[which][adminPolicies]), q.chain(t[which][clusterPolicies]))
}

// chain asks policies from the lowest priority on. Of those that have the same, the API says, any that matches may decide.
func (q *question) chain(list []bound) outcomes {
	may := unmatched
	for first := 0; first < len(list) && may&unmatched != 0; {
		same := unmatched
		last := first
		for ; last < len(list) && list[last].priority == list[first].priority; last++ {
			before := same
			if same = q.either(same, q.policy(list[last])); conflict(before, same) && q.why == nil {
				q.why = estate.NotInInputBecause(fmt.Sprintf("%s %q and another of its priority may both decide about it, and the API leaves open which does",
					list[last].kind, list[last].name))
			}
		}
		may = may&^unmatched | same
		first = last
	}
	return may
}

// either is what two lists do of which any that matches may decide.
func (q *question) either(a, b outcomes) outcomes { return (a|b)&^unmatched | a&b&unmatched }

// conflict says that policies before agreed, and that one more does not.
func conflict(before, after outcomes) bool {
	decided := before &^ unmatched
	return decided != 0 && after&^unmatched != decided
}

// policy asks one policy: the first rule that matches decides.
func (q *question) policy(b bound) outcomes {
	if b.opaque != nil {
		if q.why == nil {
			q.why = b.opaque
		}
		return accepted | refused | passed | unmatched
	}
	var may outcomes
	for _, r := range b.rules[q.direction] {
		switch q.match(r) {
		case yes:
			if b.certain {
				return may | r.does
			}
			return may | r.does | unmatched
		case perhaps:
			may |= r.does
		}
	}
	return may | unmatched
}

// matchesAdminRule says whether an administrator's rule is about a connection and its other end.
func (x *Index) matchesAdminRule(r *adminRule, peer End, c Connection) match {
	if r.ports != nil && !slices.ContainsFunc(r.ports, func(p ports) bool { return p.matches(c.To.Class, c.Protocol, c.Port) }) {
		return no
	}
	m := no
	for _, p := range r.peers {
		m = m.or(x.matchesAdminPeer(p, peer))
	}
	return m
}

func (x *Index) matchesAdminPeer(p *adminPeer, e End) match {
	switch onNode := e.Class != nil && e.Class.HostNetwork; {
	case p.domains:
		return perhaps // names may lead anywhere
	case p.pods != nil && (e.Class == nil || onNode):
		return no // the API has no pods of the nodes' network in such peers
	case p.pods != nil:
		m := x.selects(p.pods, e.Class)
		if e.Class.missing != nil {
			return m.and(perhaps)
		}
		return m
	case p.nodes != nil && e.Class != nil && !onNode:
		return no
	case p.nodes != nil && onNode && len(p.nodes.requirements) == 0:
		return yes
	case p.nodes != nil:
		return x.isNode(p.nodes, e.Address)
	}
	m := no
	every := [2]bool{!x.ip4 && x.ip6, !x.ip6 && x.ip4} // a family that the nodes don't have
	for _, prefix := range p.networks {
		if prefix.Bits() == 0 {
			every[prefix.Addr().BitLen()/128] = true
		}
		if !e.Address.IsValid() {
			m = perhaps
		} else {
			m = m.or(matches(prefix.Contains(e.Address.Unmap())))
		}
	}
	if m == perhaps && every[0] && every[1] {
		return yes
	}
	return m
}
