package isolation

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// What a [Selector] tells zones apart by.
const (
	byNamespace = "namespace"
	byDomain    = "domain"
	byLabel     = "label"
	byMetadata  = "metadata"
)

// Selector puts workloads into trust zones.
type Selector struct {
	text               string
	zone               string // of all that it selects; empty where each value makes a zone
	what, key, pattern string
}

// SelectorHelp says how selectors are written.
const SelectorHelp = "namespace, domain, label:KEY or metadata, each with =GLOB after and ZONE= before it if you like"

// ParseSelector reads [ZONE=]namespace|domain|label:KEY|metadata[=GLOB].
func ParseSelector(text string) (Selector, error) {
	s := Selector{text: text, pattern: "*"}
	head, rest, more := strings.Cut(text, "=")
	if !s.kind(head) {
		s.zone = head
		if head, rest, more = strings.Cut(rest, "="); !s.kind(head) || s.zone == "" {
			return s, fmt.Errorf("selector %q: write %s", text, SelectorHelp)
		}
	}
	if more {
		s.pattern = rest
	}
	if _, err := path.Match(s.pattern, ""); err != nil || s.pattern == "" {
		return s, fmt.Errorf("selector %q: %q is no name and no glob", text, s.pattern)
	}
	return s, nil
}

func (s *Selector) kind(text string) bool {
	what, key, keyed := strings.Cut(text, ":")
	s.what, s.key = what, key
	switch what {
	case byNamespace, byDomain, byMetadata:
		return !keyed
	case byLabel:
		return key != ""
	}
	return false
}

// Member is a workload, by what selectors ask.
type Member struct {
	Name      string // for people
	Target    string
	Namespace string // of a pod
	Domain    string // of a guest
	Project   string // that a guest's metadata names
	Label     func(key string) string
	Labels    []string // keys
	Operator  Operator
}

// value is what the selector tells zones apart by; Kubernetes' own namespaces are in no zone unless they are named.
func (s *Selector) value(m *Member) string {
	switch s.what {
	case byNamespace:
		if s.pattern == "*" && system(m.Namespace) {
			return ""
		}
		return m.Namespace
	case byDomain:
		return m.Domain
	case byMetadata:
		return m.Project
	}
	return m.Label(s.key)
}

func system(namespace string) bool {
	return namespace == "kube-system" || namespace == "kube-public" || namespace == "kube-node-lease"
}

// homonyms are the namespaces and guests that several targets have one of, which nothing says to be the same.
type homonyms map[[2]string]string

const several = "\x00" // no target's

func homonymsOf(members []Member) homonyms {
	h := homonyms{}
	note := func(what, name, target string) {
		key := [2]string{what, name}
		if other, ok := h[key]; ok && other != target {
			target = several
		}
		h[key] = target
	}
	for n := range members {
		note(byNamespace, members[n].Namespace, members[n].Target)
		note(byDomain, members[n].Domain, members[n].Target)
	}
	return h
}

// zone names the zone of a namespace or guest.
func (h homonyms) zone(what, name, target string) string {
	if name != "" && h[[2]string{what, name}] == several {
		return name + "@" + target
	}
	return name
}

// byDefault is the trust zone that a workload is in unless the user says otherwise: a namespace, or the project that a guest's metadata
// names, or else the guest. What runs in Kubernetes' own namespaces is in none: it counts as the nodes' own.
func (h homonyms) byDefault(m *Member) string {
	switch {
	case m.Project != "":
		return m.Project
	case m.Domain != "":
		return h.zone(byDomain, m.Domain, m.Target)
	case system(m.Namespace):
		return ""
	}
	return h.zone(byNamespace, m.Namespace, m.Target)
}

// ZoneError says that selectors do not fit what is there.
type ZoneError struct{ text string }

func (e *ZoneError) Error() string { return e.text }

// Zones returns each member's zone, empty for none. A selector that selects nothing, and one workload in two zones, are [ZoneError]s.
func Zones(selectors []Selector, members []Member) ([]string, error) {
	zones, used := make([]string, len(members)), make([]bool, len(selectors))
	same := homonymsOf(members)
	overlap, twice := "", 0
	for n := range members {
		m := &members[n]
		if len(selectors) == 0 {
			zones[n] = same.byDefault(m)
			continue
		}
		other := ""
		for i := range selectors {
			s := &selectors[i]
			value := s.value(m)
			if matches, _ := path.Match(s.pattern, value); value == "" || !matches {
				continue
			}
			used[i] = true
			switch {
			case s.zone != "":
				value = s.zone
			case s.what == byNamespace || s.what == byDomain:
				value = same.zone(s.what, value, m.Target)
			}
			switch zones[n] {
			case "":
				zones[n] = value
			case value:
			default:
				other = value
			}
		}
		if other != "" {
			if twice++; twice == 1 {
				overlap = fmt.Sprintf("%s is in %s and in %s", m.Name, zones[n], other)
			}
		}
	}
	if twice > 0 {
		if twice > 1 {
			overlap += fmt.Sprintf(", and %d more are in two zones", twice-1)
		}
		return nil, &ZoneError{"zones overlap: " + overlap}
	}
	for i := range selectors {
		if len(members) > 0 && !used[i] {
			return nil, &ZoneError{selectors[i].nothing(members)}
		}
	}
	return zones, nil
}

// maxListed bounds how many names an error lists.
const maxListed = 10

// nothing says that the selector selects nothing, and what there is.
func (s *Selector) nothing(members []Member) string {
	seen := map[string]bool{}
	for n := range members {
		m := &members[n]
		value := s.value(m)
		switch {
		case s.what == byLabel && value == "":
			for _, key := range m.Labels {
				seen["label:"+key] = true
			}
		case value != "":
			seen[value] = true
		}
	}
	var there []string
	for value := range seen {
		there = append(there, value)
	}
	slices.Sort(there)
	switch n := len(there); {
	case n == 0:
		return fmt.Sprintf("selector %q selects nothing: no workload has such a thing", s.text)
	case n > maxListed:
		there = append(there[:maxListed], fmt.Sprintf("and %d more", n-maxListed))
	}
	return fmt.Sprintf("selector %q selects nothing; there are: %s", s.text, strings.Join(there, ", "))
}
