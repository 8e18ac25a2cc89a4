package main

import (
	"context"
	"fmt"
	"slices"

	"bulkhead/audit"
	"bulkhead/audit/estate"
	"bulkhead/audit/relate"
	"bulkhead/cmd/internal/targets"
)

// givenHost reads the libvirt host that domains in files are to be judged by from a snapshot; nil where the user names none.
func givenHost(ctx context.Context, file string, collectors []audit.Collector) (*relate.GivenHost, error) {
	if file == "" {
		return nil, nil
	}
	if !slices.ContainsFunc(collectors, func(c audit.Collector) bool { return c.Target().Kind == estate.Files }) {
		return nil, usageError(fmt.Errorf("--host %s: no target is a file whose domains it could be for", file))
	}
	recorded, err := targets.OpenHost(file)
	if err != nil {
		return nil, usageError(err)
	}
	host := &relate.GivenHost{}
	for _, c := range recorded {
		sink := hostSink{host, c.Target()}
		if err := c.Collect(ctx, sink); err != nil {
			return nil, usageError(fmt.Errorf("--host %s: %w", file, err))
		}
	}
	if host.Hosts() != 1 {
		return nil, usageError(fmt.Errorf("--host %s: it holds %d libvirt hosts; take a snapshot of one: "+
			"bulkhead collect qemu:///system node:/ -o host.snapshot.zst", file, host.Hosts()))
	}
	return host, nil
}

// hostSink gives each object its target, as the audit does with those that it judges.
type hostSink struct {
	*relate.GivenHost
	target *estate.Target
}

func (s hostSink) Object(o *estate.Object) error {
	o.Target = s.target
	return s.GivenHost.Object(o)
}
