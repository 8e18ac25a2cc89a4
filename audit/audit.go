// Package audit asks controls about what collectors find and builds one report of it.
package audit

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/engine"
	"bulkhead/audit/estate"
	"bulkhead/audit/isolation"
	"bulkhead/audit/relate"
	"bulkhead/audit/result"
	"bulkhead/audit/subject"
	"bulkhead/audit/waive"
)

// Collector finds what is in one target.
type Collector interface {
	Target() *estate.Target
	// Collect sends what it finds. What it could not read it sends as a problem; an error means that it had to stop.
	Collect(context.Context, estate.Sink) error
}

// Options say how to audit.
type Options struct {
	Tool result.Tool
	// Policies holds the controls; see package policies.
	Policies fs.FS
	// Use chooses controls by ID and metadata; nil uses all.
	Use func(*catalogue.Control) bool
	// Tuning is what the user set of controls.
	Tuning catalogue.Tuning
	// Compiled keeps what is compiled, and the verdicts that are remembered, for the next run with the same Use, Tuning and Fresh; nil
	// keeps nothing.
	Compiled *Compiled
	// Namespaces are judged; the zero value takes all.
	Namespaces estate.Namespaces
	// Fresh asks every control about every subject, and remembers nothing.
	Fresh bool
	// Passed keeps passes too.
	Passed bool
	// Waivers accept findings; nil accepts none. LiveWaivers takes also those that objects of clusters and hosts carry themselves, and not
	// only those that objects in files do.
	Waivers     *waive.Set
	LiveWaivers bool
	// Limited says that collectors send objects that are not to be judged, so that a waiver may well be for none.
	Limited bool
	// Isolation also asks what stands between workloads and their machines.
	Isolation bool
	// Weights are what classes of cost add to a distance, where they are not the classes' own.
	Weights isolation.Weights
	// Zones put workloads into trust zones; none: each namespace is one, and each guest.
	Zones []isolation.Selector
	// Failed is told of every failure that no waiver accepts, with the subject as it is; nil: nobody is. It is called from several
	// goroutines.
	Failed func(s *subject.Subject, control *catalogue.Control, verdict *engine.Verdict)
	// Timeout bounds each target. Concurrency is how many are collected at once; 0 means 4.
	Timeout     time.Duration
	Concurrency int
	// Host is the libvirt host that domains in files are judged by; nil for none.
	Host *relate.GivenHost
	// Progress may be nil. It is called from several goroutines.
	Progress func(target *estate.Target, what string, done, total int)
}

// PanicError is a panic that was caught, with the stack it came from.
type PanicError struct {
	Value any
	Stack []byte
}

func (e *PanicError) Error() string { return fmt.Sprintf("internal error: %v", e.Value) }

// Run audits the targets of all collectors. What goes wrong with a target is in the report; an error means that there is no
// report, because ctx ended or a control is broken.
func Run(ctx context.Context, collectors []Collector, o Options) (*result.Report, error) {
	run := newRun(o, collectors)
	started := time.Now()
	examiners, working := errgroup.WithContext(ctx)
	for i := range run.tallies {
		examiners.Go(caught(func() error { return run.examine(working, &run.tallies[i]) }))
	}
	collected := run.collectAll(working)
	close(run.batches)
	if err := errors.Join(examiners.Wait(), collected); err != nil {
		return nil, err
	}
	return run.report(ctx, started, time.Now())
}

// run is one audit on its way.
type run struct {
	Options
	targets []*intake
	done    atomic.Int64 // targets
	batches chan []*subject.Subject
	tallies []tally // one for each examining goroutine

	mu       sync.Mutex
	machines []*estate.Object
}

func newRun(o Options, collectors []Collector) *run {
	if o.Concurrency < 1 {
		o.Concurrency = 4
	}
	if o.Use == nil {
		o.Use = func(*catalogue.Control) bool { return true }
	}
	r := &run{Options: o, batches: make(chan []*subject.Subject, batchesWaiting), tallies: make([]tally, runtime.GOMAXPROCS(0))}
	for _, c := range collectors {
		r.targets = append(r.targets, &intake{run: r, collector: c, target: c.Target()})
	}
	if r.Compiled == nil {
		r.Compiled = &Compiled{}
	}
	r.Compiled.prepare(&r.Options, r.onlyFiles())
	return r
}

// onlyFiles says that nothing but files is audited.
func (r *run) onlyFiles() bool {
	return !slices.ContainsFunc(r.targets, func(in *intake) bool { return in.target.Kind != estate.Files })
}

// caught makes a panic an error, so that the run ends in order.
func caught(f func() error) func() error {
	return func() (err error) {
		defer func() {
			if value := recover(); value != nil {
				err = &PanicError{Value: value, Stack: debug.Stack()}
			}
		}()
		return f()
	}
}
