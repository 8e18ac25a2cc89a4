package fixing

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/engine"
	"bulkhead/audit/estate"
	"bulkhead/audit/result"
	"bulkhead/audit/subject"
)

// Auditor audits the files with other contents than they have, and tells failed of each failure.
type Auditor func(
	ctx context.Context, contents map[string][]byte, failed func(*subject.Subject, *catalogue.Control, *engine.Verdict),
) (*result.Report, error)

// Plan is what would be changed, verified by an audit of it.
type Plan struct {
	Files []File
	// Fixed are the failures that are gone then, and Left those that stay, each with why.
	Fixed []*Proposal
	Left  []*Proposal
	// Before is the report of the files as they are.
	Before *result.Report
}

// File is a file with a change.
type File struct {
	Path          string
	Before, After []byte
}

// fileLimit is the most that a file may hold to be changed.
const fileLimit = 64 << 20

// maxAudits bounds how often it is tried anew without what did not do.
const maxAudits = 64

// Make plans what to change. Each round changes what can be, audits that, and takes back what did not help or brought something new; what a
// change made possible comes in the next round.
func Make(ctx context.Context, audit Auditor) (*Plan, error) {
	p := &planner{audit: audit, before: map[string][]byte{}, now: map[string][]byte{}, refused: map[Key]string{}, fixed: map[Key]*Proposal{}}
	first, err := p.look(ctx)
	if err != nil {
		return nil, err
	}
	state := first
	for p.audits < maxAudits {
		applied, contents := p.apply(state.proposals)
		if len(applied) == 0 {
			break
		}
		kept := p.now
		p.now = contents
		next, err := p.look(ctx)
		if err != nil {
			return nil, err
		}
		if p.refuse(state, next, applied) {
			p.now = kept
			continue
		}
		for _, one := range applied {
			p.fixed[one.Key] = one
		}
		state = next
	}
	return p.plan(first, state), nil
}

type planner struct {
	audit  Auditor
	audits int
	// before are the files as they are, and now as they would be.
	before, now map[string][]byte
	refused     map[Key]string
	fixed       map[Key]*Proposal
}

// look is what an audit says of the files as they would be now.
type look struct {
	report    *result.Report
	proposals []*Proposal
	// open are the findings that are neither passed nor waived, with their severity, and problems what could not be read.
	open     map[Key]result.Severity
	problems int
}

func (p *planner) look(ctx context.Context) (*look, error) {
	p.audits++
	var all proposals
	report, err := p.audit(ctx, p.now, all.failed)
	if err != nil {
		return nil, err
	}
	l := &look{report: report, proposals: all.all, open: map[Key]result.Severity{}}
	for f := range report.Findings {
		if f.Status != result.Waived {
			l.open[keyOf(f)] = f.Severity
		}
	}
	for _, t := range report.Targets {
		l.problems += len(t.Problems)
	}
	// What stands further down is changed first, so that places stay what they are.
	slices.SortStableFunc(l.proposals, func(a, b *Proposal) int {
		if c := strings.Compare(a.Object.File(), b.Object.File()); c != 0 {
			return c
		}
		lineA, columnA := a.Object.Position()
		lineB, columnB := b.Object.Position()
		if c := lineB - lineA; c != 0 {
			return c
		}
		if c := columnB - columnA; c != 0 {
			return c
		}
		return strings.Compare(a.Key.String(), b.Key.String())
	})
	return l, nil
}

// apply changes what is proposed. Those proposals whose changes are made are returned with the contents.
func (p *planner) apply(all []*Proposal) (applied []*Proposal, contents map[string][]byte) {
	open := map[string]*openFile{}
	shortened := map[*estate.Object]bool{}
	for _, one := range all {
		if one.Why != "" || p.refused[one.Key] != "" || shortened[one.Object] {
			continue
		}
		file, err := p.open(one.Object.File(), open)
		if err == nil {
			err = file.change(one)
		}
		if err != nil {
			p.refused[one.Key] = err.Error()
			continue
		}
		applied = append(applied, one)
		shortened[one.Object] = removesElement(one)
	}
	contents = maps.Clone(p.now)
	if contents == nil {
		contents = map[string][]byte{}
	}
	for path, file := range open {
		contents[path] = file.bytes()
	}
	return applied, contents
}

// openFile is a file on its way to other contents.
type openFile struct {
	content []byte
	yaml    *YAML // nil until the first change of an object of Kubernetes
}

