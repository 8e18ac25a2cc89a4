package relate

import "bulkhead/audit/estate"

// GivenHost is a libvirt host that domains in files are to be defined on: what a snapshot holds of it and of its machine. It is an
// [estate.Sink] for the snapshot's targets, and makes no subjects of its own.
type GivenHost struct {
	host     *estate.Object
	hosts    int
	machines []*estate.Object
	networks map[string]*estate.Object
	filters  []*estate.Object
	unread   map[string]string // why objects of a kind that are not there may exist nonetheless
}

// Object implements [estate.Sink].
func (g *GivenHost) Object(o *estate.Object) error {
	switch {
	case o.Platform == estate.Node:
		g.machines = append(g.machines, o)
	case o.Platform != estate.Libvirt:
	case o.Kind == "Host":
		g.host = o
		g.hosts++
	case o.Kind == "Network":
		if g.networks == nil {
			g.networks = map[string]*estate.Object{}
		}
		g.networks[o.Name] = o
	case o.Kind == "NWFilter":
		g.filters = append(g.filters, o)
	}
	return nil
}

// Problem implements [estate.Sink].
func (g *GivenHost) Problem(p estate.Problem) {
	if g.unread == nil {
		g.unread = map[string]string{}
	}
	g.unread[p.Kind] = p.What + ": " + p.Error
}

// Progress implements [estate.Sink].
func (g *GivenHost) Progress(string, int, int) {}

// Hosts is how many libvirt hosts came.
func (g *GivenHost) Hosts() int { return g.hosts }

// OnHost makes the relation judge domains in files by that host, if it is not nil. What the files hold themselves comes first.
func (r *Relation) OnHost(g *GivenHost) {
	if g != nil && r.host.files {
		r.host.onHost = g
		r.host.machine = machineOf(g.host, g.machines)
	}
}
