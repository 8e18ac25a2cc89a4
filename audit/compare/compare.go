// Package compare says what changed between two reports, and tells what the configuration changed from what only the audit did.
package compare

import (
	"fmt"
	"slices"
	"strings"

	"bulkhead/audit/result"
)

// Change is what became of a finding.
type Change string

// Changes. Only failures are compared; what is unknown or waived matters where it was or becomes one.
const (
	New       Change = "new"       // fails, and did not
	Severity  Change = "severity"  // fails as before, with another severity
	Unchanged Change = "unchanged" // fails as before
	Waived    Change = "waived"    // failed, and is accepted now
	Fixed     Change = "fixed"     // failed, and does not any more
	Open      Change = "open"      // failed, and the new audit cannot tell whether it still does
	Unknown   Change = "unknown"   // cannot be told, and neither failed nor was unknown
)

// Changes lists them in the order in which people want them.
func Changes() []Change { return []Change{New, Severity, Fixed, Open, Waived, Unknown, Unchanged} }

// Cause is why a finding changed.
type Cause string

// Causes.
const (
	Configuration    Cause = "configuration"     // all else is the same
	ControlAdded     Cause = "control-added"     // only the new audit asked this control
	ControlRemoved   Cause = "control-removed"   // only the old one did
	ControlChanged   Cause = "control-changed"   // the control's own severity is another
	TargetAdded      Cause = "target-added"      // only the new audit had this target
	TargetRemoved    Cause = "target-removed"    // only the old one had it
	TargetIncomplete Cause = "target-incomplete" // not all of the target could be read
	NamespaceAdded   Cause = "namespace-added"   // the old one left out this namespace (--include-namespaces, --exclude-namespaces)
	NamespaceRemoved Cause = "namespace-removed" // the new one did
	Limited          Cause = "limited"           // only a part was judged (--changed-since)
	WasUnknown       Cause = "was-unknown"       // the old audit could not tell
	WasWaived        Cause = "was-waived"        // a waiver ended
	IsUnknown        Cause = "is-unknown"        // the new audit cannot tell
	IsWaived         Cause = "is-waived"         // a waiver accepts it
)

// Difference is one finding with what became of it.
type Difference struct {
	Change Change
	// Cause is empty of what is unchanged.
	Cause Cause
	// Was is the severity that it had; empty where it did not fail.
	Was result.Severity
	// Finding is the new report's where that has it, else the old one's.
	Finding *result.Finding
}

// Comparison is what two reports differ in.
type Comparison struct {
	Old, New *result.Report
	// Added and Removed are controls that only the new report asked, or only the old one: because the versions differ, or what was chosen.
	Added, Removed []result.Control
	// TargetsAdded and TargetsRemoved are IDs.
	TargetsAdded, TargetsRemoved []string
	// Differences are in the order of the new report, then of the old one.
	Differences []Difference
}

// SamePolicies says that both reports asked the same policies. Else a control of the same ID may ask more than it did.
func (c *Comparison) SamePolicies() bool { return c.Old.Tool.Policies == c.New.Tool.Policies }

// Worse yields the failures that are new, or more severe than they were.
func (c *Comparison) Worse(yield func(*Difference) bool) {
	for i := range c.Differences {
		d := &c.Differences[i]
		if d.Change == New || d.Change == Severity && d.Finding.Severity.Rank() < d.Was.Rank() {
			if !yield(d) {
				return
			}
		}
	}
}

// Reports compares two reports whose findings may be kept, as those that were read from a file may. One that was written with findings left
// out is refused: what is missing in it would look fixed, or new.
func Reports(older, newer *result.Report) (*Comparison, error) {
	for _, one := range []struct {
		name   string
		report *result.Report
	}{{"old", older}, {"new", newer}} {
		if err := whole(one.report); err != nil {
			return nil, fmt.Errorf("the %s report %w", one.name, err)
		}
	}
	c := &comparer{
		Comparison: Comparison{Old: older, New: newer},
		old:        newSide(older), new: newSide(newer),
	}
	c.controls()
	c.targets()
	c.findings()
	return &c.Comparison, nil
}

// whole refuses reports that have fewer failures than they count.
func whole(r *result.Report) error {
	failures := map[string]int{}
	for f := range r.Findings {
		if f.Status == result.Fail {
			failures[f.Control]++
		}
	}
	for i := range r.Controls {
		if c := &r.Controls[i]; failures[c.ID] < c.Fail {
			return fmt.Errorf("lacks failures of %s (%d of %d subjects): write it without --min-severity", c.ID, c.Fail-failures[c.ID], c.Fail)
		}
	}
	return nil
}

// side is one of the two reports.
type side struct {
	report   *result.Report
	controls map[string]result.Severity
	targets  map[string]*result.Target // by ID
	// unknown has what could not be told, whatever path it was looked for at.
	unknown map[verdict]bool
}

type verdict struct {
	control string
	subject result.Subject
}

func newSide(r *result.Report) *side {
	s := &side{report: r, controls: map[string]result.Severity{}, targets: map[string]*result.Target{}, unknown: map[verdict]bool{}}
	for i := range r.Controls {
		s.controls[r.Controls[i].ID] = r.Controls[i].Severity
	}
	for i := range r.Targets {
		s.targets[r.Targets[i].ID] = &r.Targets[i]
	}
	for f := range r.Findings {
		if f.Status == result.Unknown {
			s.unknown[verdict{f.Control, f.Subject}] = true
		}
	}
	return s
}

