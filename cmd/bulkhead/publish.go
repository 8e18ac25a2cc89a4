package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/pflag"

	"bulkhead/audit"
	"bulkhead/audit/result"
	"bulkhead/cmd/internal/publish"
	"bulkhead/cmd/internal/settings"
	"bulkhead/collectors/kubernetes"
	"bulkhead/reports"
)

// publishFlag keeps reports in the clusters that are audited.
type publishFlag struct{ format string }

func (p *publishFlag) add(flags *pflag.FlagSet) {
	flags.StringVar(&p.format, "publish", "", "keep reports in each live cluster as well, in `FORMAT` "+oneOf(reports.PublishedFormats())+": the only flag that writes there")
	flags.Lookup("publish").NoOptDefVal = reports.PublishedFormats()[0]
	headed(flags, aboutReport)
	flags.Lookup("publish").Annotations[settings.OnlyAsked] = nil
}

// check refuses what can't be published before the audit and not after it.
func (p *publishFlag) check(collectors []audit.Collector) error {
	switch {
	case p.format == "":
		return nil
	case !slices.Contains(reports.PublishedFormats(), p.format):
		return fmt.Errorf("--publish=%s: choose %s", p.format, oneOf(reports.PublishedFormats()))
	}
	for _, c := range collectors {
		if _, ok := c.(*kubernetes.Collector); ok {
			return nil
		}
	}
	return errors.New("--publish: no target is a live cluster; name one, as kubernetes:CONTEXT")
}

// run writes to each cluster what was found in it. Of one that could not be read there is nothing to tell, so that its earlier reports stay.
func (p *publishFlag) run(ctx context.Context, a *auditCommand, collectors []audit.Collector, report *result.Report, o reports.Options) error {
	if p.format == "" {
		return nil
	}
	var failed []error
	for _, c := range collectors {
		cluster, ok := c.(*kubernetes.Collector)
		if !ok {
			continue
		}
		id := cluster.Target().ID
		entry := a.log.WithField("target", id)
		if slices.ContainsFunc(report.Targets, func(t result.Target) bool { return t.ID == id && t.Status == "failed" }) {
			entry.Warn("not published: nothing could be read")
			continue
		}
		limited, cancel := context.WithTimeout(ctx, a.targets.timeout)
		summary, err := publish.Run(limited, publish.Config{
			Access: cluster.Access(), Format: p.format, Report: report, Target: id, Options: o, Selected: a.targets.namespaces().Has,
		})
		cancel()
		if err != nil {
			failed = append(failed, fmt.Errorf("publish: %w", err))
			continue
		}
		entry.Infof("published %d reports, deleted %d", summary.Written, summary.Pruned)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err := errors.Join(failed...); err != nil {
		return outputError(err)
	}
	return nil
}
