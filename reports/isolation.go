package reports

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"bulkhead/audit/isolation"
	"bulkhead/audit/result"
)

// IsolationFormats lists the formats of [WriteIsolation], the default first.
func IsolationFormats() []string {
	return append([]string{FormatTable, FormatJSON}, DrawnFormats()...)
}

// DrawnFormats lists those that are pictures, or that programs make pictures of. Of trust zones they show [DrawnZones].
func DrawnFormats() []string { return []string{FormatSVG, FormatDOT, FormatGraphML} }

// WriteIsolation renders what stands between workloads and their machines. As JSON it is the whole report, with its section
// isolation.
func WriteIsolation(w io.Writer, format string, r *result.Report, o Options) error {
	switch format {
	case FormatJSON:
		return Write(w, format, r, o)
	case FormatDOT, FormatGraphML:
		return writeGraph(w, format, r)
	}
	if format == FormatSVG {
		return writeSVG(w, r)
	}
	buffered := bufio.NewWriterSize(w, 1<<16)
	t := ladderTable{table: table{page: newPage(buffered, o), digest: newDigest(r, o), margin: 2}}
	t.header()
	switch {
	case r.Isolation.Query != nil:
		t.query()
	case r.Isolation.Zoning != nil:
		t.zoning()
	case r.Isolation.Dimensions != nil:
		t.dimensions()
	default:
		t.ladder()
		t.axes()
		t.ladders()
		t.weakest()
		t.unproven()
	}
	t.weights()
	t.doubts()
	t.problems()
	if err := buffered.Flush(); err != nil {
		return fmt.Errorf("write isolation: %w", err)
	}
	return nil
}

// ladderTable shows a ladder to people.
type ladderTable struct{ table }

// Bounds of what is shown; JSON has all.
const (
	maxZones     = 15
	maxWorkloads = 15
	maxWays      = 4
)

// rungNames say what a rung means; the pods' word comes first where platforms differ.
func rungNames() []string {
	return []string{
		"no wall: configuration alone gives the machine away",
		"a shared kernel that lies wide open, or software that is no wall",
		"a shared kernel, of which little is open",
		"a virtual machine monitor, whose own cage is not whole",
		"a virtual machine monitor, and a whole cage around it",
		"the same, and nothing of another zone on the machine",
	}
}

func rungStyle(rung int) style {
	switch rung {
	case 0:
		return bad
	case 1:
		return doubt
	}
	return good
}

// ladder counts the workloads on each rung by platform.
func (t *ladderTable) ladder() {
	counts := map[string][]int{}
	for i := range t.report.Isolation.Workloads {
		w := &t.report.Isolation.Workloads[i]
		if counts[w.Platform] == nil {
			counts[w.Platform] = make([]int, isolation.Rungs)
		}
		counts[w.Platform][w.Rung]++
	}
	var platforms []string
	for platform := range counts {
		platforms = append(platforms, platform)
	}
	slices.Sort(platforms)
	t.blank()
	if len(platforms) == 0 {
		t.para(0, 2, span{bad, "No workload was found: the ladder is about pods and guests."})
		return
	}
	t.para(0, 2, span{strong, "LADDER"}, span{faint, "  how many workloads stand on which rung"})
	widths := []int{len("rung 0")}
	row := []span{{strong, "rung"}}
	for _, platform := range platforms {
		widths = append(widths, len(platform))
		row = append(row, span{strong, platform})
	}
	t.cells(2, widths, append(row, span{"", ""})...)
	for rung, name := range rungNames() {
		row := []span{{rungStyle(rung), fmt.Sprintf("%6d", rung)}}
		for _, platform := range platforms {
			row = append(row, span{"", fmt.Sprintf("%*s", len(platform), thousands(counts[platform][rung]))})
		}
		t.cells(2, widths, append(row, span{"", name})...)
	}
}

// ladders shows zones, namespaces that are no zones of their own, and machines, those with the weakest workloads first.
func (t *ladderTable) ladders() {
	all := isolation.Ladders(t.report.Isolation)
	part := func(title, what string, least int, kinds ...string) {
		var part []result.Ladder
		for i := range all {
			if slices.Contains(kinds, all[i].By) {
				part = append(part, all[i])
			}
		}
		if len(part) < least {
			return
		}
		slices.SortStableFunc(part, func(a, b result.Ladder) int { return isolation.Weaker(&a.Rungs, &b.Rungs) })
		t.blank()
		t.para(0, 2, span{strong, title}, span{faint, "  " + what + ", the weakest first"})
		for i := range part {
			if i == maxZones {
				t.para(2, 4, span{faint, "and " + thousands(len(part)-maxZones) + " more (-f json has all)"})
				break
			}
			t.ladderOf(&part[i])
		}
	}
	part("TRUST ZONES", "namespaces and guests", 2, "zone")
	part("MACHINES", "what runs on each", 1, isolation.KindNode, isolation.KindHost)
}

