package reports

import (
	"bulkhead/audit/result"
)

// fold tells which failures are told better by another: where a control asks a weaker question than a second one, and the
// same subject fails both, people should not read the same fault twice.
type fold struct {
	// truer is the chain of truer controls of each weaker one, the truest first.
	truer map[string][]string
	// failing holds the failures of the controls that are truer than some other.
	failing map[failure]struct{}
	asked   map[string]bool
}

type failure struct {
	control string
	subject result.Subject
}

func newFold(controls map[string]*result.Control) *fold {
	f := &fold{truer: map[string][]string{}, failing: map[failure]struct{}{}, asked: map[string]bool{}}
	for id := range controls {
		chain := truerThan(controls, id)
		if len(chain) > 0 {
			f.truer[id] = chain
		}
		for _, truer := range chain {
			f.asked[truer] = true
		}
	}
	return f
}

// truerThan follows weakerThan. A circle, which only a broken report has, gives none: its members would hide each other.
func truerThan(controls map[string]*result.Control, id string) []string {
	var chain []string
	for c := controls[id]; c != nil && c.WeakerThan != ""; c = controls[c.WeakerThan] {
		if len(chain) == len(controls) {
			return nil
		}
		if controls[c.WeakerThan] != nil {
			chain = append([]string{c.WeakerThan}, chain...)
		}
	}
	return chain
}

// note remembers a failure that is shown.
func (f *fold) note(finding *result.Finding) {
	if f.asked[finding.Control] {
		f.failing[failure{finding.Control, finding.Subject}] = struct{}{}
	}
}

// under names the control under which a failure is told; empty is its own.
func (f *fold) under(finding *result.Finding) string {
	if finding.Status != result.Fail {
		return ""
	}
	for _, truer := range f.truer[finding.Control] {
		if _, ok := f.failing[failure{truer, finding.Subject}]; ok {
			return truer
		}
	}
	return ""
}
