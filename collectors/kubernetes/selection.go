package kubernetes

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"

	"bulkhead/audit/estate"
)

// selection says which namespaces to read.
type selection struct{ estate.Namespaces }

func newSelection(include, exclude []string) (selection, error) {
	for _, glob := range slices.Concat(include, exclude) {
		if _, err := path.Match(glob, ""); err != nil {
			return selection{}, fmt.Errorf("namespace %q: %w", glob, err)
		}
	}
	s := selection{estate.Namespaces{Include: include, Exclude: exclude}}
	names, ok := s.names()
	for _, name := range names {
		if len(validation.IsDNS1123Label(name)) > 0 { // it becomes part of addresses
			return selection{}, fmt.Errorf("namespace %q: no namespace can have this name", name)
		}
	}
	if ok && len(names) == 0 {
		return selection{}, errors.New("every included namespace is excluded")
	}
	return s, nil
}

// names returns the namespaces to read where they are known beforehand.
func (s selection) names() ([]string, bool) {
	var names []string
	for _, include := range s.Include {
		if strings.ContainsAny(include, `*?[\`) {
			return nil, false
		}
		if s.Has(include) && !slices.Contains(names, include) {
			names = append(names, include)
		}
	}
	return names, len(s.Include) > 0
}
