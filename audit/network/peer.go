package network

import "net/netip"

// peer is whom a rule lets through: a block of addresses, or pods by their labels and their namespace's.
type peer struct {
	block      *Block
	namespace  string // this one, where namespaces is not set
	namespaces selector
	pods       selector
	matched    []match // by class, +1; 0 where not asked yet

	certain, possible []*Class // among the first listed classes
	listed            int
}

// intern returns the one peer that selects what p does, so that each class is asked about once.
func (x *Index) intern(p *peer) *peer {
	key := p.namespace + "\n"
	if p.namespaces.Selector != nil {
		key = "\n" + p.namespaces.String()
	}
	key += "\n" + p.pods.String()
	if known := x.peers[key]; known != nil {
		return known
	}
	x.peers[key] = p
	return p
}

// selects says whether a peer's selectors select a class of pods, which may use their nodes' network.
func (x *Index) selects(p *peer, c *Class) match {
	if c.id < len(p.matched) && p.matched[c.id] != 0 {
		return p.matched[c.id] - 1
	}
	if len(p.matched) <= c.id {
		p.matched = append(p.matched, make([]match, len(x.classes)-len(p.matched))...)
	}
	m := matches(p.namespace == c.Namespace)
	if p.namespaces.Selector != nil {
		set, known := x.namespaces[c.Namespace]
		m = p.namespaces.matchesNamespace(c.Namespace, set, known)
	}
	if c.missing != nil && len(p.pods.requirements) > 0 {
		m = m.and(perhaps)
	} else {
		m = m.and(matches(p.pods.Matches(c.Labels)))
	}
	p.matched[c.id] = m + 1
	return m
}

// selectsSource says whether a NetworkPolicy's peer selects a class of pods. Whether a plugin knows those of the nodes' network as pods or
// only as their node, the API leaves open.
func (x *Index) selectsSource(p *peer, c *Class) match {
	if c.HostNetwork {
		return x.selects(p, c).and(perhaps)
	}
	return x.selects(p, c)
}

// contains says whether an address is in a block. One that is not known may be in any, as it may be of either family.
func (b *Block) contains(a netip.Addr) match {
	if !a.IsValid() {
		return perhaps
	}
	a = a.Unmap()
	if !b.Prefix.Contains(a) {
		return no
	}
	for _, except := range b.Except {
		if except.Contains(a) {
			return no
		}
	}
	return yes
}

// End is one end of a connection: pods of a class, or something outside the cluster. Address is not needed where Class is set, but
// rules about blocks are not certain without it.
type End struct {
	Class   *Class
	Address netip.Addr
}

func (x *Index) matchesPeer(p *peer, e End) match {
	switch {
	case p.block != nil:
		return p.block.contains(e.Address)
	case e.Class == nil:
		return no
	}
	return x.selectsSource(p, e.Class)
}

// matches says whether a port of destination is one of p. An administrator's named ports are of any protocol.
func (p *ports) matches(destination *Class, protocol string, number int32) bool {
	switch {
	case p.protocol != protocol && p.protocol != "":
		return false
	case p.anyNumber:
		return true
	case p.name == "":
		return p.from <= number && number <= p.to
	case destination == nil:
		return false // what is outside names no ports
	}
	for _, named := range destination.Ports {
		if named.Name == p.name && named.Protocol == protocol && named.Number == number {
			return true
		}
	}
	return false
}
