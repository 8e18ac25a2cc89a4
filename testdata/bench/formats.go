package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	"bulkhead/testdata/bench/generate"
)

// ofFormats is how many Deployments have some 50,000 findings.
const ofFormats = 3900

// formats has a case for each format that bulkhead itself says it has: an audit with that report, against the same audit with a report of
// counts alone.
func formats(bulkhead string) ([]benchCase, error) {
	said, err := exec.Command(bulkhead, "__complete", "audit", "--format", "").Output()
	if err != nil {
		return nil, fmt.Errorf("ask for the formats: %w", err)
	}
	const counts = "prometheus"
	var all []benchCase
	for _, format := range strings.Fields(string(said)) {
		if format == counts || strings.HasPrefix(format, ":") {
			continue
		}
		all = append(all, benchCase{"format-" + format, func(s *setup) (*measure, error) {
			many := s.input("formats.yaml")
			report := func(format string) []string {
				return []string{s.bulkhead, "audit", many, "-f", format, "-o", os.DevNull}
			}
			return &measure{
				command: report(format), floor: report(counts),
				maxAbove: time.Second, maxMemory: 200, aboveFloor: true,
			}, generate.Deployments(many, ofFormats)
		}})
	}
	return all, nil
}
