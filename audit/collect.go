package audit

import (
	"context"
	"errors"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"bulkhead/audit/estate"
	"bulkhead/audit/relate"
	"bulkhead/audit/subject"
)

// batchSize is how many subjects travel together to an examining goroutine.
const batchSize = 64

// batchesWaiting is how many may wait for one: enough that neither side idles, and few, since each holds the objects it is about.
const batchesWaiting = 4

// collectAll collects machines first, since facts about others are made of them, and then all other targets.
func (r *run) collectAll(ctx context.Context) error {
	for _, machines := range []bool{true, false} {
		var group errgroup.Group
		group.SetLimit(r.Concurrency)
		for _, in := range r.targets {
			if (in.target.Kind == estate.Machine) == machines {
				group.Go(caught(func() error { return in.collect(ctx) }))
			}
		}
		if err := group.Wait(); err != nil {
			return err
		}
	}
	return nil
}

// intake takes what one collector sends, relates it, and hands the subjects on in batches.
type intake struct {
	run       *run
	collector Collector
	target    *estate.Target
	relation  *relate.Relation
	batch     []*subject.Subject
	ctx       context.Context // of the whole run: what was collected is examined even after the target's time is up
	objects   int
	subjects  map[string]int
}

func (in *intake) collect(ctx context.Context) error {
	in.ctx = ctx
	in.subjects = map[string]int{}
	go in.prepare()
	targetContext, cancel := ctx, func() {}
	if in.run.Timeout > 0 {
		targetContext, cancel = context.WithTimeout(ctx, in.run.Timeout)
	}
	defer cancel()
	in.relation = relate.New(in.target, in.run.knownMachines(), in.run.Namespaces.Has)
	if in.run.Isolation {
		in.relation.Chart()
	}
	in.relation.OnHost(in.run.Host)
	err := in.collector.Collect(targetContext, in)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	in.relation.End(in.subject)
	if sendErr := in.send(); sendErr != nil {
		return sendErr
	}
	in.settle(err, targetContext.Err())
	in.done()
	return nil
}

// done lets go of all that the target was made of, so that memory does not grow with the targets that are done; the map of the
// isolation between them needs what it noted.
func (in *intake) done() {
	in.collector = nil
	if !in.run.Isolation {
		in.relation = nil
	}
	if done := in.run.done.Add(1); len(in.run.targets) > 1 {
		in.Progress("done, as target", int(done), len(in.run.targets))
	}
}

// settle says what became of the target.
func (in *intake) settle(err, timeout error) {
	if err != nil {
		if errors.Is(timeout, context.DeadlineExceeded) {
			err = fmt.Errorf("not done after %s (--timeout): %w", in.run.Timeout, err)
		}
		in.target.Problems = append(in.target.Problems, estate.Problem{What: "target", Error: err.Error()})
	}
	switch {
	case in.objects == 0:
		in.target.Status = estate.Failed
		if len(in.target.Problems) == 0 {
			in.target.Problems = []estate.Problem{{What: "target", Error: "nothing in it can be audited"}}
		}
	case len(in.target.Problems) > 0:
		in.target.Status = estate.Partial
	default:
		in.target.Status = estate.Complete
	}
	if in.target.Collected.IsZero() {
		in.target.Collected = time.Now()
	}
}

// prepare compiles what this kind of target will ask for, while the collector waits for its first answers; what files hold shows only when
// they are read. A fault shows when a subject is examined.
func (in *intake) prepare() {
	platform := estate.Kubernetes
	switch in.target.Kind {
	case estate.LibvirtHost:
		platform = estate.Libvirt
	case estate.Machine:
		platform = estate.Node
	case estate.Cluster, estate.Files:
	}
	controls, err := in.run.Compiled.controls[platform]()
	if err != nil || in.run.onlyFiles() {
		return
	}
	for _, compile := range controls.kinds {
		_, _ = compile()
	}
}

// Object implements [estate.Sink].
func (in *intake) Object(o *estate.Object) error {
	o.Target = in.target
	in.objects++
	if o.Platform == estate.Node {
		in.run.addMachine(o)
	}
	if w := in.run.Waivers; w != nil && !o.Context && (in.target.Kind == estate.Files || in.run.LiveWaivers) {
		w.Add(o)
	}
	if err := in.relation.Object(o, in.subject); err != nil {
		line, column := o.Position()
		in.Problem(estate.Problem{What: o.Kind + " " + o.Name, Error: err.Error(), File: o.File(), Line: line, Column: column})
	}
	if len(in.batch) >= batchSize {
		return in.send()
	}
	return nil
}

// Problem implements [estate.Sink].
func (in *intake) Problem(p estate.Problem) {
	in.target.Problems = append(in.target.Problems, p)
	in.relation.Problem(p)
}

// Progress implements [estate.Sink].
func (in *intake) Progress(what string, done, total int) {
	if in.run.Progress != nil {
		in.run.Progress(in.target, what, done, total)
	}
}

func (in *intake) subject(s *subject.Subject) {
	if s.Object.Context {
		return
	}
	in.subjects[s.Kind]++
	in.batch = append(in.batch, s)
}

func (in *intake) send() error {
	if len(in.batch) == 0 {
		return nil
	}
	select {
	case in.run.batches <- in.batch:
		in.batch = nil
		return nil
	case <-in.ctx.Done():
		return in.ctx.Err()
	}
}

func (r *run) addMachine(o *estate.Object) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.machines = append(r.machines, o)
}

func (r *run) knownMachines() []*estate.Object {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]*estate.Object(nil), r.machines...)
}
