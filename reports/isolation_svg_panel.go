package reports

import (
	"fmt"
	"slices"

	"bulkhead/audit/result"
)

// panels are what the zones unfold into, one above the other: only that which the address names is shown.
func (s *svg) panels(x int) {
	zones := s.report.Isolation.Zoning.Zones
	for _, zone := range s.zones {
		s.panel(x, fmt.Sprintf("zone%d", zone), zones[zone].Name, s.of[zones[zone].Name])
	}
	if len(s.folded) > 0 {
		s.panel(x, "more", plural(len(s.folded), "more zone"), s.foldedWorkloads())
	}
	if outside := s.of[""]; len(outside) > 0 {
		s.panel(x, "none", "In no zone", outside)
	}
}

func (s *svg) foldedWorkloads() []*result.Workload {
	var all []*result.Workload
	for _, zone := range s.folded {
		all = append(all, s.of[s.report.Isolation.Zoning.Zones[zone].Name]...)
	}
	slices.SortStableFunc(all, func(a, b *result.Workload) int { return a.Rung - b.Rung })
	return all
}

// tallest is how far down the panels reach.
func (s *svg) tallest() int {
	most := len(s.of[""])
	for _, zone := range s.zones {
		most = max(most, len(s.of[s.report.Isolation.Zoning.Zones[zone].Name]))
	}
	most = max(most, len(s.foldedWorkloads()))
	return svgTop + (min(most, svgDetails)+3)*svgCell + (max(0, most-svgDetails)/svgSquares+2)*(svgSquare+2)
}

// panel shows some workloads, the weakest first: the first by name, with what holds them where they stand, the others as a square each.
func (s *svg) panel(x int, id, title string, workloads []*result.Workload) {
	fmt.Fprintf(s, "<g class=\"panel\" id=\"%s\">\n<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"24\" fill=\"#fff\"/>", id, x-4, svgTop-38, svgPanel)
	s.text(x, svgTop-20, "strong", fmt.Sprintf("%s: %s, the weakest first", short(title, 2*svgNameLong), plural(len(workloads), "workload")))
	s.link("title", x+svgPanel-80, svgTop-20, "fold")
	s.WriteString("\n")
	for i, w := range workloads {
		if i < svgDetails {
			s.workload(x, svgTop+i*svgCell, w)
			continue
		}
		at := i - svgDetails
		fmt.Fprintf(s, `<rect x="%d" y="%d" width="%d" height="%d" class="r%d"><title>`, x+at%svgSquares*(svgSquare+2),
			svgTop+svgDetails*svgCell+10+at/svgSquares*(svgSquare+2), svgSquare, svgSquare, w.Rung)
		s.escape(fmt.Sprintf("%s: rung %d", svgName(w), w.Rung))
		s.WriteString("</title></rect>\n")
	}
	s.WriteString("</g>\n")
}

func (s *svg) workload(x, y int, w *result.Workload) {
	fmt.Fprintf(s, `<rect x="%d" y="%d" width="22" height="18" class="r%d"/>`, x, y+3, w.Rung)
	look := "on"
	if w.Rung == 2 {
		look = "dark"
	}
	s.text(x+11, y+16, "small "+look, fmt.Sprint(w.Rung))
	s.text(x+30, y+12, "small strong", short(svgName(w), 3*svgNameLong))
	why := "nothing is known that leads out of it"
	if len(w.Edges) > 0 {
		e := &w.Edges[0]
		why = e.Cost + ": " + e.Message
		if e.Part != "" {
			why = e.Cost + ": " + e.Part + " " + e.Message
		}
		if e.Unproven {
			why += " (unproven)"
		}
	}
	s.text(x+30, y+23, "small faint", short(why, 4*svgNameLong))
	s.WriteString("\n")
}

func svgName(w *result.Workload) string {
	if w.Namespace == "" {
		return w.Resource + "/" + w.Name
	}
	return w.Namespace + "/" + w.Resource + "/" + w.Name
}
