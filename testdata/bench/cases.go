package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// cases writes the inputs and returns what to measure on them, and what to stop afterwards.
func cases(dir, self, bulkhead string) ([]measure, func(), error) {
	bulkhead, err := filepath.Abs(bulkhead)
	if err != nil {
		return nil, nil, err
	}
	many, one := filepath.Join(dir, "many.yaml"), filepath.Join(dir, "one.yaml")
	if err := writeDeployments(many, 5000); err != nil {
		return nil, nil, err
	}
	if err := writeDeployments(one, 1); err != nil {
		return nil, nil, err
	}
	snapshot := filepath.Join(dir, "many.snapshot.zst")
	if out, err := exec.Command(bulkhead, "collect", many, "-o", snapshot).CombinedOutput(); err != nil {
		return nil, nil, fmt.Errorf("collect: %w: %s", err, out)
	}
	measures := []measure{
		{
			name:     "manifests",
			command:  []string{bulkhead, "audit", many, "-f", "json", "-o", os.DevNull},
			floor:    []string{self, "floor", "yaml", many},
			maxRatio: 1, maxMemory: 150,
		},
		{
			name:     "snapshot",
			command:  []string{bulkhead, "audit", snapshot, "-f", "json", "-o", os.DevNull},
			floor:    []string{self, "floor", "json", snapshot},
			maxRatio: 4,
		},
		{name: "one-manifest", command: []string{bulkhead, "audit", one, "-f", "json", "-o", os.DevNull}, maxWall: 100 * time.Millisecond},
		{name: "version", command: []string{bulkhead, "version"}, maxWall: 30 * time.Millisecond},
	}
	return measures, func() {}, nil
}
