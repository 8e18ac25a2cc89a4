package audit

import (
	"cmp"
	"context"
	"encoding/hex"
	"encoding/json"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/engine"
	"bulkhead/audit/estate"
	"bulkhead/audit/result"
)

// report joins what the examining goroutines found, in the contract's order.
func (r *run) report(ctx context.Context, started, finished time.Time) (*result.Report, error) {
	report := &result.Report{Tool: r.Tool, Started: started, Finished: finished, Limited: r.Limited}
	for _, in := range r.targets {
		report.Targets = append(report.Targets, in.result())
	}
	slices.SortFunc(report.Targets, func(a, b result.Target) int { return strings.Compare(a.ID, b.ID) })

	var err error
	if report.Controls, err = r.controls(); err != nil {
		return nil, err
	}
	r.reportWaivers(report)
	var findings, passed records
	for i := range r.tallies {
		findings = append(findings, r.tallies[i].findings...)
		passed = append(passed, r.tallies[i].passed...)
	}
	report.Findings = inOrder(findings)
	if r.Passed {
		report.Passed = inOrder(passed)
	}
	if r.Isolation {
		if report.Isolation, err = r.isolation(ctx); err != nil {
			return nil, err
		}
	}
	return report, nil
}

func (in *intake) result() result.Target {
	t := in.target
	made := result.Target{
		ID: t.ID, Kind: string(t.Kind), URI: t.URI, Version: t.Version, Collected: t.Collected, Status: string(t.Status),
		Subjects: in.subjects, Problems: []result.Problem{}, Namespaces: in.chosen(),
	}
	for _, p := range t.Problems {
		made.Problems = append(made.Problems, result.Problem{
			What: inNamespace(p), Error: p.Error, File: p.File, Line: p.Line, Column: p.Column,
		})
	}
	slices.SortFunc(made.Problems, compareProblems)
	made.Problems = slices.Compact(made.Problems) // what hides several kinds of objects is one problem to people
	return made
}

// chosen are the namespaces that were chosen when the target was collected, and for this run.
func (in *intake) chosen() []estate.Namespaces {
	chosen, now := in.target.Namespaces, in.run.Namespaces
	same := func(n estate.Namespaces) bool {
		return slices.Equal(n.Include, now.Include) && slices.Equal(n.Exclude, now.Exclude)
	}
	if now.All() || in.target.Kind == estate.LibvirtHost || in.target.Kind == estate.Machine || slices.ContainsFunc(chosen, same) {
		return chosen
	}
	return append(slices.Clone(chosen), now)
}

func compareProblems(a, b result.Problem) int {
	return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), strings.Compare(a.What, b.What), strings.Compare(a.Error, b.Error))
}

func inNamespace(p estate.Problem) string {
	if p.Namespace == "" {
		return p.What
	}
	return p.What + " in namespace " + p.Namespace
}

// controls lists every control that was asked: those of all platforms that a subject came from.
func (r *run) controls() ([]result.Control, error) {
	platforms := map[string]bool{}
	for _, in := range r.targets {
		for kind := range in.subjects {
			platform, _, _ := strings.Cut(kind, "/")
			platforms[platform] = true
		}
	}
	controls := []result.Control{}
	for platform := range platforms {
		e, err := r.Compiled.controls[platform]()
		if err != nil {
			return nil, err
		}
		for _, c := range e.controls {
			made := Describe(c)
			for i := range r.tallies {
				if n := r.tallies[i].counts[c]; n != nil {
					made.Pass += n[engine.Pass]
					made.Fail += n[engine.Fail]
					made.Unknown += n[engine.Unknown]
					made.NotApplicable += n[engine.NotApplicable]
					made.Waived += n[waived]
				}
			}
			controls = append(controls, made)
		}
	}
	slices.SortFunc(controls, func(a, b result.Control) int { return strings.Compare(a.ID, b.ID) })
	return controls, nil
}

