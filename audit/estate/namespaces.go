package estate

import (
	"path"
	"slices"
)

// Namespaces chooses namespaces of clusters and manifests: those that match a glob of Include, or all where it has none, without
// those that match one of Exclude. The zero value is all.
type Namespaces struct {
	Include []string `json:"include"`
	Exclude []string `json:"exclude"`
}

// All says that nothing was left out.
func (n Namespaces) All() bool { return len(n.Include)+len(n.Exclude) == 0 }

// Has says whether a namespace of that name is chosen. A glob that is none matches nothing.
func (n Namespaces) Has(name string) bool {
	matches := func(glob string) bool {
		ok, _ := path.Match(glob, name)
		return ok
	}
	return (len(n.Include) == 0 || slices.ContainsFunc(n.Include, matches)) && !slices.ContainsFunc(n.Exclude, matches)
}
