package relate

import (
	"maps"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/labels"

	"bulkhead/audit/estate"
)

const gatewayGroup = "gateway.networking.k8s.io"

// or is a text, or what the API takes for an absent one.
func or(v *estate.Value, byDefault string) string {
	if v == nil || v.Kind == estate.Null {
		return byDefault
	}
	return v.Str()
}

// routeBackends says which of the services that a route sends requests to exist: by name, or NAMESPACE/NAME where it gives both. Services
// of other namespaces are left out where no ReferenceGrant lets the route have them, for it gets nothing from them.
func (c *cluster) routeBackends(o *estate.Object) *estate.Value {
	var found backends
	add := func(ref *estate.Value) {
		name := ref.Get("name").Str()
		if name == "" || or(ref.Get("group"), "") != "" || or(ref.Get("kind"), "Service") != "Service" {
			return
		}
		namespace, key := o.Namespace, name
		if given := or(ref.Get("namespace"), ""); given != "" {
			namespace, key = given, given+"/"+name
		}
		if namespace != o.Namespace && !c.granted(o, namespace, name) {
			return
		}
		found.add(key, func() *estate.Value { return c.hasService(namespace, name) })
	}
	for _, rule := range o.Value.At("spec", "rules").Elements() {
		for _, ref := range rule.Value.Get("backendRefs").Elements() {
			add(ref.Value)
		}
		for _, filter := range rule.Value.Get("filters").Elements() {
			if filter.Value.Get("type").Str() == "RequestMirror" {
				add(filter.Value.At("requestMirror", "backendRef"))
			}
		}
	}
	return estate.MapOf(found.items...)
}

// granted says that a ReferenceGrant lets a route refer to a service of another namespace.
func (c *cluster) granted(route *estate.Object, namespace, service string) bool {
	return slices.ContainsFunc(c.exposure.grants[namespace], func(grant *estate.Object) bool {
		spec := grant.Value.Get("spec")
		from := slices.ContainsFunc(spec.Get("from").Elements(), func(item estate.Item) bool {
			return item.Value.Get("group").Str() == gatewayGroup && item.Value.Get("kind").Str() == route.Kind &&
				item.Value.Get("namespace").Str() == route.Namespace
		})
		return from && slices.ContainsFunc(spec.Get("to").Elements(), func(item estate.Item) bool {
			name := or(item.Value.Get("name"), "")
			return item.Value.Get("group").Str() == "" && item.Value.Get("kind").Str() == "Service" && (name == "" || name == service)
		})
	})
}

// listeners says of each listener of a gateway whether it serves requests in clear text.
func (c *cluster) listeners(gateway *estate.Object) *estate.Value {
	var facts []*estate.Value
	for _, item := range gateway.Value.At("spec", "listeners").Elements() {
		facts = append(facts, estate.MapOf(estate.Item{Key: "clearText", Value: c.clearText(gateway, item.Value)}))
	}
	return estate.ListOf(facts...)
}

// clearText says whether a listener speaks HTTP without TLS and a route lets it do more than to send clients to HTTPS.
func (c *cluster) clearText(gateway *estate.Object, listener *estate.Value) *estate.Value {
	if listener.Get("protocol").Str() != "HTTP" {
		return estate.Bool(false)
	}
	var unclear *estate.Value
	for _, route := range c.exposure.serving[gateway.Namespace+"/"+gateway.Name] {
		attached := c.attaches(route, gateway, listener)
		if attached.IsTrue() {
			return attached
		}
		if attached.Unknown() {
			unclear = attached
		}
	}
	if unclear != nil {
		return unclear
	}
	if unknown := c.routesAbsent(gateway.Namespace, or(listener.At("allowedRoutes", "namespaces", "from"), "Same") != "Same"); unknown != nil {
		return unknown
	}
	return estate.Bool(false)
}

// routesAbsent tells why there may be more routes in a namespace, or in any, than were read, or nil.
func (c *cluster) routesAbsent(namespace string, any bool) *estate.Value {
	for _, kind := range [...]string{"HTTPRoute", "GRPCRoute"} {
		if unknown := c.absent(kind, namespace); unknown != nil {
			return unknown
		}
		if !any {
			continue
		}
		if unknown := c.anyUnread(kind); unknown != nil {
			return unknown
		}
	}
	return nil
}