// Describe tells reports what is known of a control.
func Describe(c *catalogue.Control) result.Control {
	made := result.Control{
		ID: c.ID, Title: c.Title, Description: c.Description, Remediation: c.Remediation,
		References: append([]string{}, c.References...), Severity: c.Severity, Wall: c.Wall, Dimension: c.Dimension,
		Subject: c.Subject, Frameworks: c.Frameworks, WeakerThan: c.WeakerThan,
	}
	for _, name := range slices.Sorted(maps.Keys(c.Parameters)) {
		p := c.Parameters[name]
		value, _ := json.Marshal(p.Value) // texts, numbers and booleans, as Default
		byDefault, _ := json.Marshal(p.Default)
		made.Parameters = append(made.Parameters, result.Parameter{
			Name: name, Type: string(p.Type), Description: p.Description, Default: byDefault, Value: value,
		})
	}
	return made
}

// inOrder yields records as findings: by severity, control, subject.
func inOrder(pieces records) iter.Seq[*result.Finding] {
	order := make([]ordered, 0, len(pieces)*recordsInPiece)
	for _, piece := range pieces {
		for i := range piece {
			order = append(order, ordered{record: &piece[i], severity: int32(piece[i].severity().Rank())})
		}
	}
	rankSubjects(order)
	slices.SortFunc(order, func(a, b ordered) int {
		if a.record.control != b.record.control || a.severity != b.severity {
			return cmp.Or(
				cmp.Compare(a.severity, b.severity),
				strings.Compare(a.record.control.ID, b.record.control.ID),
			)
		}
		if a.subject != b.subject {
			return cmp.Compare(a.subject, b.subject)
		}
		return cmp.Or(
			slices.Compare(a.record.fingerprint[:], b.record.fingerprint[:]),
			compareEvidence(a.record.evidence, b.record.evidence),
		)
	})
	return func(yield func(*result.Finding) bool) {
		var f result.Finding
		for i := range order {
			order[i].record.fill(&f)
			if !yield(&f) {
				return
			}
		}
	}
}

// ordered is a record with its severity's rank and its subject's place in the order of all.
type ordered struct {
	record            *record
	severity, subject int32
}

// rankSubjects orders the subjects, which are far fewer than what is said of them. Those that no name tells apart are equal.
func rankSubjects(order []ordered) {
	ranks := map[*identity]int32{}
	var subjects []*identity
	for i := range order {
		s := order[i].record.subject
		if _, known := ranks[s]; !known {
			ranks[s] = 0
			subjects = append(subjects, s)
		}
	}
	slices.SortFunc(subjects, compareSubjects)
	rank := int32(0)
	for i, s := range subjects {
		if i > 0 && compareSubjects(subjects[i-1], s) != 0 {
			rank++
		}
		ranks[s] = rank
	}
	for i := range order {
		order[i].subject = ranks[order[i].record.subject]
	}
}

func compareSubjects(a, b *identity) int {
	return cmp.Or(
		strings.Compare(a.Target, b.Target),
		strings.Compare(a.Kind, b.Kind),
		strings.Compare(a.Namespace, b.Namespace),
		strings.Compare(a.Resource, b.Resource),
		strings.Compare(a.Name, b.Name),
		strings.Compare(a.Part, b.Part),
	)
}

// compareEvidence orders findings that are alike in all else, such as two objects of one name in two files.
func compareEvidence(a, b []result.Evidence) int {
	return slices.CompareFunc(a, b, func(x, y result.Evidence) int {
		return cmp.Or(strings.Compare(x.File, y.File), cmp.Compare(x.Line, y.Line), cmp.Compare(x.Column, y.Column), strings.Compare(x.Path, y.Path))
	})
}

func (r *record) fill(f *result.Finding) {
	*f = result.Finding{
		Control: r.control.ID, Severity: r.severity(), Status: result.Pass, Message: r.verdict.Message(),
		Fingerprint: hex.EncodeToString(r.fingerprint[:]), Subject: r.subject.Subject,
		Evidence: versioned(r.evidence, r.subject.resourceVersion),
	}
	switch r.verdict.Outcome {
	case engine.Fail:
		f.Status = result.Fail
	case engine.Unknown:
		f.Status, f.Reason = result.Unknown, r.verdict.Remarks[0].Reason
	case engine.Pass, engine.NotApplicable:
	}
	if r.waiver != nil {
		f.Status, f.Reason, f.Waiver = result.Waived, "", r.waiver
	}
	if r.subject.running != nil {
		f.Instances = *r.subject.running
	}
}
