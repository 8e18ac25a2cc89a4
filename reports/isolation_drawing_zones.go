package reports

import (
	"fmt"
	"slices"

	"bulkhead/audit/result"
)

// Bounds of what a drawing of trust zones shows besides them.
const (
	drawnMachines = 10 // that several zones are on, those that most are on
	fewest        = 3  // so many zones must lie equally far for one line to stand for them
)

const everyZone = "every"

// zoneDrawing folds the map into trust zones and the machines that several of them are on.
type zoneDrawing struct {
	nodes []drawnNode
	lines []drawnLine
	exact bool // every line is drawn
	// joined says that a line stands for several.
	joined bool
}

func drawnZones(r *result.Report, exact bool) drawing {
	z := r.Isolation.Zoning
	zones, folded := shownZones(z)
	shown, from := make([]bool, len(z.Zones)), make([][]*result.ZoneReach, len(z.Zones))
	for _, zone := range zones {
		shown[zone] = true
	}
	for i := range z.Reach {
		if reach := &z.Reach[i]; shown[reach.From] && shown[reach.To] {
			from[reach.From] = append(from[reach.From], reach)
		}
	}
	d := &zoneDrawing{exact: exact}
	for _, zone := range zones {
		one := &z.Zones[zone]
		d.nodes = append(d.nodes, drawnNode{id: zoneID(zone), kind: "zone", label: one.Name + "\n" + onRungs(&one.Rungs)})
		d.reaches(zone, from[zone], len(zones)-1)
	}
	if d.joined {
		d.nodes = append(d.nodes, drawnNode{id: everyZone, kind: "zones", label: "every zone to which\nno line of its own leads"})
	}
	if len(folded) > 0 {
		d.nodes = append(d.nodes, drawnNode{id: "zones", kind: "folded", label: "and " + plural(len(folded), "more zone")})
	}
	d.sharing(z.Shared, shown)
	return drawing{nodes: slices.Values(d.nodes), lines: slices.Values(d.lines)}
}

func zoneID(zone int) string { return fmt.Sprintf("z%d", zone) }

// reaches draws what a zone reaches. Where that is every other zone and lines may be joined, one stands for all zones that lie as far as most
// do, or farther.
func (d *zoneDrawing) reaches(zone int, reach []*result.ZoneReach, others int) {
	at, most := map[int]int{}, -1
	for _, r := range reach {
		at[r.Distance]++
		if most < 0 || at[r.Distance] > at[most] || (at[r.Distance] == at[most] && r.Distance > most) {
			most = r.Distance
		}
	}
	var far []*result.ZoneReach
	for _, r := range reach {
		if r.Distance >= most {
			far = append(far, r)
		}
	}
	joined := !d.exact && len(reach) == others && len(far) >= fewest
	for _, r := range reach {
		if !joined || r.Distance < most {
			d.leads(zone, zoneID(r.To), r)
		}
	}
	if joined {
		d.joined = true
		d.leads(zone, everyZone, far...)
	}
}

// leads draws one line for all of reach.
func (d *zoneDrawing) leads(zone int, to string, reach ...*result.ZoneReach) {
	nearest, farthest, unproven := reach[0].Distance, reach[0].Distance, false
	for _, r := range reach {
		nearest, farthest, unproven = min(nearest, r.Distance), max(farthest, r.Distance), unproven || r.Proven != r.Distance
	}
	label := fmt.Sprint(nearest)
	if farthest > nearest {
		label = fmt.Sprintf("%d to %d", nearest, farthest)
	}
	e := &result.Edge{Weight: nearest, Unproven: unproven, Message: "distance " + label}
	d.lines = append(d.lines, drawnLine{from: zoneID(zone), to: to, edge: e, label: label})
}

// sharing draws the machines that several of the zones shown are on; they are sorted by how many zones are on them.
func (d *zoneDrawing) sharing(shared []result.Shared, shown []bool) {
	n := 0
	for i := range shared {
		var on []int
		for _, zone := range *shared[i].Zones {
			if shown[zone] {
				on = append(on, zone)
			}
		}
		if len(on) < 2 {
			continue
		}
		if n++; n > drawnMachines {
			continue
		}
		id := fmt.Sprintf("m%d", i)
		d.nodes = append(d.nodes, drawnNode{id: id, kind: shared[i].Kind, label: describeShared(&shared[i])})
		for _, zone := range on {
			d.lines = append(d.lines, drawnLine{from: zoneID(zone), to: id})
		}
	}
	if n > drawnMachines {
		d.nodes = append(d.nodes, drawnNode{id: "machines", kind: "folded", label: "and " + thousands(n-drawnMachines) + " more that they share"})
	}
}
