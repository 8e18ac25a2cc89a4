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
	t.counts = map[*catalogue.Control]*counts{}
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
	return nil
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
		made := newRecord(who, s, answer)
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

func newRecord(who *identity, s *subject.Subject, a engine.Answer) record {
	made := record{control: a.Control, verdict: a.Verdict, subject: who, severity: a.Control.Severity}
	if a.Verdict.Outcome == engine.Fail {
		for i, remark := range a.Verdict.Remarks {
			if remark.Severity == "" {
				remark.Severity = a.Control.Severity
			}
			if i == 0 || remark.Severity.Rank() < made.severity.Rank() {
				made.severity = remark.Severity
			}
		}
	}
	f := newFingerprint(a.Control.ID, &who.Subject)
	for i := range a.Verdict.Remarks {
		evidence, named := locate(s, &a.Verdict.Remarks[i])
		made.evidence = append(made.evidence, evidence)
		f.add(named)
	}
	made.fingerprint = f.sum()
	return made
}
