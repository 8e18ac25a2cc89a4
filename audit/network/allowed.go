package network

import "bulkhead/audit/estate"

// Verdict says whether traffic is let through.
type Verdict uint8

// The verdicts.
const (
	Denied Verdict = iota
	Allowed
	Unknown
)

// Answer is a verdict, and why it is not known.
type Answer struct {
	Verdict Verdict
	Why     *estate.Value
}

// Connection is a question: may one end open a connection to a port of the other?
type Connection struct {
	From, To End
	Protocol string
	Port     int32
}

// side is what policies say of a class in one direction.
type side struct {
	isolated bool
	rules    []*rule
	unclear  *estate.Value // more policies may select the class
	foreign  *estate.Value // nothing is certain, whatever the rules say
	tiers    tiers
}

func (x *Index) side(c *Class, d Direction) *side {
	if c.sides[d] != nil {
		return c.sides[d]
	}
	s := &side{unclear: x.faults[c.Namespace]}
	c.sides[d] = s
	if c.HostNetwork {
		// Plugins mostly see the node in them, and let its traffic through. What they may be kept from, nobody can rely on.
		s.unclear = nil
		return s
	}
	if s.unclear == nil {
		s.unclear = x.absent("NetworkPolicy", c.Namespace)
	}
	if !x.tiers.empty() {
		s.tiers = x.tiersOf(c)
	}
	if s.foreign = x.foreignTo(c.Namespace); s.foreign == nil && len(x.policies[c.Namespace]) > 0 {
		s.foreign = c.missing
	}
	for _, p := range x.policies[c.Namespace] {
		if p.isolates(d) && p.pods.Matches(c.Labels) {
			s.isolated = true
			s.rules = append(s.rules, p.rules[d]...)
		}
	}
	return s
}

// Allowed says whether a connection is let through at both of its ends.
func (x *Index) Allowed(c Connection) Answer {
	out := x.allowedAt(c.From, c.To, Egress, c)
	in := x.allowedAt(c.To, c.From, Ingress, c)
	switch {
	case out.Verdict == Denied || in.Verdict == Denied:
		return Answer{Verdict: Denied}
	case out.Verdict == Unknown:
		return out
	}
	return in
}

// allowedAt says whether the policies of one end let a connection through.
func (x *Index) allowedAt(subject, peer End, d Direction, c Connection) Answer {
	if subject.Class == nil {
		return Answer{Verdict: Allowed} // no policy holds what is outside
	}
	s := x.side(subject.Class, d)
	if s.foreign != nil {
		return Answer{Unknown, s.foreign}
	}
	if s.tiers.empty() {
		if !s.isolated && s.unclear == nil {
			return Answer{Verdict: Allowed}
		}
		return x.policiesAt(s, peer, c)
	}
	asked := question{x: x, direction: d, match: func(r *adminRule) match { return x.matchesAdminRule(r, peer, c) }}
	return asked.answer(&s.tiers, s.isolated || s.unclear != nil, func() Answer { return x.policiesAt(s, peer, c) },
		func() *estate.Value { return uncertainPeer(peer) })
}

// policiesAt says whether the network policies of one end's namespace let a connection through.
func (x *Index) policiesAt(s *side, peer End, c Connection) Answer {
	if !s.isolated {
		return Answer{Unknown, s.unclear}
	}
	through := no
	for _, r := range s.rules {
		if through = through.or(x.matchesRule(r, peer, c)); through == yes {
			return Answer{Verdict: Allowed}
		}
	}
	switch {
	case through == perhaps || (peer.Class != nil && peer.Class.HostNetwork):
		return Answer{Unknown, uncertainPeer(peer)}
	case s.unclear != nil:
		return Answer{Unknown, s.unclear}
	}
	return Answer{Verdict: Denied}
}

// uncertainPeer says why it is not known whether rules are about a peer.
func uncertainPeer(peer End) *estate.Value {
	switch {
	case peer.Class == nil:
		return estate.NotInInputBecause("the peer's address is not known")
	case peer.Class.HostNetwork:
		// A node always reaches its own pods; other nodes' are seen as pods or as addresses, as the plugin likes.
		return estate.NotInInputBecause("the peer uses its node's network, and plugins differ in what they let through from there")
	}
	return estate.NotInInputBecause("the peer's address or its namespace's labels are not known")
}

func (x *Index) matchesRule(r *rule, peer End, c Connection) match {
	if r.ports != nil {
		found := false
		for i := range r.ports {
			found = found || r.ports[i].matches(c.To.Class, c.Protocol, c.Port)
		}
		if !found {
			return no
		}
	}
	if r.peers == nil {
		return yes
	}
	m := no
	for _, p := range r.peers {
		m = m.or(x.matchesPeer(p, peer))
	}
	return m
}
