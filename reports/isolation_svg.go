package reports

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"slices"

	"bulkhead/audit/isolation"
	"bulkhead/audit/result"
)

// FormatSVG is a picture of the map: trust zones by their distance to each other, each of which unfolds into its workloads.
const FormatSVG = "svg"

// DrawnZones bounds how many trust zones a picture shows one by one, the weakest first. The others are folded into one.
const DrawnZones = 40

// shownZones are the positions of the zones that a picture shows, the weakest first, and of those that are folded.
func shownZones(z *result.Zoning) (shown, folded []int) {
	shown = isolation.Weakest(z.Zones)
	most := min(len(shown), DrawnZones)
	return shown[:most], shown[most:]
}

// Lengths in the picture, in its own units, of which a browser makes pixels.
const (
	svgTop      = 260 // of the first row
	svgBar      = 190 // where the bars of rungs begin, and their length
	svgBarWide  = 110
	svgMatrix   = 360 // where the matrix begins
	svgCell     = 26
	svgMachine  = 30 // machines that are shown one by one
	svgDetails  = 30 // workloads of a zone that are shown one by one
	svgSquare   = 12
	svgSquares  = 45 // squares in a row
	svgPanel    = 640
	svgNameLong = 24 // characters
)

const svgStyle = `text{font:13px sans-serif;fill:#222}.faint{fill:#666}.head{font-weight:bold;font-size:17px}.strong{font-weight:bold}.small{font-size:11px}` +
	`a text{fill:#0645ad}a:focus text{text-decoration:underline}.panel{display:none}.panel:target{display:inline}` +
	`.r0{fill:#b3261e}.r1{fill:#e08a1e}.r2{fill:#d9c84a}.r3{fill:#8fbc5a}.r4{fill:#4a9a4a}.r5{fill:#216e39}` +
	`.d0{fill:#b3261e}.d1{fill:#dd6b20}.d2{fill:#eec25e}.d3{fill:#a9cf8a}.d4{fill:#eee}.on{fill:#fff;text-anchor:middle}.dark{text-anchor:middle}`

// svg draws the map. It keeps no picture: what is drawn is written.
type svg struct {
	*bufio.Writer
	report *result.Report
	zones  []int // in the order of rows
	folded []int
	of     map[string][]*result.Workload
}

// writeSVG draws zones that [isolation.Separate] told apart.
func writeSVG(w io.Writer, r *result.Report) error {
	s := &svg{Writer: bufio.NewWriterSize(w, 1<<16), report: r, of: map[string][]*result.Workload{}}
	for i := range r.Isolation.Workloads {
		one := &r.Isolation.Workloads[i]
		s.of[one.Zone] = append(s.of[one.Zone], one)
	}
	s.zones, s.folded = shownZones(r.Isolation.Zoning)
	s.draw()
	if err := s.Flush(); err != nil {
		return fmt.Errorf("write isolation: %w", err)
	}
	return nil
}