func (t *ladderTable) ladderOf(l *result.Ladder) {
	weakest := slices.IndexFunc(l.Rungs[:], func(n int) bool { return n > 0 })
	name := l.Name
	if l.By == isolation.KindNode || l.By == isolation.KindHost {
		v := result.Vertex{Kind: l.By, Target: l.Target, Name: l.Name}
		name = isolation.Describe(&v)
	}
	t.para(2, 4, span{rungStyle(weakest), clip(name, maxText)}, gap(2), span{"", onRungs(&l.Rungs)})
}

func onRungs(rungs *[6]int) string {
	var on []string
	for rung, n := range rungs {
		if n > 0 {
			on = append(on, inside(fmt.Sprintf("%s on rung %d", thousands(n), rung)))
		}
	}
	return strings.Join(on, ", ")
}

// weakest shows why the weakest workloads stand where they do, and what takes them higher.
func (t *ladderTable) weakest() {
	workloads := t.report.Isolation.Workloads
	if len(workloads) == 0 {
		return
	}
	t.blank()
	t.para(0, 2, span{strong, "WORKLOADS"}, span{faint, "  the weakest first, and what holds them there"})
	for i := range workloads {
		if i == maxWorkloads {
			t.para(2, 4, span{faint, "and " + plural(len(workloads)-maxWorkloads, "more workload") + " (-f json has all)"})
			return
		}
		t.workload(&workloads[i])
	}
}

func (t *ladderTable) workload(w *result.Workload) {
	name := w.Resource + "/" + w.Name
	if w.Namespace != "" {
		name = w.Namespace + "/" + name
	}
	head := []span{{rungStyle(w.Rung), fmt.Sprintf("rung %d", w.Rung)}, gap(2), {strong, clip(name, maxText)}}
	if w.Instances > 1 {
		head = append(head, span{faint, inside(" (" + plural(w.Instances, "pod") + ")")})
	}
	if w.Declared {
		head = append(head, span{faint, inside(" (declared)")})
	}
	if w.Possible != w.Rung {
		head = append(head, span{doubt, inside(fmt.Sprintf("  unproven: rung %d if what was not read is harmless", w.Possible))})
	}
	t.para(2, 4, head...)
	ways := w.Edges
	if w.Lift != nil {
		ways = nil
		for _, i := range w.Lift.Remove {
			ways = append(ways, w.Edges[i])
		}
	}
	for i := range ways {
		if i == maxWays {
			t.para(6, 8, span{faint, "and " + plural(len(ways)-maxWays, "more way") + " (-f json has all)"})
			break
		}
		t.way(&ways[i])
	}
	if w.Lift != nil {
		without := "this"
		if n := len(w.Lift.Remove); n > 1 {
			without = "these " + thousands(n)
		}
		t.para(6, 8, span{good, fmt.Sprintf("Rung %d", w.Lift.Rung)}, span{"", " without " + without + "."})
	}
}

func (t *ladderTable) way(e *result.Edge) {
	spans := []span{{"", e.Cost + ": "}}
	if e.Part != "" {
		spans = append(spans, span{strong, clip(e.Part, maxText) + " "})
	}
	spans = append(spans, span{"", clip(e.Message, maxText)})
	if e.Unproven {
		spans = append(spans, span{doubt, " (unproven)"})
	}
	if len(e.Evidence) > 0 {
		where := e.Evidence[0].Path
		if at := position(e.Evidence[0].File, e.Evidence[0].Line, e.Evidence[0].Column); at != "" {
			where = at
		}
		spans = append(spans, span{"", "  "}, span{place, clip(where, maxText)})
	}
	t.para(6, 8, spans...)
}

// unproven says how much of the result rests on what could not be read.
func (t *ladderTable) unproven() {
	n, total := 0, len(t.report.Isolation.Workloads)
	for i := range t.report.Isolation.Workloads {
		if w := &t.report.Isolation.Workloads[i]; w.Possible != w.Rung {
			n++
		}
	}
	if n > 0 {
		t.blank()
		t.para(0, 2, span{doubt, fmt.Sprintf("Unproven: for %s of %s something could not be read or is not in the input, and counts as open.",
			thousands(n), plural(total, "workload"))})
	}
}
