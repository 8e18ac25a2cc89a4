package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"bulkhead/audit"
	"bulkhead/cmd/internal/output"
	"bulkhead/collectors/snapshot"
	"bulkhead/reports"
)

// collectCommand is one call of bulkhead collect.
type collectCommand struct {
	*program
	targets targetFlags
	output  string
}

func newCollect(p *program) *cobra.Command {
	c := &collectCommand{program: p}
	cmd := &cobra.Command{
		Use:   "collect TARGET...",
		Short: "Collect into a snapshot file, to be audited later or elsewhere",
		Long: "Collect reads targets into one file. Auditing that file gives the same report as\n" +
			"auditing the targets themselves. It holds no Secret, and no literal that may be\none.\n\n" + targetsHelp,
		Example: `  bulkhead collect kubernetes: -o prod.snapshot.zst
  bulkhead audit prod.snapshot.zst`,
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd.Context(), args) },
	}
	c.targets.add(cmd)
	cmd.Flags().StringVarP(&c.output, "output", "o", "", "snapshot `FILE`, or - for standard output (default bulkhead-DATE.snapshot.zst)")
	headed(cmd.Flags(), aboutSnapshot)
	return cmd
}

func (c *collectCommand) run(ctx context.Context, args []string) error {
	collectors, err := c.targets.open(c.program, args)
	if err != nil {
		return err
	}
	recordings := make([]*snapshot.Recording, len(collectors))
	var group errgroup.Group
	group.SetLimit(c.targets.concurrency)
	for i, collector := range collectors {
		group.Go(func() error {
			var err error
			recordings[i], err = c.record(ctx, collector)
			return err
		})
	}
	err = group.Wait()
	c.progress.Clear()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return outputError(err)
	}
	write := func(w io.Writer) error { return snapshot.Write(w, version(), recordings) }
	path := c.output
	switch path {
	case "-":
		err = write(c.out)
	case "":
		path = time.Now().Format("bulkhead-2006-01-02.snapshot.zst")
		fallthrough
	default:
		if err = output.File(path, write); err == nil {
			fmt.Fprintf(c.err, "bulkhead: wrote %s\n", reports.Plain(path))
		}
	}
	if err != nil {
		return outputError(err)
	}
	return c.incomplete(collectors)
}

// record collects one target. What goes wrong with it is part of the recording.
func (c *collectCommand) record(ctx context.Context, collector audit.Collector) (*snapshot.Recording, error) {
	target := collector.Target()
	recording, err := snapshot.NewRecording(target, func(what string, done, total int) {
		c.progress.Show(target.ID, what, done, total)
	})
	if err != nil {
		return nil, err
	}
	bounded, cancel := context.WithTimeout(ctx, c.targets.timeout)
	defer cancel()
	if err := collector.Collect(bounded, recording); err != nil {
		if errors.Is(bounded.Err(), context.DeadlineExceeded) {
			err = fmt.Errorf("not done after %s (--timeout): %w", c.targets.timeout, err)
		}
		recording.Stopped(err)
	}
	return recording, nil
}

// incomplete names what could not be read, and makes the exit code say so.
func (c *collectCommand) incomplete(collectors []audit.Collector) error {
	problems := 0
	for _, collector := range collectors {
		for _, p := range collector.Target().Problems {
			c.log.WithField("target", collector.Target().ID).Warnf("%s: %s", p.What, p.Error)
			problems++
		}
	}
	if problems > 0 {
		return &exitCode{code: exitIncomplete}
	}
	return nil
}
