package reports

import (
	"maps"
	"slices"
	"strconv"

	"bulkhead/audit/result"
)

// Bounds of what the view by control shows of one group; what is beyond is counted.
const (
	maxRows   = 10 // rows, but for the first of each block
	maxBlocks = 10
)

// digest is a report as the table tells it.
type digest struct {
	report   *result.Report
	options  Options
	controls map[string]*result.Control
	// failed counts failures by severity, unknown the unknown verdicts by reason; both are of all, not of what is shown.
	failed  map[result.Severity]int
	unknown map[string]int
	waived  int
	// hidden counts findings below the least severity that is shown.
	hidden int
	fold   *fold
}

func newDigest(r *result.Report, o Options) *digest {
	d := &digest{
		report: r, options: o, controls: make(map[string]*result.Control, len(r.Controls)),
		failed: map[result.Severity]int{}, unknown: map[string]int{},
	}
	for i := range r.Controls {
		d.controls[r.Controls[i].ID] = &r.Controls[i]
	}
	d.fold = newFold(d.controls)
	for f := range all(r.Findings) {
		if !o.shows(f.Severity) {
			d.hidden++
		} else if f.Status == result.Fail {
			d.fold.note(f)
		}
		switch f.Status {
		case result.Fail:
			d.failed[f.Severity]++
		case result.Unknown:
			d.unknown[f.Reason]++
		case result.Waived:
			d.waived++
		}
	}
	return d
}

// control returns what is known of a control; reports that were read may name one that they do not list.
func (d *digest) control(id string) *result.Control {
	if c := d.controls[id]; c != nil {
		return c
	}
	return &result.Control{ID: id}
}

func (d *digest) failures() int { return sum(d.failed) }
func (d *digest) unknowns() int { return sum(d.unknown) }

func sum[K comparable](counts map[K]int) int {
	n := 0
	for count := range maps.Values(counts) {
		n += count
	}
	return n
}

// groups gathers findings of one status by control, and by what else key says; the worst first.
func (d *digest) groups(status result.Status, key func(*result.Finding) string) []*group {
	type id struct{ key, control string }
	var groups []*group
	index := map[id]*group{}
	get := func(f *result.Finding, control string) *group {
		at := id{key(f), control}
		g := index[at]
		if g == nil {
			g = &group{control: d.control(control), key: at.key, severity: f.Severity, index: map[string]*block{}}
			index[at] = g
			groups = append(groups, g)
		}
		if f.Severity.Rank() < g.severity.Rank() {
			g.severity = f.Severity
		}
		return g
	}
	findings := d.report.Findings
	if status == result.Pass {
		findings = d.report.Passed
	}
	for f := range d.options.shown(all(findings)) {
		if f.Status != status {
			continue
		}
		if truer := d.fold.under(f); truer != "" {
			get(f, f.Control).folded.add(truer)
			get(f, truer).includes.add(f.Control)
			continue
		}
		get(f, f.Control).add(f)
	}
	slices.SortStableFunc(groups, func(a, b *group) int { return a.severity.Rank() - b.severity.Rank() })
	return groups
}

// group is the findings of one control.
type group struct {
	control  *result.Control
	key      string
	severity result.Severity // the worst of its findings
	blocks   []*block
	index    map[string]*block
	buffer   []byte
	total    int // findings, without those that are told elsewhere
	rows     int // that are shown
	beyond   int // findings that no block holds
	// folded counts findings that are told under a truer control, includes those of weaker ones that are told here.
	folded, includes counter
}

// block is findings of one target that say the same: only where differs.
type block struct {
	target   string
	severity result.Severity
	message  string
	evidence []result.Evidence
	rows     []row
	total    int
}

// row is where something was found.
type row struct {
	subject   result.Subject
	instances int
	places    []string
}

func (g *group) add(f *result.Finding) {
	g.total++
	g.buffer = appendKey(g.buffer[:0], f)
	b := g.index[string(g.buffer)]
	if b == nil {
		if len(g.blocks) == maxBlocks {
			g.beyond++
			return
		}
		b = newBlock(f)
		g.blocks = append(g.blocks, b)
		g.index[string(g.buffer)] = b
	}
	b.total++
	if len(b.rows) == 0 || g.rows < maxRows {
		b.rows = append(b.rows, newRow(f))
		g.rows++
	}
}

// appendKey appends what findings of one block share.
func appendKey(key []byte, f *result.Finding) []byte {
	key = strconv.AppendQuote(append(key, f.Severity...), f.Subject.Target)
	key = strconv.AppendQuote(key, f.Message)
	for i := range f.Evidence {
		e := &f.Evidence[i]
		key = strconv.AppendQuote(strconv.AppendQuote(key, e.Object), e.Path)
		key = append(append(append(key, e.Value...), 0), e.Expected...)
	}
	return key
}

// newBlock copies what it keeps of a finding, as that is only valid while it is ranged over.
func newBlock(f *result.Finding) *block {
	b := &block{target: f.Subject.Target, severity: f.Severity, message: f.Message}
	for _, e := range f.Evidence {
		b.evidence = append(b.evidence, result.Evidence{Object: e.Object, Path: e.Path, Value: slices.Clone(e.Value), Expected: slices.Clone(e.Expected)})
	}
	return b
}

func newRow(f *result.Finding) row {
	r := row{subject: f.Subject, instances: f.Instances}
	for i := range f.Evidence {
		if at := position(f.Evidence[i].File, f.Evidence[i].Line, f.Evidence[i].Column); at != "" && !slices.Contains(r.places, at) {
			r.places = append(r.places, at)
		}
	}
	return r
}

// position writes a place as compilers do, which editors and terminals can follow.
func position(file string, line, column int) string {
	if file == "" || line == 0 {
		return file
	}
	file += ":" + strconv.Itoa(line)
	if column > 0 {
		file += ":" + strconv.Itoa(column)
	}
	return file
}

// counter counts by name.
type counter map[string]int

func (c *counter) add(name string) {
	if *c == nil {
		*c = counter{}
	}
	(*c)[name]++
}
