package network

import (
	"net/netip"

	"bulkhead/audit/estate"
)

// Selection is a network policy that means something, and the pods that it selects.
type Selection struct {
	Object *estate.Object
	// Selects says that it selects pods of a class that was asked for.
	Selects bool
	// Unclear says why it may do so nevertheless.
	Unclear *estate.Value

	index   *Index
	classes []*Class
}

// Policies hands out each network policy that means something.
func (x *Index) Policies(each func(*Selection)) {
	classes := map[string][]*Class{}
	for _, c := range x.classes {
		if !c.HostNetwork {
			classes[c.Namespace] = append(classes[c.Namespace], c)
		}
	}
	for namespace, policies := range x.policies {
		for _, p := range policies {
			s := &Selection{Object: p.object, index: x}
			for _, c := range classes[namespace] {
				switch {
				case c.missing != nil && len(p.pods.requirements) > 0:
					s.Unclear = c.missing
				case p.pods.Matches(c.Labels):
					s.classes = append(s.classes, c)
				}
			}
			if s.Selects = len(s.classes) > 0; s.Selects {
				s.Unclear = nil
			}
			each(s)
		}
	}
}

// PodsDenied answers Denied where administrators' policies deny strangers' pods to all pods that the policy selects, whatever it lets
// through, and Allowed where they leave it to the policy for some.
func (s *Selection) PodsDenied(d Direction) Answer {
	return s.denied(d, func(who stranger) bool { return who.pod })
}

// AddressesDenied is the same for what is outside the cluster, which no rule of administrators' policies for ingress is about.
func (s *Selection) AddressesDenied(d Direction) Answer {
	if d == Ingress {
		return s.each(d, func(*question, *tiers) Answer { return Answer{Verdict: Allowed} })
	}
	return s.denied(d, func(who stranger) bool { return !who.pod })
}

// AddressDenied is the same for one address and port.
func (s *Selection) AddressDenied(address netip.Addr, protocol string, port int32) Answer {
	peer := End{Address: address}
	return s.each(Egress, func(q *question, t *tiers) Answer {
		q.match = func(r *adminRule) match {
			return s.index.matchesAdminRule(r, peer, Connection{To: peer, Protocol: protocol, Port: port})
		}
		return q.deniedBefore(t)
	})
}

func (s *Selection) denied(d Direction, about func(stranger) bool) Answer {
	return s.each(d, func(q *question, t *tiers) Answer {
		all := Answer{Verdict: Denied}
		for _, who := range s.index.strangers(d) {
			if !about(who) {
				continue
			}
			q.match = who.matches
			switch answer := q.deniedBefore(t); answer.Verdict {
			case Allowed:
				return answer
			case Unknown:
				all = answer
			}
		}
		return all
	})
}

// each asks about all classes that the policy selects.
func (s *Selection) each(d Direction, ask func(*question, *tiers) Answer) Answer {
	if why := s.index.foreignTo(s.Object.Namespace); why != nil {
		return Answer{Unknown, why}
	}
	if len(s.classes) == 0 || s.index.tiers.empty() {
		return Answer{Verdict: Allowed}
	}
	all := Answer{Verdict: Denied}
	for _, c := range s.classes {
		switch answer := ask(&question{x: s.index, direction: d}, &s.index.side(c, d).tiers); answer.Verdict {
		case Allowed:
			return answer
		case Unknown:
			all = answer
		}
	}
	return all
}

// deniedBefore answers Denied where the Admin tier certainly denies it.
func (q *question) deniedBefore(t *tiers) Answer {
	switch may := q.tier(t, admin); {
	case may == refused:
		return Answer{Verdict: Denied}
	case may&refused == 0:
		return Answer{Verdict: Allowed}
	}
	if q.why == nil {
		q.why = estate.NotInInputBecause("whether administrators' policies deny it depends on labels or addresses that are not known")
	}
	return Answer{Unknown, q.why}
}
