package relate

import (
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/audit/isolation"
	"bulkhead/audit/result"
)

// hostChart notes a host's guests. Its methods do nothing without one.
type hostChart struct {
	domains []Domain
	hosts   []*estate.Object
}

// Domain is a guest, by what tells that it is a cluster's node.
type Domain struct {
	Object *estate.Object
	UUID   string   // in lower case
	MACs   []string // in lower case
}

func (c *hostChart) object(o *estate.Object) {
	if c == nil || o.Platform != estate.Libvirt {
		return
	}
	switch o.Kind {
	case "Host":
		c.hosts = append(c.hosts, o)
	case "Domain":
		domain := o.Value.Get("domain")
		d := Domain{Object: o, UUID: strings.ToLower(textOf(domain.Get("uuid")))}
		for _, item := range domain.At("devices", "interface").Elements() {
			if mac := item.Value.At("mac", "address").Str(); mac != "" {
				d.MACs = append(d.MACs, strings.ToLower(mac))
			}
		}
		c.domains = append(c.domains, d)
	}
}

// textOf is an element's text: its own, or the first where it may repeat.
func textOf(v *estate.Value) string {
	if elements := v.Elements(); len(elements) > 0 {
		v = elements[0].Value
	}
	return v.Str()
}

// Domains are the guests that were charted, and Nodes the nodes.
func (r *Relation) Domains() []Domain {
	if r.host.chart == nil {
		return nil
	}
	return r.host.chart.domains
}

// Nodes are the cluster's nodes that were charted.
func (r *Relation) Nodes() []*estate.Object {
	if r.cluster.chart == nil {
		return nil
	}
	return r.cluster.chart.nodes
}

// connect adds what belongs to a libvirt host.
func (h *libvirtHost) connect(b *isolation.Builder, target *estate.Target) {
	if h.chart == nil {
		return
	}
	host := result.Vertex{Kind: isolation.KindHost, Target: target.ID}
	guests := result.Vertex{Kind: isolation.KindGuests, Target: target.ID}
	for _, d := range h.chart.domains {
		b.Belong(guests, result.Vertex{Kind: isolation.KindDomain, Target: target.ID, Name: d.Object.Name})
	}
	h.connectCores(b)
	if len(h.chart.domains) > 0 {
		b.Vertex(host)
	}
	if h.machine != nil {
		machine := result.Vertex{Kind: isolation.KindHost, Target: h.machine.Target.ID}
		b.Belong(host, machine)
		b.Belong(machine, host)
		b.Belong(result.Vertex{Kind: isolation.KindGuests, Target: h.machine.Target.ID}, guests)
	}
	for _, n := range h.networks {
		if bridge := n.Value.At("network", "bridge", "name").Str(); bridge != "" {
			network := result.Vertex{Kind: isolation.KindNetwork, Target: target.ID, Name: n.Name}
			same := result.Vertex{Kind: isolation.KindNetwork, Target: target.ID, Name: bridge}
			b.Belong(network, same)
			b.Belong(same, network)
		}
	}
}
