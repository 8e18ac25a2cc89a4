// Package engine asks controls about subjects. It asks Rego once for all subjects that look alike to a control: a control
// can depend on nothing but the values at its read set's paths, so equal values get the remembered verdict.
package engine

import (
	"context"

	"github.com/open-policy-agent/opa/v1/ast"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/subject"
)

// Engine answers for the controls of one catalogue. It may be used from several goroutines.
type Engine struct {
	rego  *rego
	kinds map[string]*kind
	// remember is false where every subject is asked whole and afresh.
	remember bool
}

// kind is a subject kind with the controls that look at it.
type kind struct {
	tree     readTree
	controls []*asked
}

// asked is a control on its way through the engine.
type asked struct {
	*catalogue.Control
	paths  []int // its read set in the kind's tree
	memory *memory
	// watched are the values that it asks by itself whether they are known: those whose mark it reads.
	watched map[*readNode]bool
}

// Answer is a control's verdict on the subject at hand.
type Answer struct {
	Control *catalogue.Control
	Verdict *Verdict
}

// New prepares an engine. Controls for which use says no are left out. Without memory each subject is asked whole.
func New(c *catalogue.Catalogue, use func(*catalogue.Control) bool, remember bool) *Engine {
	e := &Engine{rego: newRego(c.Compiler), kinds: map[string]*kind{}, remember: remember}
	for _, control := range c.Controls {
		if !use(control) {
			continue
		}
		k := e.kinds[control.Subject]
		if k == nil {
			k = &kind{tree: readTree{root: readNode{path: -1}}}
			e.kinds[control.Subject] = k
		}
		a := &asked{Control: control, memory: newMemory(), watched: map[*readNode]bool{}}
		for _, path := range control.Reads {
			position := k.tree.add(path)
			a.paths = append(a.paths, position)
			if path[len(path)-1] == "unknown" {
				a.watched[k.tree.ends[position].parent] = true
			}
		}
		k.controls = append(k.controls, a)
	}
	return e
}

// Examiner asks an engine from one goroutine, and keeps what it needs again from subject to subject.
type Examiner struct {
	engine  *Engine
	reading reading
	key     []byte
	answers []Answer
	missed  []int // positions in answers
	wanted  []bool
}

// Examiner returns a new examiner; each goroutine needs its own.
func (e *Engine) Examiner() *Examiner { return &Examiner{engine: e} }

// Examine returns the verdicts of all controls of the subject's kind, in the order of their IDs. The slice is valid until
// the next call. An error means that ctx ended.
func (x *Examiner) Examine(ctx context.Context, s *subject.Subject) ([]Answer, error) {
	k := x.engine.kinds[s.Kind]
	if k == nil {
		return nil, nil
	}
	x.reading.collect(&k.tree, s)
	x.answers, x.missed = x.answers[:0], x.missed[:0]
	own := k.tree.ownUnknown(s)
	for _, a := range k.controls {
		if own != nil {
			x.answers = append(x.answers, Answer{Control: a.Control, Verdict: a.memory.unknown(own)})
			continue
		}
		verdict, settled := x.settled(a)
		if !settled {
			x.missed = append(x.missed, len(x.answers))
		}
		x.answers = append(x.answers, Answer{Control: a.Control, Verdict: verdict})
	}
	if len(x.missed) == 0 {
		return x.answers, nil
	}
	return x.answers, x.ask(ctx, k, s)
}

// ownUnknown returns the place of the subject itself if that is not known: then nothing can be said of it, whatever rules a
// control has for what else it may not know.
func (t *readTree) ownUnknown(s *subject.Subject) *segment {
	if root := &s.Roots[0]; root.Value.Unknown() {
		return &segment{unknown: root.Value, at: &readNode{key: root.Name, parent: &t.root}}
	}
	return nil
}

// settled returns a verdict that needs no question: a remembered one, or unknown because something that the control may
// read is not known and it has no rule of its own for that.
func (x *Examiner) settled(a *asked) (*Verdict, bool) {
	if !a.HasUnknown {
		for _, path := range a.paths {
			if at := &x.reading.segments[path]; at.unknown != nil {
				return a.memory.unknown(at), true
			}
		}
	}
	if !x.engine.remember {
		return nil, false
	}
	verdict := a.memory.get(x.keyOf(a))
	return verdict, verdict != nil
}

// honest lets no control pass that did not see what is not known: a value above one that it reads looks absent to it, unless it
// asks for that value's mark. Of what is malformed nothing certain can be said at all.
func (x *Examiner) honest(k *kind, a *asked, v *Verdict) *Verdict {
	if v.Outcome != Pass && v.Outcome != NotApplicable {
		return v
	}
	for _, path := range a.paths {
		at := &x.reading.segments[path]
		if at.unknown != nil && (at.unknown.Malformed || at.at != k.tree.ends[path] && !a.watched[at.at]) {
			return a.memory.unknown(at)
		}
	}
	return v
}

func (x *Examiner) keyOf(a *asked) []byte {
	x.key = x.key[:0]
	for _, path := range a.paths {
		at := x.reading.segments[path]
		x.key = append(x.key, x.reading.bytes[at.start:at.end]...)
	}
	return x.key
}

// ask asks Rego for what was missed.
func (x *Examiner) ask(ctx context.Context, k *kind, s *subject.Subject) error {
	missed := make([]*asked, len(x.missed))
	x.wanted = append(x.wanted[:0], make([]bool, k.tree.paths)...)
	for i, position := range x.missed {
		missed[i] = k.controls[position]
		for _, path := range missed[i].paths {
			x.wanted[path] = true
		}
	}
	var input *ast.Term
	if x.engine.remember {
		input = k.tree.input(s, x.wanted)
	} else {
		input = whole(s)
	}
	verdicts, err := x.engine.rego.ask(ctx, missed, input)
	if err != nil {
		return err
	}
	for i, position := range x.missed {
		verdict := x.honest(k, missed[i], missed[i].memory.share(verdicts[i]))
		x.answers[position].Verdict = verdict
		if x.engine.remember {
			missed[i].memory.put(x.keyOf(missed[i]), verdict)
		}
	}
	return nil
}
