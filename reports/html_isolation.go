package reports

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"bulkhead/audit/result"
)

// htmlLadder is the picture of a ladder, the highest rung first. Lengths are in units of its viewBox.
type htmlLadder struct {
	Height         int
	Text, Unproven string
	Rungs          []htmlRung
}

type htmlRung struct {
	Number, NameY int
	Name          string
	Bars          []htmlBar
}

type htmlBar struct {
	Platform, Count, Class  string
	Y, TextY, Width, CountX int
}

const (
	ladderBars  = 260 // the longest bar
	ladderStart = 90  // where bars begin
)

// ladder draws the rungs that are known, and any other on which something stands.
func (p *htmlPage) ladder(i *result.Isolation) {
	if i == nil || len(i.Workloads) == 0 {
		return
	}
	counts, platforms, most, unproven := map[int]map[string]int{}, map[string]bool{}, 1, 0
	for n := range i.Workloads {
		w := &i.Workloads[n]
		if counts[w.Rung] == nil {
			counts[w.Rung] = map[string]int{}
		}
		counts[w.Rung][w.Platform]++
		platforms[w.Platform] = true
		most = max(most, counts[w.Rung][w.Platform])
		if w.Possible > w.Rung {
			unproven++
		}
	}
	for rung := range rungNames() {
		if counts[rung] == nil {
			counts[rung] = map[string]int{}
		}
	}
	l := &htmlLadder{}
	if unproven > 0 {
		l.Unproven = fmt.Sprintf("%s may stand higher: what holds it there could not be read.", plural(unproven, "workload"))
		if unproven > 1 {
			l.Unproven = strings.Replace(l.Unproven, "holds it", "holds them", 1)
		}
	}
	var text []string
	for _, number := range slices.Backward(slices.Sorted(maps.Keys(counts))) {
		rung := htmlRung{Number: number, NameY: l.Height + 14, Name: rungName(number)}
		l.Height += 20
		var said []string
		for _, platform := range slices.Sorted(maps.Keys(platforms)) {
			n := counts[number][platform]
			bar := htmlBar{Platform: clean(platform), Count: thousands(n), Class: map[style]string{bad: "bad", doubt: "doubt", good: "good"}[rungStyle(number)], Y: l.Height, TextY: l.Height + 10}
			if n > 0 {
				bar.Width = max(2, n*ladderBars/most)
			}
			bar.CountX = ladderStart + bar.Width + 6
			rung.Bars = append(rung.Bars, bar)
			said = append(said, thousands(n)+" "+clean(platform))
			l.Height += 16
		}
		l.Height += 6
		l.Rungs = append(l.Rungs, rung)
		text = append(text, fmt.Sprintf("Rung %d, %s: %s.", number, rung.Name, strings.Join(said, ", ")))
	}
	l.Text = strings.Join(text, " ")
	p.Ladder = l
}

// rungName is as much of a rung's name as fits beside its number.
func rungName(rung int) string {
	names := rungNames()
	if rung < 0 || rung >= len(names) {
		return "not known to this version"
	}
	name, _, _ := strings.Cut(names[rung], "; ")
	name, _, _ = strings.Cut(name, ": ")
	name, _, _ = strings.Cut(name, ", or ")
	return name
}

// htmlDimension is a row of the table that compares containers with virtual machines.
type htmlDimension struct {
	Name, Verdict string
	Cells         []htmlCell
}

// htmlCell is what is claimed of a platform and what was found; the bars are in percent, and there are none where nothing was judged.
type htmlCell struct {
	Claim, Text, Class  string
	Pass, Unknown, Fail int
	UnknownX, FailX     int
}

func (p *htmlPage) dimensions(all []result.Dimension) {
	for i := range all {
		row := htmlDimension{Name: clean(all[i].Name), Verdict: medians(&all[i])}
		for j := range all[i].Cells {
			c := &all[i].Cells[j]
			if i == 0 {
				p.Platforms = append(p.Platforms, clean(c.Platform))
			}
			text, look := found(c)
			cell := htmlCell{Claim: clean(c.Claim), Text: text, Class: map[style]string{bad: "bad", good: "good", faint: "faint"}[look]}
			if total := c.Pass + c.Unknown + c.Fail; total > 0 {
				cell.Pass, cell.UnknownX = c.Pass*100/total, c.Pass*100/total
				cell.Unknown = c.Unknown * 100 / total
				cell.FailX = cell.UnknownX + cell.Unknown
				cell.Fail = 100 - cell.FailX
			}
			row.Cells = append(row.Cells, cell)
		}
		p.Dimensions = append(p.Dimensions, row)
	}
}
