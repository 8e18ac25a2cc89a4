// Package choice chooses controls by name and by framework, and refuses names that mean nothing: a typo must never make
// an audit pass.
package choice

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/result"
)

// Platforms are the folders of controls.
func Platforms() []string { return []string{"kubernetes", "libvirt", "node"} }

// Controls is what a user asked for. Empty lists ask for all.
type Controls struct {
	Include, Exclude []string // IDs
	Frameworks       []string // ID or ID:REQUIREMENT
}

// Chooser returns the function that chooses, or an error that names what does not exist.
func (c Controls) Chooser(policies fs.FS) (func(*catalogue.Control) bool, error) {
	if err := c.checkIDs(policies); err != nil {
		return nil, err
	}
	use, err := c.chooser(policies)
	if err != nil {
		return nil, err
	}
	return func(control *catalogue.Control) bool { return use(control.ID, control.Frameworks) }, nil
}

// OfReport is a Chooser for controls as reports have them, which may be others than policies has: whether those exist that are named is
// for the caller to see.
func (c Controls) OfReport(policies fs.FS) (func(*result.Control) bool, error) {
	use, err := c.chooser(policies)
	if err != nil {
		return nil, err
	}
	return func(control *result.Control) bool { return use(control.ID, control.Frameworks) }, nil
}

func (c Controls) chooser(policies fs.FS) (func(id string, frameworks map[string][]string) bool, error) {
	wanted, err := c.requirements(policies)
	if err != nil {
		return nil, err
	}
	return func(id string, frameworks map[string][]string) bool {
		switch {
		case len(c.Include) > 0 && !slices.Contains(c.Include, id), slices.Contains(c.Exclude, id):
			return false
		case len(c.Frameworks) == 0:
			return true
		}
		for framework, requirements := range frameworks {
			for _, requirement := range requirements {
				if wanted[framework]["*"] || wanted[framework][requirement] {
					return true
				}
			}
		}
		return false
	}, nil
}

func (c Controls) checkIDs(policies fs.FS) error {
	if len(c.Include)+len(c.Exclude) == 0 {
		return nil
	}
	known := Known(policies)
	for _, id := range slices.Concat(c.Include, c.Exclude) {
		if err := known(id); err != nil {
			return err
		}
	}
	return nil
}

// requirements returns the wanted requirements by framework; "*" stands for all.
func (c Controls) requirements(policies fs.FS) (map[string]map[string]bool, error) {
	if len(c.Frameworks) == 0 {
		return nil, nil
	}
	known, err := catalogue.Frameworks(policies)
	if err != nil {
		return nil, err
	}
	var ids []string
	for id := range known {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	wanted := map[string]map[string]bool{}
	for _, name := range c.Frameworks {
		id, requirement, narrow := strings.Cut(name, ":")
		framework := known[id]
		switch {
		case framework == nil:
			return nil, fmt.Errorf("no framework is called %q%s; there are %s", id, DidYouMean(id, ids), strings.Join(ids, ", "))
		case narrow && !framework.Has(requirement):
			return nil, fmt.Errorf("framework %s has no requirement %q%s", id, requirement, DidYouMean(requirement, framework.IDs()))
		}
		if wanted[id] == nil {
			wanted[id] = map[string]bool{}
		}
		if !narrow {
			wanted[id]["*"] = true
			continue
		}
		for _, one := range framework.With(requirement) {
			wanted[id][one] = true
		}
	}
	return wanted, nil
}

// DidYouMean suggests, in brackets to end a message with, the known name that shares the most with a mistyped one.
func DidYouMean(name string, known []string) string {
	best, most := "", len(name)/2
	for _, candidate := range known {
		if shared := sharedPairs(name, candidate); shared > most {
			best, most = candidate, shared
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf(" (did you mean %q?)", best)
}

// sharedPairs counts the pairs of neighbouring letters that two words share.
func sharedPairs(a, b string) int {
	shared := 0
	for i := 0; i+2 <= len(a); i++ {
		if strings.Contains(b, a[i:i+2]) {
			shared++
		}
	}
	return shared
}

// Known returns a function that says of an ID that it is no control's, and which one may be meant.
func Known(policies fs.FS) func(id string) error {
	all := sync.OnceValues(func() ([]string, error) { return catalogue.IDs(policies, Platforms()...) })
	return func(id string) error {
		known, err := all()
		if err != nil {
			return err
		}
		if !slices.Contains(known, id) {
			return fmt.Errorf("no control is called %q%s; bulkhead controls lists them", id, DidYouMean(id, known))
		}
		return nil
	}
}
