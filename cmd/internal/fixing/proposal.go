package fixing

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/go-json-experiment/json/jsontext"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/engine"
	"bulkhead/audit/estate"
	"bulkhead/audit/result"
	"bulkhead/audit/subject"
)

// Proposal is how one failure of a control can be mended.
type Proposal struct {
	// Key tells failures apart, whatever their evidence.
	Key     Key
	Control *catalogue.Control
	// Object is what is changed.
	Object  *estate.Object
	Changes []Change
	Notes   []string
	// Why says why nothing is proposed; then there are no changes.
	Why string
}

// Key is a control and a subject.
type Key struct {
	Control, Kind, Resource, Namespace, Name, Part string
}

func (k Key) String() string {
	parts := []string{k.Resource}
	for _, part := range []string{k.Namespace, k.Name, k.Part} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return k.Control + " " + strings.Join(parts, "/")
}

// keyOf is a finding's.
func keyOf(f *result.Finding) Key {
	s := f.Subject
	return Key{f.Control, s.Kind, s.Resource, s.Namespace, s.Name, s.Part}
}

// proposals collects what can be done about failures as an audit tells of them.
type proposals struct {
	mu  sync.Mutex
	all []*Proposal
}

// Propose audits live targets, and says what can be done about their failures.
func Propose(ctx context.Context, audit Auditor) ([]*Proposal, *result.Report, error) {
	var all proposals
	report, err := audit(ctx, nil, all.failed)
	return all.all, report, err
}

// failed implements [audit.Options]'s Failed.
func (p *proposals) failed(s *subject.Subject, control *catalogue.Control, verdict *engine.Verdict) {
	o := s.Object
	key := Key{control.ID, s.Kind, o.Kind, o.Namespace, o.Name, s.Part}
	made := propose(s, control, verdict)
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, one := range made {
		one.Key, one.Control = key, control
		if one.Object.Rendered && len(one.Changes) > 0 {
			one.byHand()
		}
		p.all = append(p.all, one)
	}
}

// propose says what the control's fixes would change. Places in other objects than the subject's, as in a service account, make
// proposals of their own.
func propose(s *subject.Subject, control *catalogue.Control, verdict *engine.Verdict) []*Proposal {
	if len(control.Fix) == 0 {
		return []*Proposal{{Object: s.Object, Why: "there is no change that is safe to propose"}}
	}
	var all []*Proposal
	of := func(o *estate.Object) *Proposal {
		for _, one := range all {
			if one.Object == o {
				return one
			}
		}
		made := &Proposal{Object: o}
		all = append(all, made)
		return made
	}
	why := ""
	add := func(fix *catalogue.Fix, path []any, v *estate.Value) {
		root := s.Root(path[0].(string))
		if root == nil || root.Object == nil {
			why = "what decides is not in an object that can be changed"
			return
		}
		one := of(root.Object)
		one.Changes = append(one.Changes, Change{Path: append(steps(root.Path), path[1:]...), Value: v, Append: fix.Add != nil})
		if fix.Note != "" && !slices.Contains(one.Notes, fix.Note) {
			one.Notes = append(one.Notes, fix.Note)
		}
	}
	for i := range control.Fix {
		fix := &control.Fix[i]
		if field := hindered(s, fix); field != "" {
			why = fmt.Sprintf("the change would not do with %s as it is", field)
			continue
		}
		if len(fix.Path) > 0 {
			path := make([]any, len(fix.Path))
			for i, key := range fix.Path {
				path[i] = key
			}
			add(fix, path, value(fix, nil))
			continue
		}
		for i := range verdict.Remarks {
			remark := &verdict.Remarks[i]
			if fix.Expected && remark.Expected == nil {
				why = "one of its places is left to people"
				continue
			}
			add(fix, remark.Path, value(fix, remark.Expected))
		}
	}
	if len(all) == 0 {
		return []*Proposal{{Object: s.Object, Why: why}}
	}
	return all
}

// hindered names the value with which a fix would not do.
func hindered(s *subject.Subject, fix *catalogue.Fix) string {
	for _, unless := range fix.Unless {
		root := s.Root(unless.Path[0])
		if root == nil {
			continue
		}
		at := root.Value.At(unless.Path[1:]...)
		if at.Unknown() || among(at, unless.Is) {
			return strings.Join(unless.Path[1:], ".")
		}
		for _, element := range at.Elements() {
			if among(element.Value, unless.Is) {
				return strings.Join(unless.Path[1:], ".")
			}
		}
	}
	return ""
}

func among(v *estate.Value, values []any) bool {
	if v == nil {
		return false
	}
	text := estate.AppendJSON(nil, v)
	return slices.ContainsFunc(values, func(one any) bool {
		other, err := json.Marshal(one)
		return err == nil && bytes.Equal(text, other)
	})
}

// value is what a fix sets or adds, nil where it removes.
func value(fix *catalogue.Fix, expected json.RawMessage) *estate.Value {
	if fix.Remove {
		return nil
	}
	text := []byte(expected)
	if !fix.Expected {
		given := fix.Set
		if fix.Add != nil {
			given = fix.Add
		}
		text, _ = json.Marshal(given) // it came from JSON
	}
	v, err := estate.DecodeJSON(jsontext.NewDecoder(bytes.NewReader(text)), nil)
	if err != nil {
		return nil
	}
	return v
}
