package network

import "bulkhead/audit/estate"

// Flow is traffic that one rule lets through, or all where no policy selects a class.
type Flow struct {
	// Everyone says that it comes from or goes to anywhere. Otherwise one of Classes and Block is set.
	Everyone bool
	Classes  []*Class
	Block    *Block
	// Possible are classes of which it is not known whether the rule is about them.
	Possible []*Class
	// Ports are those of the destination, all where it is nil.
	Ports []Ports
}

// Ports is a range of a destination's ports, or a port that it names.
type Ports struct {
	Protocol string
	From, To int32
	Name     string
}

// Flows returns what the network policies of a class's namespace let through in a direction, and why it may be more or less: [Index.Allowed]
// knows administrators' policies as well. What the other end's policies say is not in it.
func (x *Index) Flows(c *Class, d Direction) ([]Flow, *estate.Value) {
	s := x.side(c, d)
	unclear := s.unclear
	switch {
	case s.foreign != nil:
		unclear = s.foreign
	case unclear == nil && s.tiers.about(d):
		unclear = undecided()
	}
	if !s.isolated {
		return []Flow{{Everyone: true}}, unclear
	}
	var flows []Flow
	for _, r := range s.rules {
		ranges := r.ranges()
		if r.peers == nil {
			flows = append(flows, Flow{Everyone: true, Ports: ranges})
		}
		for _, p := range r.peers {
			flow := Flow{Block: p.block, Ports: ranges}
			if p.block == nil {
				flow.Classes, flow.Possible = x.selected(p)
			}
			flows = append(flows, flow)
		}
	}
	return flows, unclear
}

// selected returns the classes that a peer selects, and those that it may select.
func (x *Index) selected(p *peer) (certain, possible []*Class) {
	if p.listed == len(x.classes) && p.listed > 0 {
		return p.certain, p.possible
	}
	p.certain, p.possible, p.listed = nil, nil, len(x.classes)
	for _, c := range x.classes {
		switch x.selectsSource(p, c) {
		case yes:
			p.certain = append(p.certain, c)
		case perhaps:
			p.possible = append(p.possible, c)
		}
	}
	return p.certain, p.possible
}

func (r *rule) ranges() []Ports {
	var all []Ports
	for _, p := range r.ports {
		out := Ports{Protocol: p.protocol, From: p.from, To: p.to, Name: p.name}
		if p.anyNumber {
			out.From, out.To = 1, 65535
		}
		all = append(all, out)
	}
	return all
}
