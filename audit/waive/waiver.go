// Package waive accepts findings: by waivers that a file lists, or that an audited object carries itself.
//
// A waiver needs an owner, a reason and a day on which it expires, and says which findings it is for: by their fingerprint, or by
// control and subject. One that lacks something, has expired or is for no finding accepts nothing, and is a [Fault] to report.
package waive

import (
	"encoding/hex"
	"path"
	"sync/atomic"
	"time"

	"bulkhead/audit/estate"
	"bulkhead/audit/result"
)

// Waiver accepts findings until a day.
type Waiver struct {
	// Control is an ID; Fingerprint is that of one finding, as reports have it. One of both is given.
	Control, Fingerprint string
	// Target limits it to the target of that ID; empty is any.
	Target  string
	Subject Selector
	result.Waiver

	// File, Line and Column are where it stands; a file of waivers or an audited object.
	File         string
	Line, Column int

	object  *estate.Object // that carries it, and to which it is limited; nil for those of files
	why     string         // it accepts nothing, whatever it matches
	matches atomic.Int64
}

// Selector chooses subjects. What is empty chooses all.
type Selector struct {
	// Kind is a glob for the kind of the object (Deployment) or of the subject (kubernetes/container).
	Kind string
	// Namespace, Name and Part are globs.
	Namespace, Name, Part string
	// Labels are those that the object has, among others.
	Labels map[string]string
}

// dateFormat is how the day is written.
const dateFormat = time.DateOnly

// settle finds out whether the waiver is whole and holds at that time.
func (w *Waiver) settle(now time.Time) {
	switch until, err := time.Parse(dateFormat, w.Expires); {
	case w.why != "":
	case w.Reason == "":
		w.why = "gives no reason"
	case w.Owner == "":
		w.why = "names no owner"
	case w.Expires == "":
		w.why = "does not expire"
	case err != nil:
		w.why = "expires on no day: write it as 2006-01-02"
	case !now.Before(until.AddDate(0, 0, 1)): // it holds through its last day, in UTC
		w.why = "expired on " + w.Expires
	}
}

// matchesSubject says whether the waiver is for findings of that control about the subject.
func (w *Waiver) matchesSubject(control string, s *result.Subject, o *estate.Object) bool {
	if w.Control != "" && w.Control != control || w.Target != "" && w.Target != s.Target || w.object != nil && w.object != o {
		return false
	}
	of := &w.Subject
	if of.Kind != "" && !fits(of.Kind, s.Resource) && !fits(of.Kind, s.Kind) {
		return false
	}
	if of.Namespace != "" && !fits(of.Namespace, s.Namespace) || of.Name != "" && !fits(of.Name, s.Name) ||
		of.Part != "" && !fits(of.Part, s.Part) {
		return false
	}
	for key, value := range of.Labels {
		if label := o.Value.At("metadata", "labels", key); label == nil || label.Str() != value {
			return false
		}
	}
	return true
}

func fits(glob, name string) bool {
	ok, err := path.Match(glob, name)
	return ok && err == nil
}

// isFingerprint says whether text is what reports identify findings by.
func isFingerprint(text string) bool {
	b, err := hex.DecodeString(text)
	return err == nil && len(b) == 16 && hex.EncodeToString(b) == text
}
