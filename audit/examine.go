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
	findings []record
	passed   []record
	locator  locator
	walls    walls
	edges    map[string]*engine.Examiner // by platform
}

// counts are of subjects, by verdict.
type counts [4]int

// record is one verdict on one subject, kept small: verdicts, controls and identities are shared.
type record struct {
	control     *catalogue.Control
	verdict     *engine.Verdict
	subject     *identity
	severity    result.Severity
	fingerprint [16]byte
	evidence    []result.Evidence
}

// identity is a subject without its values.
type identity struct {
	result.Subject
	running *int
}

// examine asks about batches of subjects until there are no more.
func (r *run) examine(ctx context.Context, t *tally) error {
	t.counts, t.walls, t.edges = map[*catalogue.Control]*counts{}, walls{}, map[string]*engine.Examiner{}
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
	examiner := examiners[platform]
	if examiner == nil {
		load := r.engines[platform]
		if load == nil {
			return fmt.Errorf("no controls for subjects of kind %s", s.Kind)
		}
		e, err := load()
		if err != nil {
			return err
		}
		examiner = e.Examiner()
		examiners[platform] = examiner
	}
	answers, err := examiner.Examine(ctx, s)
	if err != nil {
		return err
	}
	t.take(s, answers, r.Passed)
	return r.examineEdges(ctx, t, platform, s)
}

func (t *tally) take(s *subject.Subject, answers []engine.Answer, passed bool) {
	var who *identity
	for _, answer := range answers {
		c := t.counts[answer.Control]
		if c == nil {
			c = &counts{}
			t.counts[answer.Control] = c
		}
		outcome := answer.Verdict.Outcome
		c[outcome]++
		if outcome == engine.NotApplicable || (outcome == engine.Pass && !passed) {
			continue
		}
		if who == nil {
			who = identify(s)
		}
		made := t.locator.record(who, s, answer)
		if outcome == engine.Pass {
			t.passed = append(t.passed, made)
		} else {
			t.findings = append(t.findings, made)
		}
	}
}

func identify(s *subject.Subject) *identity {
	return &identity{running: s.Running, Subject: result.Subject{
		Target: s.Object.Target.ID, Kind: s.Kind, Resource: s.Object.Kind,
		Namespace: s.Object.Namespace, Name: s.Object.Name, Part: s.Part,
	}}
}

func (l *locator) record(who *identity, s *subject.Subject, a engine.Answer) record {
	made := record{control: a.Control, verdict: a.Verdict, subject: who, severity: a.Control.Severity}
	if a.Verdict.Outcome == engine.Fail {
		made.severity = worst(a.Verdict.Remarks, a.Control.Severity)
	}
	l.fingerprint.begin(a.Control.ID, &who.Subject)
	made.evidence = make([]result.Evidence, len(a.Verdict.Remarks))
	for i := range a.Verdict.Remarks {
		made.evidence[i] = l.locate(s, &a.Verdict.Remarks[i])
	}
	made.fingerprint = l.fingerprint.sum()
	return made
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