// anyUnread tells why there may be more objects of a namespaced kind in any namespace than were read, or nil.
func (c *cluster) anyUnread(kind string) *estate.Value {
	for _, key := range slices.Sorted(maps.Keys(c.unread)) {
		if strings.HasPrefix(key, kind+"/") {
			return estate.UnreadBecause(c.unread[key])
		}
	}
	if unknown := c.absent(kind, ""); unknown != nil {
		return unknown
	}
	if slices.ContainsFunc(c.target.Namespaces, func(chosen estate.Namespaces) bool { return !chosen.All() }) {
		return estate.NotInInputBecause("other namespaces were not collected")
	}
	return nil
}

// route keeps a route, by the gateways that it names where it serves requests.
func (e *exposure) route(o *estate.Object) {
	e.routes = append(e.routes, o)
	if !servesRequests(o) {
		return
	}
	if e.serving == nil {
		e.serving = map[string][]*estate.Object{}
	}
	for _, ref := range o.Value.At("spec", "parentRefs").Elements() {
		gateway := or(ref.Value.Get("namespace"), o.Namespace) + "/" + ref.Value.Get("name").Str()
		if kept := e.serving[gateway]; len(kept) == 0 || kept[len(kept)-1] != o {
			e.serving[gateway] = append(kept, o)
		}
	}
}

// servesRequests says that a rule of a route has a backend and does not send clients to HTTPS instead.
func servesRequests(route *estate.Object) bool {
	return slices.ContainsFunc(route.Value.At("spec", "rules").Elements(), func(rule estate.Item) bool {
		redirects := slices.ContainsFunc(rule.Value.Get("filters").Elements(), func(filter estate.Item) bool {
			return filter.Value.At("requestRedirect", "scheme").Str() == "https"
		})
		return !redirects && len(rule.Value.Get("backendRefs").Elements()) > 0
	})
}

// attaches says whether a route is one of a gateway's listener.
func (c *cluster) attaches(route, gateway *estate.Object, listener *estate.Value) *estate.Value {
	spec := route.Value.Get("spec")
	named := slices.ContainsFunc(spec.Get("parentRefs").Elements(), func(item estate.Item) bool {
		ref := item.Value
		return or(ref.Get("group"), gatewayGroup) == gatewayGroup && or(ref.Get("kind"), "Gateway") == "Gateway" &&
			ref.Get("name").Str() == gateway.Name && or(ref.Get("namespace"), route.Namespace) == gateway.Namespace &&
			isThat(ref.Get("sectionName"), listener.Get("name")) && isThat(ref.Get("port"), listener.Get("port"))
	})
	if !named || !hostsMeet(spec.Get("hostnames"), listener.Get("hostname").Str()) {
		return estate.Bool(false)
	}
	namespaces := listener.At("allowedRoutes", "namespaces")
	switch or(namespaces.Get("from"), "Same") {
	case "All":
		return estate.Bool(true)
	case "Same":
		return estate.Bool(route.Namespace == gateway.Namespace)
	case "Selector":
		return c.chosen(namespaces.Get("selector"), route.Namespace)
	}
	return estate.Bool(false)
}

// isThat says that a reference is to an element, or to all where it names none.
func isThat(given, element *estate.Value) bool {
	return given == nil || given.Kind == estate.Null || element != nil && given.Text == element.Text
}

// chosen says whether a selector is for a namespace.
func (c *cluster) chosen(selector *estate.Value, namespace string) *estate.Value {
	parsed, ok := labelSelector(selector)
	if !ok || selector == nil {
		return estate.Bool(false) // the API server refuses it
	}
	o := c.namespaces[namespace]
	if o == nil {
		if parsed.Empty() {
			return estate.Bool(true)
		}
		if unknown := c.absent("Namespace", ""); unknown != nil {
			return unknown
		}
		return estate.Bool(false)
	}
	set := labels.Set{}
	for _, label := range o.Value.At("metadata", "labels").Fields() {
		if label.Value.Unknown() {
			return unreadIn(o, label.Value)
		}
		set[label.Key] = label.Value.Str()
	}
	set["kubernetes.io/metadata.name"] = namespace
	return estate.Bool(parsed.Matches(set))
}

// hostsMeet says that a route's hosts and a listener's have one in common. None are all, and a wildcard stands for one label or more.
func hostsMeet(hosts *estate.Value, listener string) bool {
	if listener == "" || len(hosts.Elements()) == 0 {
		return true
	}
	return slices.ContainsFunc(hosts.Elements(), func(item estate.Item) bool {
		host := strings.ToLower(item.Value.Str())
		listener := strings.ToLower(listener)
		return host == listener || below(host, listener) || below(listener, host)
	})
}

// below says that a wildcard is for a host, or for all of another wildcard's.
func below(host, wildcard string) bool {
	suffix, is := strings.CutPrefix(wildcard, "*")
	return is && strings.HasSuffix(host, suffix) && len(host) > len(suffix)
}
