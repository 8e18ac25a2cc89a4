package network

import (
	"fmt"
	"slices"
	"strings"

	"bulkhead/audit/estate"
)

// Arc is a part of a way that traffic may take: from a class's outside (see [Class.Out]) by what several have in common to another's
// inside. There is a way between two classes if and only if policies at both ends let some connection through, and one without an
// unclear part if that is certain.
type Arc struct {
	From, To string
	Unclear  *estate.Value
}

// Out and In name the ends of arcs.
func (c *Class) Out() string { return fmt.Sprintf("out %d", c.id) }

// In names the other end.
func (c *Class) In() string { return fmt.Sprintf("in %d", c.id) }

// Traffic returns how all classes may reach each other. It is about as long as there are classes and what their rules select, and never
// as there are pairs of classes.
func (x *Index) Traffic() []Arc {
	t := &traffic{Index: x, byNamespace: map[string][]*Class{}, ways: [2]map[string]*passage{{}, {}}, opposite: map[string][]*Class{}}
	for _, c := range x.classes {
		t.byNamespace[c.Namespace] = append(t.byNamespace[c.Namespace], c)
	}
	for d := range t.ways {
		for _, c := range x.classes {
			t.add(c, Direction(d))
		}
	}
	t.open()
	t.held()
	t.both()
	return t.arcs
}

// Middles of arcs.
const (
	Anywhere = "anywhere" // from all that nothing holds to all that nothing holds; nodes are there too
	fromHost = "from nodes' network"
	toHost   = "to nodes' network"
)

// traffic builds arcs.
type traffic struct {
	*Index
	arcs        []Arc
	byNamespace map[string][]*Class
	ways        [2]map[string]*passage // by direction and key
	opposite    map[string][]*Class    // classes that a peer selects or may select
}

// passage is one peer and list of ports that rules let through, and the classes that have such rules.
type passage struct {
	key     string
	peer    *peer // nil is everyone
	ports   []ports
	classes []*Class
}

func (t *traffic) arc(from, to string, unclear *estate.Value) {
	t.arcs = append(t.arcs, Arc{from, to, unclear})
}

// state says what holds a class in a direction: nothing, its rules, or something that is not understood. What administrators' policies make of
// it is known of single connections only.
func (t *traffic) state(c *Class, d Direction) (isOpen bool, unclear *estate.Value) {
	s := t.side(c, d)
	switch {
	case s.foreign != nil:
		return true, s.foreign
	case s.tiers.about(d):
		return true, undecided()
	case !s.isolated:
		return true, s.unclear
	}
	return false, s.unclear
}

func (t *traffic) add(c *Class, d Direction) {
	if isOpen, _ := t.state(c, d); isOpen {
		return
	}
	for _, r := range t.side(c, d).rules {
		peers := r.peers
		if peers == nil {
			peers = []*peer{nil}
		}
		for _, p := range peers {
			key := fmt.Sprintf("%p %v", p, r.ports)
			known := t.ways[d][key]
			if known == nil {
				known = &passage{key: fmt.Sprintf("%d", len(t.ways[d])), peer: p, ports: r.ports}
				t.ways[d][key] = known
			}
			if n := len(known.classes); n == 0 || known.classes[n-1] != c {
				known.classes = append(known.classes, c)
			}
		}
	}
}

// open connects what nothing holds for certain, or what something may let through.
func (t *traffic) open() {
	for _, c := range t.classes {
		for _, d := range [...]Direction{Egress, Ingress} {
			isOpen, unclear := t.state(c, d)
			if !isOpen && unclear == nil {
				continue
			}
			if d == Egress {
				t.arc(c.Out(), Anywhere, unclear)
			} else {
				t.arc(Anywhere, c.In(), unclear)
			}
		}
		if !c.HostNetwork {
			continue
		}
		// Whatever rules say, plugins may let through what comes from nodes, and what goes there.
		t.arc(c.Out(), fromHost, nil)
		t.arc(toHost, c.In(), nil)
	}
	for _, c := range t.classes {
		if isOpen, _ := t.state(c, Ingress); !isOpen {
			t.arc(fromHost, c.In(), uncertainPeer(End{Class: &Class{HostNetwork: true}}))
		}
		if isOpen, _ := t.state(c, Egress); !isOpen {
			t.arc(c.Out(), toHost, uncertainPeer(End{Class: &Class{HostNetwork: true}}))
		}
	}
}

