package network

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
)

// nameLabel is on every namespace: the API server puts it there and keeps it.
const nameLabel = "kubernetes.io/metadata.name"

func labelSet(m map[string]string) labels.Set { return m }

// match is what a question about labels or addresses comes to.
type match uint8

const (
	no match = iota
	yes
	perhaps
)

func matches(b bool) match {
	if b {
		return yes
	}
	return no
}

// and is yes where both are.
func (m match) and(other match) match {
	switch {
	case m == no || other == no:
		return no
	case m == yes && other == yes:
		return yes
	}
	return perhaps
}

// or is yes where one is.
func (m match) or(other match) match {
	switch {
	case m == yes || other == yes:
		return yes
	case m == no && other == no:
		return no
	}
	return perhaps
}

// selector is a label selector that the API server would accept.
type selector struct {
	labels.Selector
	requirements labels.Requirements
}

func newSelector(spec *metav1.LabelSelector) (selector, error) {
	s, err := metav1.LabelSelectorAsSelector(spec)
	if err != nil {
		return selector{}, err
	}
	requirements, _ := s.Requirements()
	return selector{s, requirements}, nil
}

// matchesNamespace asks about a namespace whose labels may not be known, but for its name's.
func (s selector) matchesNamespace(name string, set labels.Set, known bool) match {
	if known {
		return matches(s.Matches(set))
	}
	all := yes
	for _, r := range s.requirements {
		if r.Key() != nameLabel {
			all = all.and(perhaps)
		} else if !r.Matches(labels.Set{nameLabel: name}) {
			return no
		}
	}
	return all
}
