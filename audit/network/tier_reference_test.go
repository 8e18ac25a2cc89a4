package network_test

import (
	"net/netip"
	"slices"

	"bulkhead/audit/network"
)

// reference answers what policies do to traffic as plainly as the API's documentation says it, for clusters of which everything is known.
// https://network-policy-api.sigs.k8s.io/api-overview/ and the comments of the types in network-policy-api v0.1.7 and v0.2.0.
type reference struct {
	namespaces, nodes map[string]map[string]string // their labels; of nodes by address
	policies, admin   []fields
}

// referenceEnd is a pod, or something outside where namespace is empty.
type referenceEnd struct {
	pod
	hostNetwork bool
}

// maybe is what may be: both of them where it is left open.
type maybe struct{ true, false bool }

func certainly(b bool) maybe { return maybe{b, !b} }

// traffic says whether a connection may be let through, and whether it may not.
func (r *reference) traffic(from, to referenceEnd, protocol string, port int32) maybe {
	out := r.at("egress", from, to, to, protocol, port)
	in := r.at("ingress", to, from, to, protocol, port)
	return maybe{out.true && in.true, out.false || in.false}
}

func (r *reference) at(direction string, subject, peer, destination referenceEnd, protocol string, port int32) maybe {
	matches := func(rule fields) maybe { return r.adminRule(direction, rule, peer, destination, protocol, port) }
	return r.tiers(direction, subject, matches, func(selecting []fields) maybe {
		return r.namespaced(direction, selecting, peer, destination, protocol, port)
	})
}

// tiers asks the Admin tier, network policies, and the Baseline tier.
func (r *reference) tiers(direction string, subject referenceEnd, matches func(fields) maybe, namespaced func([]fields) maybe) maybe {
	if subject.namespace == "" || subject.hostNetwork {
		return certainly(true)
	}
	may := maybe{}
	for action := range r.tier("Admin", direction, subject, matches) {
		switch action {
		case "Allow", "Accept":
			may.true = true
		case "Deny":
			may.false = true
		default:
			var selecting []fields
			for _, p := range r.policies {
				if p["metadata"].(fields)["namespace"] == subject.namespace && isolates(p, direction) &&
					selects(p["spec"].(fields)["podSelector"], subject.labels) {
					selecting = append(selecting, p)
				}
			}
			below := maybe{}
			if len(selecting) > 0 {
				below = namespaced(selecting)
			} else {
				for action := range r.tier("Baseline", direction, subject, matches) {
					below.true = below.true || action != "Deny"
					below.false = below.false || action == "Deny"
				}
			}
			may.true, may.false = may.true || below.true, may.false || below.false
		}
	}
	return may
}

// tier returns all that a tier may do: policies come by priority, and those of the same in any order.
func (r *reference) tier(name, direction string, subject referenceEnd, matches func(fields) maybe) map[string]bool {
	var about []fields
	for _, p := range r.admin {
		spec := p["spec"].(fields)
		in := map[string]string{"AdminNetworkPolicy": "Admin", "BaselineAdminNetworkPolicy": "Baseline"}[p["kind"].(string)]
		if tier, ok := spec["tier"].(string); ok {
			in = tier
		}
		if in == name && r.selectsPod(spec["subject"].(fields), subject) {
			about = append(about, spec)
		}
	}
	may := map[string]bool{}
	var next func(rest []fields)
	next = func(rest []fields) {
		if len(rest) == 0 {
			may[""] = true
			return
		}
		for i, spec := range rest {
			if slices.ContainsFunc(rest, func(other fields) bool { return priority(other) < priority(spec) }) {
				continue
			}
			ended := false
			for _, rule := range spec[direction].([]any) {
				m := matches(rule.(fields))
				if m.true {
					may[rule.(fields)["action"].(string)] = true
				}
				if ended = !m.false; ended {
					break
				}
			}
			if !ended {
				next(slices.Delete(slices.Clone(rest), i, i+1))
			}
		}
	}
	next(about)
	return may
}

func priority(spec fields) int {
	n, _ := spec["priority"].(int) // a BaselineAdminNetworkPolicy is the only one
	return n
}

func (r *reference) adminRule(direction string, rule fields, peer, destination referenceEnd, protocol string, port int32) maybe {
	if !adminPorts(rule, destination, protocol, port) {
		return certainly(false)
	}
	list := "from"
	if direction == "egress" {
		list = "to"
	}
	m := certainly(false)
	for _, p := range rule[list].([]any) {
		switch one := r.adminPeer(p.(fields), peer); {
		case one.true && !one.false:
			return one
		case one.true:
			m = one
		}
	}
	return m
}

func (r *reference) adminPeer(p fields, e referenceEnd) maybe {
	address := netip.MustParseAddr(e.address)
	switch {
	case p["domainNames"] != nil:
		return maybe{true, true}
	case p["networks"] != nil:
		return certainly(slices.ContainsFunc(p["networks"].([]string), func(text string) bool {
			return netip.MustParsePrefix(text).Contains(address)
		}))
	case p["nodes"] != nil:
		labels, isNode := r.nodes[e.address]
		return certainly(isNode && selects(p["nodes"], labels))
	}
	return certainly(e.namespace != "" && !e.hostNetwork && r.selectsPod(p, e))
}

