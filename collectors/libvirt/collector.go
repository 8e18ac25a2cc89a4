// Package libvirt collects a live host through libvirt: the host, its networks, filters, storage, secrets' metadata and devices, and
// its domains with what is stored of them.
//
// It only reads. Objects have these values, whose XML is turned into values by package xmltree:
//
//   - Host: {"capabilities": XML, "domainCapabilities": XML of the default emulator, "node": {"model", "memory" in KiB, "cpus"},
//     "version": libvirt's, as "9.0.0"}
//   - Network: {"network": XML, "state": {"active", "persistent", "autostart"}}
//   - NetworkPort, named NETWORK/UUID: {"networkport": XML, "network": name}
//   - NWFilter: {"filter": XML}
//   - NWFilterBinding, named after the port's device: {"filterbinding": XML}
//   - StoragePool: {"pool": XML, "state": {"active", "persistent", "autostart"}}
//   - StorageVolume, named POOL/VOLUME: {"volume": XML, "pool": name}
//   - Secret, named by its UUID: {"secret": XML}, which says what it is for
//   - NodeDevice, PCI and mediated ones: {"device": XML}
//   - Interface, of the host: {"interface": XML}
//   - Domain: {"domain": XML, "inactive": XML, "state": {"active", "persistent", "autostart", "managedSave",
//     "seclabels": [{"model", "label", "enforcing"}], "messages": [texts], "launchSecurity": {"measured", "policy"}}}
//   - DomainSnapshot, named DOMAIN/SNAPSHOT: {"domainsnapshot": XML, "of": the domain's name}
//   - DomainCheckpoint, named DOMAIN/CHECKPOINT: {"domaincheckpoint": XML without its domain, "of"}
//   - SaveImage, named after its domain: {"domain": the XML inside, "of"}
//
// A domain's "domain" is what runs where it is active, else what is defined. "inactive" is what is defined for the next start,
// where a domain is active and persistent. "seclabels" are the running process's labels, and "messages" what libvirt says of the
// running configuration (taints, deprecations), where it is active. What a read-only connection may not ask is not in the input.
//
// The live part needs cgo and the build tag libvirt_dlopen, and loads libvirt.so.0 when it runs.
package libvirt

import (
	"context"
	"fmt"
	"time"

	"bulkhead/audit/estate"
)

// Collector reads one libvirt connection.
type Collector struct {
	target *estate.Target
}

// New returns a collector for any URI that libvirt knows, such as qemu:///system. It does not connect yet. A password in the URI is
// dropped: libvirt takes none there.
func New(uri string) *Collector {
	uri = withoutPassword(uri)
	return &Collector{target: &estate.Target{ID: uri, URI: uri, Kind: estate.LibvirtHost}}
}

// Target is what the collector reads. Its version is libvirt's on the host.
func (c *Collector) Target() *estate.Target { return c.target }

// Collect sends the host, networks and filters, then the domains, one at a time. What can't be read becomes a problem and an
// unread value. The error says why there is no connection, or that ctx ended.
//
// Calls of libvirt can't be interrupted. Where ctx ends, Collect returns at once, and the goroutine whose call hangs
// stays behind until libvirt gives up.
func (c *Collector) Collect(ctx context.Context, sink estate.Sink) error {
	c.target.Collected = time.Now()
	// reading ends when Collect does, so that the reader stops after the call that it is in.
	reading, stop := context.WithCancel(ctx)
	defer stop()

	deliveries := make(chan delivery, ahead)
	failed := make(chan error, 1)
	go func() { failed <- c.read(reading, deliveries) }()

	for {
		select {
		case d, more := <-deliveries:
			if !more {
				return <-failed
			}
			if err := d.to(c.target, sink); err != nil {
				return err
			}
		case <-ctx.Done():
			return fmt.Errorf("read %s: no answer from libvirt in time: %w", c.target.URI, context.Cause(ctx))
		}
	}
}

// read reads the connection until ctx ends, and parses what it reads in a second goroutine: on a host of many domains
// reading, parsing and judging each take about as long.
func (c *Collector) read(ctx context.Context, deliveries chan<- delivery) error {
	steps := make(chan step, ahead)
	go func() {
		defer close(deliveries)
		for s := range steps {
			d := s.deliver()
			select {
			case deliveries <- d:
			case <-ctx.Done():
			}
		}
	}()
	defer close(steps)
	return read(c.target.URI, func(s step) bool {
		select {
		case steps <- s:
			return true
		case <-ctx.Done():
			return false
		}
	})
}

// step is one thing that was read. Running it does the work that needs no libvirt, and sends what came out.
type step func(*estate.Target, estate.Sink) error

// ahead is how many things the reader may be ahead of who parses them: enough to keep both cores busy, and few
// enough that memory does not grow with the host.
const ahead = 16

// deliver runs the step, apart from the target and the sink that its results are for.
func (s step) deliver() (d delivery) {
	target := &estate.Target{}
	if err := s(target, &d); err != nil {
		d.add(func(*estate.Target, estate.Sink) error { return err })
	}
	d.version = target.Version
	return d
}

// delivery is what a step made, in order. It is the sink of that step alone.
type delivery struct {
	version string // the target's, from the step that learnt it
	sends   []func(*estate.Target, estate.Sink) error
}

func (d *delivery) add(send func(*estate.Target, estate.Sink) error) { d.sends = append(d.sends, send) }

func (d *delivery) Object(o *estate.Object) error {
	d.add(func(target *estate.Target, s estate.Sink) error {
		o.Target = target
		return s.Object(o)
	})
	return nil
}

func (d *delivery) Problem(p estate.Problem) {
	d.add(func(_ *estate.Target, s estate.Sink) error { s.Problem(p); return nil })
}

func (d *delivery) Progress(what string, done, total int) {
	d.add(func(_ *estate.Target, s estate.Sink) error { s.Progress(what, done, total); return nil })
}

// to sends what was made, as of target.
func (d *delivery) to(target *estate.Target, sink estate.Sink) error {
	if d.version != "" {
		target.Version = d.version
	}
	for _, send := range d.sends {
		if err := send(target, sink); err != nil {
			return err
		}
	}
	return nil
}
