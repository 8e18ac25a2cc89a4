package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"bulkhead/cmd/internal/changes"
	"bulkhead/reports"
)

// watched audits files, and then those again that change, until ctx ends. All are read each time, since what is said of one may hang on
// another; only those that changed are judged.
func (a *auditCommand) watched(ctx context.Context, gate *reports.Gate, args []string) error {
	for _, target := range args {
		if _, err := os.Stat(target); err != nil {
			return usageError(fmt.Errorf("--watch is for files and directories; %s is none: %w", target, err))
		}
	}
	if len(args) == 0 {
		return usageError(errors.New("--watch: no file or directory given"))
	}
	watcher, err := changes.Watch(slices.Concat(args, a.targets.Rendering.Values))
	if err != nil {
		return usageError(fmt.Errorf("--watch: %w", err))
	}
	defer watcher.Close()
	for {
		err := a.once(ctx, gate, args)
		var coded *exitCode
		if err != nil && (!errors.As(err, &coded) || coded.err != nil) {
			return err // not a gate's decision but a fault that stays
		}
		changed, err := watcher.Next(ctx)
		if err != nil {
			return err
		}
		if !a.quiet {
			fmt.Fprintf(a.err, "bulkhead: changed: %s\n", reports.Plain(strings.Join(shortNames(changed), ", ")))
		}
		a.targets.Changed = func(path string) bool { return changed[path] }
	}
}

// shortNames are paths as people in the working directory would name them.
func shortNames(paths map[string]bool) []string {
	here, err := os.Getwd()
	if err == nil {
		here, err = filepath.EvalSymlinks(here)
	}
	var names []string
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		if short, relErr := filepath.Rel(here, path); err == nil && relErr == nil && !strings.HasPrefix(short, "..") {
			path = short
		}
		names = append(names, path)
	}
	return names
}
