package audit

import (
	"context"
	"fmt"
	"strings"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/engine"
	"bulkhead/audit/result"
	"bulkhead/audit/subject"
)

// tally is what one examining goroutine has found. Records hold no part of the objects that they are about, so that these can go.
type tally struct {
	counts   map[*catalogue.Control]*counts
	findings records
	passed   records
	locator  locator
	walls    walls
	found    []located
	edges    map[string]*engine.Examiner // by platform
}

func newTally() *tally {
	return &tally{counts: map[*catalogue.Control]*counts{}, walls: walls{}, edges: map[string]*engine.Examiner{}}
}

// counts are of subjects, by outcome; those that are waived count under none but their own.
type counts [5]int

const waived = int(engine.NotApplicable) + 1

// record is one verdict on one subject, kept small: identities are shared, and often what was said is too.
type record struct {
	*said
	subject     *identity
	fingerprint [16]byte
}

// waive notes what accepts the finding, in a copy: others may share what was said.
func (r *record) waive(by *result.Waiver) {
	if by != nil {
		accepted := *r.said
		accepted.waiver = by
		r.said = &accepted
	}
}

// records are many, in pieces: one growing list would for a while be held twice.
type records [][]record

const recordsInPiece = 1024

func (r *records) add(made record) {
	last := len(*r) - 1
	if last < 0 || len((*r)[last]) == recordsInPiece {
		*r = append(*r, make([]record, 0, recordsInPiece))
		last++
	}
	(*r)[last] = append((*r)[last], made)
}

// identity is a subject without its values.
type identity struct {
	result.Subject
	running         *int
	resourceVersion string
}

// examine asks about batches of subjects until there are no more.
func (r *run) examine(ctx context.Context, t *tally) error {
	*t = *newTally()
	examiners := map[string]*engine.Examiner{}
	for {
		select {
		case batch, ok := <-r.batches:
			if !ok {
				return nil
			}
			for _, s := range batch {
				if err := r.examineOne(ctx, t, examiners, s); err != nil {
					return err
				}
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (r *run) examineOne(ctx context.Context, t *tally, examiners map[string]*engine.Examiner, s *subject.Subject) error {
	platform, _, _ := strings.Cut(s.Kind, "/")
	examiner, known := examiners[s.Kind]
	if !known {
		var err error
		if examiner, err = r.examiner(platform, s.Kind); err != nil {
			return err
		}
		examiners[s.Kind] = examiner
	}
	if examiner == nil {
		return r.examineEdges(ctx, t, platform, s)
	}
	answers, err := examiner.Examine(ctx, s)
	if err != nil {
		return err
	}
	t.take(s, answers, r)
	return r.examineEdges(ctx, t, platform, s)
}

// examiner asks the controls on a kind of subjects; it is nil where there are none.
func (r *run) examiner(platform, kind string) (*engine.Examiner, error) {
	load := r.Compiled.controls[platform]
	if load == nil {
		return nil, fmt.Errorf("no controls for subjects of kind %s", kind)
	}
	controls, err := load()
	if err != nil || controls.kinds[kind] == nil {
		return nil, err
	}
	e, err := controls.kinds[kind]()
	if err != nil {
		return nil, err
	}
	return e.Examiner(), nil
}

func (t *tally) take(s *subject.Subject, answers []engine.Answer, r *run) {
	var who *identity
	for _, answer := range answers {
		c := t.counts[answer.Control]
		if c == nil {
			c = &counts{}
			t.counts[answer.Control] = c
		}
		outcome := answer.Verdict.Outcome
		if outcome == engine.NotApplicable || (outcome == engine.Pass && !r.Passed) {
			c[outcome]++
			continue
		}
		if who == nil {
			who = identify(s)
		}
		made := t.locator.record(who, s, answer)
		if outcome == engine.Pass {
			c[outcome]++
			t.passed.add(made)
			continue
		}
		if r.Waivers != nil {
			made.waive(r.Waivers.Match(made.control.ID, made.fingerprint, &who.Subject, s.Object))
		}
		if made.waiver != nil {
			c[waived]++
		} else {
			c[outcome]++
		}
		if outcome == engine.Fail && made.waiver == nil && r.Failed != nil {
			r.Failed(s, answer.Control, answer.Verdict)
		}
		t.findings.add(made)
	}
}

func identify(s *subject.Subject) *identity {
	return &identity{running: s.Running, resourceVersion: s.Object.ResourceVersion, Subject: result.Subject{
		Target: s.Object.Target.ID, Kind: s.Kind, Resource: s.Object.Kind,
		Namespace: s.Object.Namespace, Name: s.Object.Name, Part: s.Part,
	}}
}

func (l *locator) record(who *identity, s *subject.Subject, a engine.Answer) record {
	l.fingerprint.begin(a.Control.ID, &who.Subject)
	made := record{said: l.say(s, a), subject: who}
	made.fingerprint = l.fingerprint.sum()
	return made
}

func (r *record) severity() result.Severity {
	if r.verdict.Outcome == engine.Fail && !r.control.SeveritySet {
		return worst(r.verdict.Remarks, r.control.Severity)
	}
	return r.control.Severity
}

// worst is the worst severity of what was remarked; a remark without one has the control's.
func worst(remarks []engine.Remark, ofControl result.Severity) result.Severity {
	found := result.Severity("")
	for i := range remarks {
		severity := remarks[i].Severity
		if severity == "" {
			severity = ofControl
		}
		if found == "" || severity.Rank() < found.Rank() {
			found = severity
		}
	}
	return found
}
