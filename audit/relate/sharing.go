package relate

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// sharing finds what several domains of a host use at once. Each domain claims what it uses as it passes by; only the claims stay.
type sharing struct {
	// host tells domains of one host from those of others: "" where all are of one, else the directory that their files are in.
	host   string
	claims map[resource][]claim
	ranges map[string][]userRange // by host
}

// resource is one thing that domains can share: on which host, what it is ("disk", "label") and which one.
type resource struct{ host, of, name string }

// claim is one domain's use of a resource.
type claim struct {
	domain *estate.Object // without what it is made of
	part   string
	value  *estate.Value // names the resource in the domain's document
	access access
}

// access is what a domain does with a resource.
type access string

const (
	writes access = "writes"
	reads  access = "reads"
	// backs is reading what the domain's own disk is laid over.
	backs access = "backs"
	// agrees is writing what its document marks as shared.
	agrees access = "agrees"
)

// others bounds how many domains a fact names. The rest are counted.
const others = 8

// nameOnly is the object without what it is made of, so that a claim does not keep a whole domain.
func nameOnly(o *estate.Object) *estate.Object {
	light := *o
	if o.Value != nil {
		light.Value = &estate.Value{Kind: estate.Map, Source: o.Value.Source, Line: o.Value.Line, Column: o.Value.Column}
	}
	return &light
}

func (s *sharing) claim(of, name string, c claim) {
	if name == "" {
		return
	}
	if s.claims == nil {
		s.claims = map[resource][]claim{}
	}
	key := resource{s.host, of, name}
	if mine := s.claims[key]; len(mine) > 0 {
		if last := &mine[len(mine)-1]; last.domain == c.domain { // twice in one domain is not shared
			if c.access == writes {
				last.access = writes
			}
			return
		}
	}
	s.claims[key] = append(s.claims[key], c)
}

// subjects hands out one subject for each claim on what more than one domain uses and one of them changes.
func (s *sharing) subjects(yield func(*subject.Subject)) {
	keys := make([]resource, 0, len(s.claims))
	for key, claims := range s.claims {
		if len(claims) > 1 {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, func(a, b resource) int {
		return cmp.Or(strings.Compare(a.host, b.host), strings.Compare(a.of, b.of), strings.Compare(a.name, b.name))
	})
	for _, key := range keys {
		claims := s.claims[key]
		writers := 0
		for _, c := range claims {
			if c.access == writes || c.access == agrees {
				writers++
			}
		}
		if writers == 0 || oneDevice(key.of, claims) {
			continue
		}
		for i, c := range claims {
			otherWriters := writers
			if c.access == writes || c.access == agrees {
				otherWriters--
			}
			yield(c.subject(key, names(claims, i), len(claims)-1, otherWriters))
		}
	}
	for _, host := range slices.Sorted(maps.Keys(s.ranges)) {
		users(s.ranges[host], yield)
	}
}

// names are those of the first domains among the claims but for the one at i.
func names(claims []claim, i int) []string {
	list := make([]string, 0, min(others, len(claims)-1))
	for j := 0; j < len(claims) && len(list) < others; j++ {
		if j != i {
			list = append(list, claims[j].domain.Name)
		}
	}
	slices.Sort(list)
	return list
}

// subject is the claim with who else has one.
func (c *claim) subject(key resource, names []string, count, writers int) *subject.Subject {
	value := c.value
	if value == nil {
		value = estate.Text(key.name)
	}
	return &subject.Subject{
		Kind: "libvirt/sharing", Object: c.domain, Part: c.part,
		Roots: []subject.Root{
			{Name: "sharing", Value: estate.MapOf(
				estate.Item{Key: "of", Value: estate.Text(key.of)},
				estate.Item{Key: "name", Value: value},
				estate.Item{Key: "access", Value: estate.Text(string(c.access))},
				estate.Item{Key: "others", Value: estate.Texts(names...)},
				estate.Item{Key: "count", Value: counted(count)},
				estate.Item{Key: "writers", Value: counted(writers)},
			)},
			{Name: "facts", Value: estate.MapOf(estate.Item{Key: "resource", Value: estate.Text(strings.TrimSpace(key.of + " " + key.name + " " + key.host))})},
		},
	}
}

func counted(n int) *estate.Value { return &estate.Value{Kind: estate.Number, Text: strconv.Itoa(n)} }
