package main

import (
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/pflag"

	"bulkhead/audit/waive"
	"bulkhead/cmd/internal/choice"
	"bulkhead/reports"
)

// acceptFlags say which findings are accepted: by waivers, or because they are old.
type acceptFlags struct {
	waivers     string
	liveWaivers bool
	baseline    string
	now         string
}

const baselineUsage = "an earlier JSON report: only failures that this `FILE` does not have count"

func (a *acceptFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&a.waivers, "waivers", "", "accept the findings that this `FILE` lists; bulkhead waive writes it")
	flags.BoolVar(&a.liveWaivers, "live-waivers", false, "accept also what objects of clusters and hosts say should be; without it only objects in files may")
	flags.StringVar(&a.baseline, "baseline", "", baselineUsage)
	flags.StringVar(&a.now, "now", "", "the `TIME` at which waivers have to hold, as 2006-01-02 or RFC 3339; without it the present")
}

// clock is the time that waivers are held to.
func (a *acceptFlags) clock() (time.Time, error) {
	if a.now == "" {
		return time.Now(), nil
	}
	for _, format := range []string{time.RFC3339, time.DateOnly} {
		if now, err := time.Parse(format, a.now); err == nil {
			return now, nil
		}
	}
	return time.Time{}, fmt.Errorf("--now %s: write a day as 2006-01-02 or a time as 2006-01-02T15:04:05Z", a.now)
}

// set reads the file of waivers, if there is one. Objects in files may carry some in any case.
func (a *acceptFlags) set(now time.Time, policies fs.FS) (*waive.Set, error) {
	known := choice.Known(policies)
	if a.waivers == "" {
		return waive.NewSet(nil, now, known), nil
	}
	text, err := os.ReadFile(a.waivers)
	if err != nil {
		return nil, fmt.Errorf("--waivers: %w", err)
	}
	all, err := waive.Decode(text, a.waivers, known)
	if err != nil {
		return nil, fmt.Errorf("--waivers: %w", err)
	}
	return waive.NewSet(all, now, known), nil
}

// read reads the baseline, nil where there is none.
func (a *acceptFlags) read() (*reports.Baseline, error) {
	if a.baseline == "" {
		return nil, nil
	}
	file, err := os.Open(a.baseline)
	if err != nil {
		return nil, fmt.Errorf("--baseline: %w", err)
	}
	defer file.Close()
	baseline, err := reports.ReadBaseline(file)
	if err != nil {
		return nil, fmt.Errorf("--baseline %s: %w", a.baseline, err)
	}
	return baseline, nil
}
