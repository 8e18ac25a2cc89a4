package relate

import (
	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// exposure is what makes workloads reachable from elsewhere. Which services and routes there are is known at the end only.
type exposure struct {
	services map[string]bool             // by namespace/name
	grants   map[string][]*estate.Object // by namespace
	routes   []*estate.Object
	serving  map[string][]*estate.Object // routes that do more than redirect, by their gateways' namespace/name
	waiting  []*estate.Object            // ingresses, gateways
}

// exposing returns the kind of subject that an object is where it makes workloads reachable from elsewhere, and "" for all others.
func exposing(o *estate.Object) string {
	switch o.Kind {
	case "Service":
		return "service"
	case "Ingress":
		return "ingress"
	case "Gateway":
		return "gateway"
	case "HTTPRoute", "GRPCRoute":
		return "route"
	case "ReferenceGrant":
		return "referencegrant"
	}
	return ""
}

// expose makes the subject of an object that stands for itself, or keeps it until that can be done.
func (c *cluster) expose(kind string, o *estate.Object, yield func(*subject.Subject)) {
	e := &c.exposure
	switch kind {
	case "ingress", "gateway":
		e.waiting = append(e.waiting, o)
		return
	case "route":
		e.route(o)
		return
	case "service":
		if e.services == nil {
			e.services = map[string]bool{}
		}
		e.services[o.Namespace+"/"+o.Name] = true
	case "referencegrant":
		if e.grants == nil {
			e.grants = map[string][]*estate.Object{}
		}
		e.grants[o.Namespace] = append(e.grants[o.Namespace], o)
	}
	c.exposed(kind, o, yield)
}

// exposed hands out the subject of an object.
func (c *cluster) exposed(kind string, o *estate.Object, yield func(*subject.Subject), facts ...estate.Item) {
	if !c.include(o.Namespace) {
		return
	}
	root := c.commonFacts()
	if len(facts) > 0 {
		root.Value = estate.MapOf(append([]estate.Item{{Key: "minor", Value: c.minor}}, facts...)...)
	}
	yield(&subject.Subject{Kind: "kubernetes/" + kind, Object: o, Roots: []subject.Root{{Name: kind, Value: o.Value, Object: o}, root}})
}

// exposureSubjects hands out those that waited for the services and routes.
func (c *cluster) exposureSubjects(yield func(*subject.Subject)) {
	for _, o := range c.exposure.waiting {
		if o.Kind == "Gateway" {
			c.exposed("gateway", o, yield, estate.Item{Key: "listeners", Value: c.listeners(o)})
		} else {
			c.exposed("ingress", o, yield, estate.Item{Key: "backends", Value: c.ingressBackends(o)})
		}
	}
	for _, o := range c.exposure.routes {
		c.exposed("route", o, yield, estate.Item{Key: "kind", Value: c.text(o.Kind)}, estate.Item{Key: "backends", Value: c.routeBackends(o)})
	}
}

// ingressBackends says by name which of the services that an Ingress names exist.
func (c *cluster) ingressBackends(o *estate.Object) *estate.Value {
	var found backends
	add := func(backend *estate.Value) {
		name := backend.At("service", "name").Str()
		if name == "" { // before networking.k8s.io/v1
			name = backend.Get("serviceName").Str()
		}
		if name != "" {
			found.add(name, func() *estate.Value { return c.hasService(o.Namespace, name) })
		}
	}
	spec := o.Value.Get("spec")
	add(spec.Get("defaultBackend"))
	add(spec.Get("backend"))
	for _, rule := range spec.Get("rules").Elements() {
		for _, path := range rule.Value.At("http", "paths").Elements() {
			add(path.Value.Get("backend"))
		}
	}
	return estate.MapOf(found.items...)
}

// backends are what is known of the services that an object names, each once.
type backends struct {
	items []estate.Item
	met   map[string]bool
}

func (b *backends) add(name string, exists func() *estate.Value) {
	if b.met[name] {
		return
	}
	if b.met == nil {
		b.met = map[string]bool{}
	}
	b.met[name] = true
	b.items = append(b.items, estate.Item{Key: name, Value: exists()})
}

// hasService says whether a service exists, or why that is not known.
func (c *cluster) hasService(namespace, name string) *estate.Value {
	switch {
	case c.exposure.services[namespace+"/"+name]:
		return estate.Bool(true)
	case !c.include(namespace):
		return estate.NotInInputBecause("the audit leaves out the service's namespace")
	}
	if unknown := c.absent("Service", namespace); unknown != nil {
		return unknown
	}
	return estate.Bool(false)
}
