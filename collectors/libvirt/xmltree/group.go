package xmltree

import (
	"fmt"

	"bulkhead/audit/estate"
)

// group is the elements of one name inside one parent, as a chain of members.
type group struct {
	child
	name        string
	key         string
	first, last int // in the parser's members
	count       int
}

type member struct {
	value *estate.Value
	next  int // in the parser's members; of no meaning in a group's last
}

// groups are those of one open element, which lie on the parser's stacks above those of the elements around it.
type groups struct {
	first   int // in the parser's groups
	members int // where the parser's members began
	byName  map[string]int
}

// searched is how many groups are searched one by one; hardly any element has more.
const searched = 16

func (p *parser) open() groups { return groups{first: len(p.groups), members: len(p.members)} }

// find returns the place of the group of a name, or -1.
func (p *parser) find(of *groups, name string) int {
	if of.byName != nil {
		if i, ok := of.byName[name]; ok {
			return i
		}
		return -1
	}
	for i := of.first; i < len(p.groups); i++ {
		if p.groups[i].name == name {
			return i
		}
	}
	return -1
}

// add appends a group and returns its place. No element inside of is open.
func (p *parser) add(of *groups, g group) int {
	p.groups = append(p.groups, g)
	last := len(p.groups) - 1
	switch {
	case of.byName != nil:
		of.byName[g.name] = last
	case last-of.first >= searched:
		of.byName = make(map[string]int, 2*searched)
		for i := of.first; i <= last; i++ {
			of.byName[p.groups[i].name] = i
		}
	}
	return last
}

// join appends an element to a group.
func (p *parser) join(i int, v *estate.Value) {
	p.members = append(p.members, member{value: v})
	last := len(p.members) - 1
	g := &p.groups[i]
	if g.count == 0 {
		g.first = last
	} else {
		p.members[g.last].next = last
	}
	g.last = last
	g.count++
}

// close moves the values of an element's groups to pending.
func (p *parser) close(of groups) {
	for i := of.first; i < len(p.groups); i++ {
		g := &p.groups[i]
		p.pending = append(p.pending, estate.Item{Key: g.key, Value: p.grouped(g)})
	}
	p.groups = p.groups[:of.first]
	p.members = p.members[:of.members]
}

// grouped returns the value of all elements of one name.
func (p *parser) grouped(g *group) *estate.Value {
	first := p.members[g.first].value
	if !g.list && g.count == 1 {
		return first
	}
	v := p.New()
	v.Line, v.Column = first.Line, first.Column
	if !g.list {
		v.Kind, v.Text = estate.Unread, fmt.Sprintf("<%s> is given %d times where one is allowed", g.key, g.count)
		return v
	}
	begin := len(p.pending)
	for n, i := 0, g.first; n < g.count; n, i = n+1, p.members[i].next {
		p.pending = append(p.pending, estate.Item{Value: p.members[i].value})
	}
	v.Kind, v.Items = estate.List, p.Keep(p.pending[begin:])
	p.pending = p.pending[:begin]
	return v
}