func (r *reference) selectsPod(p fields, e referenceEnd) bool {
	if p["namespaces"] != nil {
		return selects(p["namespaces"], r.namespaces[e.namespace])
	}
	pods := p["pods"].(fields)
	return selects(pods["namespaceSelector"], r.namespaces[e.namespace]) && selects(pods["podSelector"], e.labels)
}

func adminPorts(rule fields, destination referenceEnd, protocol string, port int32) bool {
	if rule["ports"] == nil && rule["protocols"] == nil {
		return true
	}
	in := func(p fields, from, to string) bool {
		wanted, ok := p["protocol"].(string)
		if !ok {
			wanted = "TCP"
		}
		return wanted == protocol && p[from].(int) <= int(port) && int(port) <= p[to].(int)
	}
	list, _ := rule["ports"].([]any)
	protocols, _ := rule["protocols"].([]any)
	for _, p := range slices.Concat(list, protocols) {
		for key, v := range p.(fields) {
			found := false
			switch key {
			case "namedPort", "destinationNamedPort":
				found = slices.Contains(destination.ports, network.Port{Name: v.(string), Protocol: protocol, Number: port})
			case "portNumber":
				found = in(v.(fields), "port", "port")
			case "portRange":
				found = in(v.(fields), "start", "end")
			default:
				d := v.(fields)["destinationPort"].(fields)
				if d["range"] != nil {
					d = fields{"start": d["range"].(fields)["start"], "end": d["range"].(fields)["end"]}
				} else {
					d = fields{"start": d["number"], "end": d["number"]}
				}
				d["protocol"] = map[string]string{"tcp": "TCP", "udp": "UDP", "sctp": "SCTP"}[key]
				found = in(d, "start", "end")
			}
			if found {
				return true
			}
		}
	}
	return false
}

func isolates(p fields, direction string) bool {
	spec := p["spec"].(fields)
	types, _ := spec["policyTypes"].([]string)
	if len(types) == 0 {
		rules, _ := spec["egress"].([]any)
		return direction == "ingress" || len(rules) > 0
	}
	return slices.Contains(types, map[string]string{"ingress": "Ingress", "egress": "Egress"}[direction])
}

// namespaced says what network policies that select a pod let through. Pods of the nodes' network may be anything to them.
func (r *reference) namespaced(direction string, selecting []fields, peer, destination referenceEnd, protocol string, port int32) maybe {
	list := map[string]string{"ingress": "from", "egress": "to"}[direction]
	for _, p := range selecting {
		rules, _ := p["spec"].(fields)[direction].([]any)
		for _, rule := range rules {
			if !policyPorts(rule.(fields), destination, protocol, port) {
				continue
			}
			peers, _ := rule.(fields)[list].([]any)
			if len(peers) == 0 || slices.ContainsFunc(peers, func(one any) bool {
				return r.policyPeer(p["metadata"].(fields)["namespace"].(string), one.(fields), peer)
			}) {
				return certainly(true)
			}
		}
	}
	return maybe{peer.hostNetwork, true}
}

func (r *reference) policyPeer(namespace string, p fields, e referenceEnd) bool {
	if block, ok := p["ipBlock"].(fields); ok {
		address := netip.MustParseAddr(e.address)
		except, _ := block["except"].([]string)
		return netip.MustParsePrefix(block["cidr"].(string)).Contains(address) && !slices.ContainsFunc(except, func(text string) bool {
			return netip.MustParsePrefix(text).Contains(address)
		})
	}
	if e.namespace == "" || e.hostNetwork {
		return false
	}
	if p["namespaceSelector"] == nil && e.namespace != namespace {
		return false
	}
	return (p["namespaceSelector"] == nil || selects(p["namespaceSelector"], r.namespaces[e.namespace])) &&
		(p["podSelector"] == nil || selects(p["podSelector"], e.labels))
}

func policyPorts(rule fields, destination referenceEnd, protocol string, port int32) bool {
	list, _ := rule["ports"].([]any)
	return len(list) == 0 || slices.ContainsFunc(list, func(p any) bool {
		one := p.(fields)
		wanted, ok := one["protocol"].(string)
		if !ok {
			wanted = "TCP"
		}
		if wanted != protocol {
			return false
		}
		switch first := one["port"].(type) {
		case int:
			last, ranged := one["endPort"].(int)
			if !ranged {
				last = first
			}
			return first <= int(port) && int(port) <= last
		case string:
			return slices.Contains(destination.ports, network.Port{Name: first, Protocol: protocol, Number: port})
		}
		return true
	})
}

// selects says whether a label selector selects labels.
func selects(selector any, labels map[string]string) bool {
	s := selector.(fields)
	exact, _ := s["matchLabels"].(fields)
	for key, want := range exact {
		if got, ok := labels[key]; !ok || got != want {
			return false
		}
	}
	expressions, _ := s["matchExpressions"].([]any)
	for _, e := range expressions {
		got, has := labels[e.(fields)["key"].(string)]
		values, _ := e.(fields)["values"].([]string)
		ok := false
		switch e.(fields)["operator"] {
		case "In":
			ok = has && slices.Contains(values, got)
		case "NotIn":
			ok = !has || !slices.Contains(values, got)
		case "Exists":
			ok = has
		case "DoesNotExist":
			ok = !has
		}
		if !ok {
			return false
		}
	}
	return true
}
