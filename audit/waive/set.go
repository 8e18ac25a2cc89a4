package waive

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"slices"
	"sync"
	"time"

	"bulkhead/audit/estate"
	"bulkhead/audit/result"
)

// Set is all waivers of a run. It may be used from several goroutines.
type Set struct {
	now           time.Time
	known         func(id string) error
	all           []*Waiver
	byControl     map[string][]*Waiver
	byFingerprint map[string][]*Waiver

	mu      sync.RWMutex
	objects map[*estate.Object][]*Waiver
	broken  []Fault
}

// NewSet takes the waivers of files. Now is when they must hold; known is what [Decode] takes, for those that objects carry.
func NewSet(all []*Waiver, now time.Time, known func(id string) error) *Set {
	s := &Set{now: now, known: known, byControl: map[string][]*Waiver{}, byFingerprint: map[string][]*Waiver{}, objects: map[*estate.Object][]*Waiver{}}
	for _, w := range all {
		w.settle(now)
		s.all = append(s.all, w)
		if w.Fingerprint != "" {
			s.byFingerprint[w.Fingerprint] = append(s.byFingerprint[w.Fingerprint], w)
		} else {
			s.byControl[w.Control] = append(s.byControl[w.Control], w)
		}
	}
	return s
}

// Match returns what accepts a finding, nil where nothing does.
func (s *Set) Match(control string, fingerprint [16]byte, about *result.Subject, o *estate.Object) *result.Waiver {
	var found *result.Waiver
	try := func(candidates []*Waiver) {
		for _, w := range candidates {
			if !w.matchesSubject(control, about, o) {
				continue
			}
			w.matches.Add(1)
			if w.why == "" && found == nil {
				found = &w.Waiver
			}
		}
	}
	if len(s.byFingerprint) > 0 {
		try(s.byFingerprint[hex.EncodeToString(fingerprint[:])])
	}
	try(s.byControl[control])
	s.mu.RLock()
	defer s.mu.RUnlock()
	if len(s.objects) > 0 {
		try(s.objects[o])
	}
	return found
}

// Fault is what is wrong with a waiver.
type Fault struct {
	// Target is the ID of the target whose object carries the waiver or that it names; empty for others.
	Target string
	// What names the waiver, and Error says why it accepts nothing.
	What, Error  string
	File         string
	Line, Column int
}

// Faults returns what is wrong with waivers after all was matched. Asked says whether a control was asked of any subject, any at all for the empty ID, and
// audited whether a target was in the run: what was not looked at can't match.
func (s *Set) Faults(asked, audited func(id string) bool) []Fault {
	s.mu.RLock()
	defer s.mu.RUnlock()
	faults := slices.Clone(s.broken)
	all := slices.Clone(s.all)
	for _, carried := range s.objects {
		all = append(all, carried...)
	}
	for _, w := range all {
		why := w.why
		if n := w.matches.Load(); n == 0 {
			switch {
			case w.Control != "" && !asked(w.Control), w.Control == "" && !asked(""), w.Target != "" && !audited(w.Target):
			case why == "":
				why = "is for no finding: remove it, or correct what it is for"
			default:
				why += ", and is for no finding"
			}
		} else if why != "" {
			why += fmt.Sprintf("; findings that it does not accept: %d", n)
		}
		if why == "" {
			continue
		}
		name := "waiver of " + cmp.Or(w.Control, w.Fingerprint)
		f := Fault{Target: w.Target, What: name, Error: why, File: w.File, Line: w.Line, Column: w.Column}
		if w.object != nil {
			f.Target = w.object.Target.ID
			f.What += " in " + w.object.Kind + " " + w.object.Name
		}
		faults = append(faults, f)
	}
	return faults
}