func (p *planner) open(path string, open map[string]*openFile) (*openFile, error) {
	if file := open[path]; file != nil {
		return file, nil
	}
	content, err := p.content(path)
	if err != nil {
		return nil, err
	}
	open[path] = &openFile{content: content}
	return open[path], nil
}

// change makes all of a proposal's changes as far as they can be made. What is made of some only is seen by the audit, which finds the
// failure still there.
func (f *openFile) change(p *Proposal) error {
	line, column := p.Object.Position()
	var faults []error
	for _, c := range p.Changes {
		var err error
		if p.Object.Platform == estate.Libvirt {
			var made []byte
			if made, err = XML(f.content, c); err == nil {
				f.content = made
			}
		} else {
			if f.yaml == nil {
				f.yaml = OpenYAML(f.content)
			}
			err = f.yaml.Change(int32(line), int32(column), c)
		}
		if err != nil && !errors.Is(err, errAsItIs) { // another proposal did it
			faults = append(faults, err)
		}
	}
	if len(faults) == len(p.Changes) {
		return faults[0]
	}
	return nil
}

func (f *openFile) bytes() []byte {
	if f.yaml != nil {
		return f.yaml.Bytes()
	}
	return f.content
}

// removesElement says that positions in the object are no longer what they were.
func removesElement(p *Proposal) bool {
	return slices.ContainsFunc(p.Changes, func(c Change) bool {
		_, isElement := c.Path[len(c.Path)-1].(int)
		return isElement && c.Value == nil
	})
}

func (p *planner) content(path string) ([]byte, error) {
	if content, ok := p.now[path]; ok {
		return content, nil
	}
	switch path {
	case "":
		return nil, errors.New("it is in no file")
	case "-":
		return nil, errors.New("standard input can't be changed; give the file")
	}
	content, err := read(path)
	if err != nil {
		return nil, err
	}
	p.before[path] = content
	return content, nil
}

// read reads a file that is to be changed.
func read(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(file, fileLimit+1))
	if err == nil && len(content) > fileLimit {
		err = fmt.Errorf("the file is larger than %d MB", fileLimit>>20)
	}
	return content, err
}

// refuse takes note of what did not help, and of what brought something new, and says whether there is such.
func (p *planner) refuse(before, after *look, applied []*Proposal) bool {
	refused := false
	refuse := func(one *Proposal, why string, args ...any) {
		refused = true
		p.refused[one.Key] = fmt.Sprintf(why, args...)
	}
	for _, one := range applied {
		if _, open := after.open[one.Key]; open {
			refuse(one, "the change alone does not mend it")
		}
	}
	if refused {
		return true
	}
	for key, severity := range after.open {
		old, open := before.open[key]
		if open && severity.Rank() >= old.Rank() {
			continue
		}
		culprits := slices.DeleteFunc(slices.Clone(applied), func(one *Proposal) bool {
			return one.Key.Name != key.Name || one.Key.Namespace != key.Namespace
		})
		if len(culprits) == 0 {
			culprits = applied
		}
		for _, one := range culprits {
			refuse(one, "the change would make %s fail", key.Control)
		}
	}
	if !refused && after.problems > before.problems {
		for _, one := range applied {
			refuse(one, "the object could not be read then")
		}
	}
	return refused
}

// plan says what came of it.
func (p *planner) plan(first, last *look) *Plan {
	made := &Plan{Before: first.report}
	for path, content := range p.now {
		if !bytes.Equal(content, p.before[path]) {
			made.Files = append(made.Files, File{Path: path, Before: p.before[path], After: content})
		}
	}
	slices.SortFunc(made.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	seen := map[Key]bool{}
	for _, one := range first.proposals {
		if seen[one.Key] {
			continue
		}
		seen[one.Key] = true
		if fixed := p.fixed[one.Key]; fixed != nil {
			made.Fixed = append(made.Fixed, fixed)
			continue
		}
		if _, open := last.open[one.Key]; !open { // by what was done about another
			made.Fixed = append(made.Fixed, one)
			continue
		}
		if why := p.refused[one.Key]; why != "" {
			one.Why = why
		}
		made.Left = append(made.Left, one)
	}
	for _, all := range [][]*Proposal{made.Fixed, made.Left} {
		slices.SortStableFunc(all, func(a, b *Proposal) int { return strings.Compare(a.Key.String(), b.Key.String()) })
	}
	return made
}