type comparer struct {
	Comparison
	old, new *side
}

func (c *comparer) controls() {
	only := func(of, other *side) []result.Control {
		var all []result.Control
		for i := range of.report.Controls {
			if _, both := other.controls[of.report.Controls[i].ID]; !both {
				all = append(all, of.report.Controls[i])
			}
		}
		slices.SortFunc(all, func(a, b result.Control) int { return strings.Compare(a.ID, b.ID) })
		return all
	}
	c.Added, c.Removed = only(c.new, c.old), only(c.old, c.new)
}

func (c *comparer) targets() {
	only := func(of, other *side) []string {
		var all []string
		for i := range of.report.Targets {
			if _, both := other.targets[of.report.Targets[i].ID]; !both {
				all = append(all, of.report.Targets[i].ID)
			}
		}
		slices.Sort(all)
		return all
	}
	c.TargetsAdded, c.TargetsRemoved = only(c.new, c.old), only(c.old, c.new)
}

// identity is what waivers and baselines match.
type identity struct{ target, fingerprint string }

// findings matches the findings of both reports. Several of one identity are matched in turn, those of the same severity first.
func (c *comparer) findings() {
	left := map[identity][]*result.Finding{}
	for f := range c.Old.Findings {
		at := identity{f.Subject.Target, f.Fingerprint}
		left[at] = append(left[at], f)
	}
	taken := map[*result.Finding]bool{}
	for f := range c.New.Findings {
		was := take(left[identity{f.Subject.Target, f.Fingerprint}], taken, f)
		if d := c.became(was, f); d.Change != "" {
			c.Differences = append(c.Differences, d)
		}
	}
	for f := range c.Old.Findings {
		if f.Status == result.Fail && !taken[f] {
			c.Differences = append(c.Differences, c.gone(f))
		}
	}
}

// take chooses which of the old findings is the new one; nil is none.
func take(old []*result.Finding, taken map[*result.Finding]bool, f *result.Finding) *result.Finding {
	for _, alike := range []func(*result.Finding) bool{
		func(o *result.Finding) bool { return o.Status == f.Status && o.Severity == f.Severity },
		func(o *result.Finding) bool { return o.Status == f.Status },
		func(o *result.Finding) bool { return o.Status == result.Fail || f.Status == result.Fail },
	} {
		for _, o := range old {
			if !taken[o] && alike(o) {
				taken[o] = true
				return o
			}
		}
	}
	return nil
}

// became says what a finding of the new report is, compared with what it was.
func (c *comparer) became(was, f *result.Finding) Difference {
	d := Difference{Finding: f}
	failed := was != nil && was.Status == result.Fail
	if failed {
		d.Was = was.Severity
	}
	switch {
	case f.Status == result.Fail && failed && was.Severity == f.Severity:
		d.Change = Unchanged
	case f.Status == result.Fail && failed:
		d.Change, d.Cause = Severity, Configuration
		if c.old.controls[f.Control] != c.new.controls[f.Control] {
			d.Cause = ControlChanged
		}
	case f.Status == result.Fail:
		d.Change, d.Cause = New, c.appeared(was, f)
	case f.Status == result.Waived && failed:
		d.Change, d.Cause = Waived, IsWaived
	case f.Status == result.Unknown && failed:
		d.Change, d.Cause = Open, IsUnknown
	case f.Status == result.Unknown && was == nil && !c.old.unknown[verdict{f.Control, f.Subject}]:
		d.Change, d.Cause = Unknown, c.appeared(was, f)
	}
	return d
}

// appeared is why something is found that was not.
func (c *comparer) appeared(was, f *result.Finding) Cause {
	target, known := c.old.targets[f.Subject.Target]
	_, asked := c.old.controls[f.Control]
	switch {
	case was != nil && was.Status == result.Waived:
		return WasWaived
	case was != nil && was.Status == result.Unknown, c.old.unknown[verdict{f.Control, f.Subject}]:
		return WasUnknown
	case !known:
		return TargetAdded
	case !asked:
		return ControlAdded
	case !target.Covers(&f.Subject):
		return NamespaceAdded
	case c.Old.Limited:
		return Limited
	case target.Status != complete:
		return TargetIncomplete
	}
	return Configuration
}

// complete is the one status of a target of which all was read.
const complete = "complete"

// gone says what a failure is that the new report does not have.
func (c *comparer) gone(f *result.Finding) Difference {
	d := Difference{Change: Open, Was: f.Severity, Finding: f}
	target, known := c.new.targets[f.Subject.Target]
	_, asked := c.new.controls[f.Control]
	switch {
	case !known:
		d.Cause = TargetRemoved
	case !asked:
		d.Cause = ControlRemoved
	case !target.Covers(&f.Subject):
		d.Cause = NamespaceRemoved
	case c.new.unknown[verdict{f.Control, f.Subject}]:
		d.Cause = IsUnknown
	case target.Status != complete:
		d.Cause = TargetIncomplete
	case c.New.Limited:
		d.Cause = Limited
	default:
		d.Change, d.Cause = Fixed, Configuration
	}
	return d
}
