package audit

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"testing"
	"weak"

	"bulkhead/audit/estate"
	"bulkhead/policies"
)

// fleet is a run over many hosts. It watches which hosts' objects are still held.
type fleet struct {
	mu   sync.Mutex
	held []weak.Pointer[estate.Object]
}

// fleetHost is one host of a fleet: itself and a network.
type fleetHost struct {
	target *estate.Target
	fleet  *fleet
	done   func()
}

func (h *fleetHost) Target() *estate.Target { return h.target }

func (h *fleetHost) Collect(_ context.Context, sink estate.Sink) error {
	for _, kind := range []string{"Host", "Network", "Domain"} {
		o := &estate.Object{Platform: estate.Libvirt, Kind: kind, Name: "n", Value: estate.MapOf()}
		h.fleet.mu.Lock()
		h.fleet.held = append(h.fleet.held, weak.Make(o))
		h.fleet.mu.Unlock()
		if err := sink.Object(o); err != nil {
			return err
		}
	}
	if h.done != nil {
		h.done()
	}
	return nil
}

// What is held of a fleet is what is on its way, however many hosts are done.
func TestFleetMemory(t *testing.T) {
	const hosts, objects, concurrency = 200, 3, 2
	f := &fleet{}
	var collectors []Collector
	for i := range hosts {
		collectors = append(collectors, &fleetHost{target: &estate.Target{
			ID: fmt.Sprint(i), URI: fmt.Sprintf("test:///%d", i), Kind: estate.LibvirtHost,
		}, fleet: f})
	}
	alive := 0
	collectors[hosts-1].(*fleetHost).done = func() {
		runtime.GC()
		f.mu.Lock()
		defer f.mu.Unlock()
		for _, p := range f.held {
			if p.Value() != nil {
				alive++
			}
		}
	}
	report, err := Run(t.Context(), collectors, Options{Policies: policies.FS, Concurrency: concurrency})
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Targets) != hosts {
		t.Errorf("%d targets", len(report.Targets))
	}
	// A host's subjects are one batch: some wait, some are examined, and some are still collected.
	most := (16 + 2*runtime.GOMAXPROCS(0) + 2*concurrency) * objects
	if alive > most {
		t.Errorf("%d objects are held of the %d that were read, more than %d", alive, len(f.held), most)
	}
}
