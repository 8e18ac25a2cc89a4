package audit

import (
	"context"
	"slices"
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/audit/isolation"
	"bulkhead/audit/relate"
	"bulkhead/audit/subject"
)

// crossing finds the guests that nodes may be, by the system's UUID or a MAC address.
type crossing struct {
	byUUID, byMAC map[string][]relate.Domain
}

// cross asks of each node with a guest like it whether it is that guest. It comes when all targets were collected.
func (r *run) cross(ctx context.Context, t *tally, b *isolation.Builder) error {
	c := crossing{map[string][]relate.Domain{}, map[string][]relate.Domain{}}
	var nodes []*estate.Object
	for _, in := range r.targets {
		if in.relation == nil {
			continue
		}
		nodes = append(nodes, in.relation.Nodes()...)
		for _, d := range in.relation.Domains() {
			if d.UUID != "" {
				c.byUUID[d.UUID] = append(c.byUUID[d.UUID], d)
			}
			for _, mac := range d.MACs {
				c.byMAC[mac] = append(c.byMAC[mac], d)
			}
		}
	}
	if len(c.byUUID)+len(c.byMAC) == 0 {
		return nil
	}
	for _, o := range nodes {
		guests, mac := c.of(o)
		if len(guests) > 1 {
			b.Problem("node " + o.Name + " of " + o.Target.ID + " is claimed by several guests: " + names(guests))
		}
		for _, g := range guests {
			s := nodeSubject(o, g, mac, len(guests) > 1)
			if err := r.examineEdges(ctx, t, estate.Kubernetes, s); err != nil {
				return err
			}
		}
	}
	return nil
}

// of returns the guests that a node may be: those of its UUID, or else those with a MAC address that its annotations name.
func (c *crossing) of(node *estate.Object) (guests []relate.Domain, mac string) {
	uuid := strings.ToLower(node.Value.At("status", "nodeInfo", "systemUUID").Str())
	if guests = c.byUUID[uuid]; len(guests) > 0 && uuid != "" {
		return guests, ""
	}
	for _, item := range node.Value.At("metadata", "annotations").Fields() {
		for _, word := range words(strings.ToLower(item.Value.Str())) {
			if guests = c.byMAC[word]; len(guests) > 0 {
				return guests, word
			}
		}
	}
	return nil, ""
}

// words are the parts of a text that may be MAC addresses.
func words(text string) []string {
	const macLength = len("00:00:00:00:00:00")
	parts := strings.FieldsFunc(text, func(r rune) bool { return !strings.ContainsRune("0123456789abcdef:", r) })
	for i, part := range parts {
		parts[i] = strings.Trim(part, ":")
	}
	return slices.DeleteFunc(parts, func(part string) bool { return len(part) != macLength })
}

func names(guests []relate.Domain) string {
	var all []string
	for _, g := range guests {
		all = append(all, g.Object.Name+" of "+g.Object.Target.ID)
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

func nodeSubject(o *estate.Object, g relate.Domain, mac string, several bool) *subject.Subject {
	fact := []estate.Item{
		{Key: "name", Value: estate.Text(g.Object.Name)},
		{Key: "target", Value: estate.Text(g.Object.Target.ID)},
		{Key: "uuid", Value: estate.Text(g.UUID)},
	}
	if mac != "" {
		fact = append(fact, estate.Item{Key: "mac", Value: estate.Text(mac)})
	}
	if several {
		fact = append(fact, estate.Item{Key: "several", Value: estate.Bool(true)})
	}
	return &subject.Subject{
		Kind: "kubernetes/node", Object: o,
		Roots: []subject.Root{
			{Name: "node", Value: o.Value, Object: o},
			{Name: "facts", Value: estate.MapOf(estate.Item{Key: "domain", Value: estate.MapOf(fact...)})},
		},
	}
}