func (s *svg) draw() {
	machines := s.machines()
	rows := len(s.zones) + 2
	panel := svgMatrix + max(len(s.zones), 12)*svgCell + 60
	below := svgTop + rows*svgCell + 40
	height := below + (min(len(machines), svgMachine)+3)*svgCell
	height = max(height, s.tallest())
	fmt.Fprintf(s, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-labelledby="title">`+"\n",
		panel+svgPanel, height, panel+svgPanel, height)
	fmt.Fprintf(s, "<title id=\"title\">Isolation map</title><style>%s</style>\n<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>\n", svgStyle)
	s.text(20, 32, "head", "Isolation: what an attacker in one trust zone reaches")
	s.text(20, 54, "faint", fmt.Sprintf("%s in %s; choose a zone's name to unfold it", plural(len(s.report.Isolation.Workloads), "workload"), plural(len(s.zones)+len(s.folded), "trust zone")))
	s.legend()
	s.text(svgMatrix, svgTop-90, "faint small", "From the zone of a row to that of a column: 0 is what configuration alone gives away, ? is unproven.")
	for row, zone := range s.zones {
		s.row(row, zone)
	}
	y := svgTop + len(s.zones)*svgCell
	if len(s.folded) > 0 {
		var rungs [6]int
		for _, zone := range s.folded {
			for rung, n := range s.report.Isolation.Zoning.Zones[zone].Rungs {
				rungs[rung] += n
			}
		}
		s.link("more", 20, y+18, "and "+plural(len(s.folded), "more zone"))
		s.bar(y, &rungs)
		y += svgCell
	}
	if outside := s.of[""]; len(outside) > 0 {
		var rungs [6]int
		for _, w := range outside {
			rungs[w.Rung]++
		}
		s.link("none", 20, y+18, "in no zone")
		s.bar(y, &rungs)
	}
	s.text(20, below, "strong", "Machines, and the rungs of what runs on them")
	for i := range machines {
		at := below + (i+1)*svgCell
		if i == svgMachine {
			s.text(20, at, "faint", fmt.Sprintf("and %s more", thousands(len(machines)-svgMachine)))
			break
		}
		v := result.Vertex{Kind: machines[i].By, Target: machines[i].Target, Name: machines[i].Name}
		s.text(20, at, "", short(isolation.Describe(&v), svgNameLong-2))
		s.bar(at-18, &machines[i].Rungs)
	}
	s.text(panel, svgTop-20, "faint", "A zone that is chosen is shown here.")
	s.panels(panel)
	s.WriteString("</svg>\n")
}

func (s *svg) machines() []result.Ladder {
	machines := slices.DeleteFunc(isolation.Ladders(s.report.Isolation), func(l result.Ladder) bool {
		return l.By != isolation.KindNode && l.By != isolation.KindHost
	})
	slices.SortStableFunc(machines, func(a, b result.Ladder) int { return isolation.Weaker(&a.Rungs, &b.Rungs) })
	return machines
}

func (s *svg) legend() {
	for rung, name := range rungNames() {
		x, y := 20+rung%2*440, 74+rung/2*20
		fmt.Fprintf(s, `<rect x="%d" y="%d" width="12" height="12" class="r%d"/>`, x, y, rung)
		s.text(x+20, y+11, "small", fmt.Sprintf("rung %d: %s", rung, name))
	}
}

// row draws a zone: its name, how its workloads stand, and how far the other zones lie from it.
func (s *svg) row(row, zone int) {
	z, y := s.report.Isolation.Zoning, svgTop+row*svgCell
	s.link(fmt.Sprintf("zone%d", zone), 20, y+18, short(z.Zones[zone].Name, svgNameLong))
	s.bar(y, &z.Zones[zone].Rungs)
	x := svgMatrix + row*svgCell
	fmt.Fprintf(s, `<g transform="translate(%d %d) rotate(-55)">`, x+svgCell/2+4, svgTop-8)
	s.text(0, 0, "small", short(z.Zones[zone].Name, svgNameLong-8))
	s.WriteString("</g>\n")
	first, _ := slices.BinarySearchFunc(z.Reach, zone, func(r result.ZoneReach, zone int) int { return r.From - zone })
	columns := map[int]int{}
	for column, to := range s.zones {
		columns[to] = column
	}
	drawn := map[int]bool{}
	for i := first; i < len(z.Reach) && z.Reach[i].From == zone; i++ {
		if column, ok := columns[z.Reach[i].To]; ok {
			drawn[column] = true
			s.cell(column, y, &z.Reach[i])
		}
	}
	for column := range s.zones {
		if column != row && !drawn[column] {
			fmt.Fprintf(s, `<rect x="%d" y="%d" width="%d" height="%d" class="d4"/>`, svgMatrix+column*svgCell, y, svgCell-2, svgCell-2)
		}
	}
	s.WriteString("\n")
}

func (s *svg) cell(column, y int, r *result.ZoneReach) {
	class, look := "d3", "dark"
	switch {
	case r.Distance == 0:
		class, look = "d0", "on"
	case r.Distance < isolation.Service.Weight():
		class, look = "d1", "on"
	case r.Distance < isolation.VMM.Weight():
		class = "d2"
	}
	zones := s.report.Isolation.Zoning.Zones
	said := fmt.Sprintf("from %s to %s: distance %d", zones[r.From].Name, zones[r.To].Name, r.Distance)
	mark := fmt.Sprint(r.Distance)
	switch {
	case r.Proven < 0:
		said, mark = said+", unproven", mark+"?"
	case r.Proven != r.Distance:
		said, mark = fmt.Sprintf("%s, proven at %d", said, r.Proven), mark+"?"
	}
	x := svgMatrix + column*svgCell
	s.WriteString("<g><title>")
	s.escape(said)
	fmt.Fprintf(s, `</title><rect x="%d" y="%d" width="%d" height="%d" class="%s"/>`, x, y, svgCell-2, svgCell-2, class)
	s.text(x+svgCell/2-1, y+17, "small "+look, mark)
	s.WriteString("</g>")
}

// bar draws how many of some workloads stand on each rung, as parts of them all, and their number.
func (s *svg) bar(y int, rungs *[6]int) {
	total := 0
	for _, n := range rungs {
		total += n
	}
	x := 0
	for rung, n := range rungs {
		if n == 0 {
			continue
		}
		wide := max(2, n*svgBarWide/total)
		fmt.Fprintf(s, `<rect x="%d" y="%d" width="%d" height="12" class="r%d"><title>%s on rung %d</title></rect>`, svgBar+x, y+7, wide, rung, thousands(n), rung)
		x += wide
	}
	s.text(svgBar+x+6, y+18, "small faint", thousands(total))
}

func (s *svg) link(id string, x, y int, name string) {
	fmt.Fprintf(s, `<a href="#%s">`, id)
	s.text(x, y, "", name)
	s.WriteString("</a>")
}

// text writes a line of text at a place.
func (s *svg) text(x, y int, class, text string) {
	fmt.Fprintf(s, `<text x="%d" y="%d"`, x, y)
	if class != "" {
		fmt.Fprintf(s, ` class="%s"`, class)
	}
	s.WriteString(">")
	s.escape(text)
	s.WriteString("</text>")
}

func (s *svg) escape(text string) {
	_ = xml.EscapeText(s, []byte(Plain(text))) // its errors stay in s until it is flushed
}

// short is a text of so many characters at most. What is left out is told where the picture unfolds.
func short(text string, most int) string {
	if runes := []rune(Plain(text)); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}