// held connects what rules hold at one end with what is open, or may be, at the other.
func (t *traffic) held() {
	for d, ways := range t.ways {
		for _, w := range ways {
			hub := fmt.Sprintf("%s %s", [...]string{"in rule", "out rule"}[d], w.key)
			for _, c := range w.classes {
				if Direction(d) == Egress {
					t.arc(c.Out(), hub, nil)
				} else if w.somePort(c) {
					t.arc(hub, c.In(), nil)
				}
			}
			for _, c := range t.selectedBy(w.peer) {
				isOpen, unclear := t.state(c, 1-Direction(d))
				if !isOpen && unclear == nil {
					continue
				}
				if t.matches(w.peer, c) == perhaps && unclear == nil {
					unclear = uncertainPeer(End{Class: c})
				}
				if Direction(d) == Ingress {
					t.arc(c.Out(), hub, unclear)
				} else if w.somePort(c) {
					t.arc(hub, c.In(), unclear)
				}
			}
		}
	}
}

// both connects what rules hold at both ends: each pair of an egress rule and an ingress rule of which the one selects a class with the
// other.
func (t *traffic) both() {
	into := map[*Class][]*passage{} // ingress passages that select a class
	for _, w := range sorted(t.ways[Ingress]) {
		for _, c := range t.selectedBy(w.peer) {
			if isOpen, _ := t.state(c, Egress); !isOpen {
				into[c] = append(into[c], w)
			}
		}
	}
	type pair struct{ out, in *passage }
	made := map[pair]bool{}
	for _, out := range sorted(t.ways[Egress]) {
		for _, from := range out.classes {
			for _, in := range into[from] {
				p := pair{out, in}
				first := !made[p]
				if first {
					made[p] = t.leave(out, in)
				}
				if made[p] {
					t.arc(from.Out(), pairName(out, in), t.doubt(in.peer, from))
				}
			}
		}
	}
}

func pairName(out, in *passage) string { return "rules " + out.key + " " + in.key }

// leave connects a pair of rules with the classes that they lead to, and says whether there are any.
func (t *traffic) leave(out, in *passage) bool {
	any := false
	for _, to := range in.classes {
		if t.matches(out.peer, to) == no || !overlap(out.ports, in.ports, to) {
			continue
		}
		any = true
		t.arc(pairName(out, in), to.In(), t.doubt(out.peer, to))
	}
	return any
}

func (t *traffic) doubt(p *peer, c *Class) *estate.Value {
	if t.matches(p, c) == perhaps {
		return uncertainPeer(End{Class: c})
	}
	return nil
}

// matches says whether a peer of a rule is about a class, whose addresses are not known.
func (t *traffic) matches(p *peer, c *Class) match {
	switch {
	case p == nil:
		return yes
	case p.block != nil:
		return perhaps
	}
	return t.selectsSource(p, c)
}

// selectedBy lists the classes that a peer selects, or may select.
func (t *traffic) selectedBy(p *peer) []*Class {
	key := fmt.Sprintf("%p", p)
	if known, ok := t.opposite[key]; ok {
		return known
	}
	candidates := t.classes
	if p != nil && p.block == nil && p.namespaces.Selector == nil {
		candidates = t.byNamespace[p.namespace]
	}
	var selected []*Class
	for _, c := range candidates {
		if t.matches(p, c) != no {
			selected = append(selected, c)
		}
	}
	t.opposite[key] = selected
	return selected
}

// somePort says whether the destination has any port that the passage is about.
func (w *passage) somePort(destination *Class) bool { return overlap(w.ports, nil, destination) }

// overlap says whether two lists of ports, of which nil is all, have a port of the destination in common.
func overlap(a, b []ports, destination *Class) bool {
	if a == nil && b == nil {
		return true
	}
	for _, list := range [][]ports{a, b} {
		for i := range list {
			for _, number := range list[i].some(destination) {
				if one := list[i].protocol; portsMatch(a, destination, one, number) && portsMatch(b, destination, one, number) {
					return true
				}
			}
		}
	}
	return false
}

// some are the ports at which a range begins; if two ranges have a port in common, they have the one where the later of them begins.
func (p *ports) some(destination *Class) []int32 {
	switch {
	case p.anyNumber:
		return []int32{1}
	case p.name == "":
		return []int32{p.from}
	}
	var numbers []int32
	for _, named := range destination.Ports {
		if named.Name == p.name && named.Protocol == p.protocol {
			numbers = append(numbers, named.Number)
		}
	}
	return numbers
}

func portsMatch(list []ports, destination *Class, protocol string, number int32) bool {
	return list == nil || slices.ContainsFunc(list, func(p ports) bool { return p.matches(destination, protocol, number) })
}

func sorted(ways map[string]*passage) []*passage {
	list := make([]*passage, 0, len(ways))
	for _, w := range ways {
		list = append(list, w)
	}
	slices.SortFunc(list, func(a, b *passage) int { return strings.Compare(a.key, b.key) })
	return list
}
