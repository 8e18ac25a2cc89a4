package relate

import (
	"slices"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// ceilings are what bounds the resources of a namespace's pods.
type ceilings struct {
	cpuRequest, ephemeralStorage *estate.Value // what LimitRanges give containers that say nothing
	quota                        []string      // the resources that a ResourceQuota bounds for all pods
}

// ceiling takes a LimitRange or a ResourceQuota.
func (s *surroundings) ceiling(o *estate.Object) {
	if s.ceilings == nil {
		s.ceilings = map[string]*ceilings{}
	}
	of := s.ceilings[o.Namespace]
	if of == nil {
		of = &ceilings{}
		s.ceilings[o.Namespace] = of
	}
	if o.Kind == "ResourceQuota" {
		of.bound(o.Value.Get("spec"))
		return
	}
	keep := func(into **estate.Value, given *estate.Value) {
		if *into == nil {
			*into = given
		}
	}
	for _, item := range o.Value.At("spec", "limits").Elements() {
		if item.Value.Get("type").Str() != "Container" {
			continue
		}
		// The API's default for default is max, and for defaultRequest is default or else min.
		keep(&of.ephemeralStorage, first(item.Value, "ephemeral-storage", "default", "max"))
		keep(&of.cpuRequest, first(item.Value, "cpu", "defaultRequest", "default", "max", "min"))
	}
}

// first returns what the first of the fields that has one says of a resource.
func first(limits *estate.Value, resource string, fields ...string) *estate.Value {
	for _, field := range fields {
		if quantity := limits.At(field, resource); quantity != nil && quantity.Kind != estate.Null {
			return quantity
		}
	}
	return nil
}

// bound adds the resources that a quota bounds. One with scopes is for some pods only.
func (c *ceilings) bound(spec *estate.Value) {
	if len(spec.Get("scopes").Elements()) > 0 || len(spec.At("scopeSelector", "matchExpressions").Elements()) > 0 {
		return
	}
	for _, item := range spec.Get("hard").Fields() {
		if !slices.Contains(c.quota, item.Key) {
			c.quota = append(c.quota, item.Key)
		}
	}
	slices.Sort(c.quota)
}

// limitRangeOf returns what a namespace's LimitRanges give: nil if nothing, or why that is not known.
func (c *cluster) limitRangeOf(namespace string) *estate.Value {
	return c.fact("limit range "+namespace, func() *estate.Value {
		given := []estate.Item{{Key: "memory", Value: c.defaultMemory(namespace)}}
		if of := c.ceilings[namespace]; of != nil {
			given = append(given, estate.Item{Key: "ephemeralStorage", Value: of.ephemeralStorage},
				estate.Item{Key: "cpuRequest", Value: of.cpuRequest})
		}
		known := estate.MapOf()
		var unknown *estate.Value
		for _, item := range given {
			switch {
			case item.Value == nil:
			case item.Value.Unknown():
				unknown = item.Value
			default:
				known.Items = append(known.Items, item)
			}
		}
		switch {
		case unknown != nil && (unknown.Kind == estate.Unread || len(known.Items) == 0):
			return unknown // of one resource, and so of what the object may say of others
		case len(known.Items) == 0:
			return nil
		}
		return known
	})
}

// withSurroundings gives namespaces on their way to yield the facts of what bounds their pods, and of what admits them.
func (c *cluster) withSurroundings(yield func(*subject.Subject)) func(*subject.Subject) {
	return func(s *subject.Subject) {
		if s.Kind == "kubernetes/namespace" {
			facts := s.Root("facts")
			facts.Value = estate.MapOf(append(slices.Clone(facts.Value.Fields()),
				estate.Item{Key: "limitRange", Value: c.limitRangeOf(s.Object.Name)},
				estate.Item{Key: "quota", Value: c.quotaOf(s.Object.Name)},
				estate.Item{Key: "podGuards", Value: c.podGuards(s.Object, false)},
				estate.Item{Key: "conditionalGuards", Value: c.podGuards(s.Object, true)},
				estate.Item{Key: "labelChangers", Value: c.labelChangers(s.Object.Name)})...)
		}
		yield(s)
	}
}

// quotaOf lists the resources that a namespace's quotas bound, or says why they are not known.
func (c *cluster) quotaOf(namespace string) *estate.Value {
	var bounded []string
	if of := c.ceilings[namespace]; of != nil {
		bounded = of.quota
	}
	if unknown := c.absent("ResourceQuota", namespace); unknown != nil && len(bounded) == 0 {
		return unknown
	}
	return estate.Texts(bounded...)
}
