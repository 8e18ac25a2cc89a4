package relate

import (
	"iter"
	"slices"
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// filterSubjects hands out the network filters, once all domains have said which of them they apply.
func (h *libvirtHost) filterSubjects(yield func(*subject.Subject)) {
	for _, o := range h.filters {
		spoofing := estate.MapOf()
		for _, source := range spoofedSources {
			spoofing.Items = append(spoofing.Items, estate.Item{Key: source.name, Value: h.bound(o, source)})
		}
		yield(&subject.Subject{Kind: "libvirt/filter", Object: o, Roots: []subject.Root{
			{Name: "filter", Value: o.Value.Get("filter"), Object: o, Path: "filter"},
			h.machineRoot(),
			{Name: "facts", Value: estate.MapOf(
				estate.Item{Key: "applied", Value: estate.Bool(h.applied[onHost{h.hostOf(o), o.Name}])},
				estate.Item{Key: "binds", Value: spoofing},
				estate.Item{Key: "ipRules", Value: h.ipRules(o)},
			)},
		}})
	}
}

// apply remembers a filter that a domain's interface names, or a binding does.
func (h *libvirtHost) apply(of *estate.Object, filter string) {
	if h.applied == nil {
		h.applied = map[onHost]bool{}
	}
	h.applied[onHost{h.hostOf(of), filter}] = true
}

// spoofedSource is a source address that a guest could forge: where rules match it, and the guest's own.
type spoofedSource struct {
	name      string
	protocols []string
	attribute string
	variable  string
}

var spoofedSources = [...]spoofedSource{
	{"mac", []string{"mac"}, "srcmacaddr", "MAC"},
	{"ip", []string{"ip", "all", "tcp", "udp"}, "srcipaddr", "IP"},
	{"arp", []string{"arp"}, "arpsrcipaddr", "IP"},
}

// bound says whether a filter, with all that it refers to, drops what a guest sends with another source than its own. That
// is not known where a filter that it refers to is not, and where it has rules about the source that are not understood.
func (h *libvirtHost) bound(o *estate.Object, source spoofedSource) *estate.Value {
	answer := estate.Bool(false)
	for at := range h.withReferences(o) {
		if at.Unknown() {
			answer = at
			continue
		}
		binds, unclear := source.boundBy(at.Get("rule"))
		if binds {
			return estate.Bool(true)
		}
		if unclear != "" {
			answer = estate.UnreadBecause(unclear)
		}
	}
	return answer
}

// withReferences gives a filter and all that it refers to, each once. In place of one that is not known stands why.
func (h *libvirtHost) withReferences(o *estate.Object) iter.Seq[*estate.Value] {
	return func(yield func(*estate.Value) bool) {
		seen := map[string]bool{}
		queue := []*estate.Value{o.Value.Get("filter")}
		for len(queue) > 0 {
			at := queue[0]
			queue = queue[1:]
			if !yield(at) {
				return
			}
			for _, reference := range at.Get("filterref").Elements() {
				name := reference.Value.Get("filter").Str()
				if seen[name] {
					continue
				}
				seen[name] = true
				next := h.filterMissing(name)
				if known := h.filterNamed(name, o); known != nil {
					next = known.Value.Get("filter")
				}
				queue = append(queue, next)
			}
		}
	}
}

// filterNamed finds the filter that another of the same host refers to.
func (h *libvirtHost) filterNamed(name string, of *estate.Object) *estate.Object {
	if o := h.ofHost(h.filters, name, of); o != nil || h.onHost == nil {
		return o
	}
	i := slices.IndexFunc(h.onHost.filters, func(o *estate.Object) bool { return o.Name == name })
	if i < 0 {
		return nil
	}
	return h.onHost.filters[i]
}

// ipRules says of each family whether a filter, with all that it refers to, has rules that the kernel's IP filter carries out; those of
// bridges' filter need nothing else. Without any, a filter that is not known may have them.
func (h *libvirtHost) ipRules(o *estate.Object) *estate.Value {
	v4, v6 := estate.Bool(false), estate.Bool(false)
	for at := range h.withReferences(o) {
		if at.Unknown() {
			if !v4.IsTrue() {
				v4 = at
			}
			if !v6.IsTrue() {
				v6 = at
			}
			continue
		}
		for _, item := range at.Get("rule").Elements() {
			for _, field := range item.Value.Fields() {
				switch field.Key {
				case "tcp", "udp", "udplite", "esp", "ah", "sctp", "icmp", "igmp", "all":
					v4 = estate.Bool(true)
				case "tcp-ipv6", "udp-ipv6", "udplite-ipv6", "esp-ipv6", "ah-ipv6", "sctp-ipv6", "icmpv6", "all-ipv6":
					v6 = estate.Bool(true)
				}
			}
		}
	}
	return estate.MapOf(estate.Item{Key: "v4", Value: v4}, estate.Item{Key: "v6", Value: v6})
}

func (h *libvirtHost) filterMissing(name string) *estate.Value {
	if h.files {
		return estate.NotInInputBecause("the filter " + name + ", which it refers to, is not among the files")
	}
	return estate.UnreadBecause("the filter " + name + ", which it refers to, was not read")
}

// boundBy looks for the two ways to write it: one rule that drops all other sources, or one that lets the own source go on, and
// another that drops the rest.
func (s *spoofedSource) boundBy(rules *estate.Value) (binds bool, unclear string) {
	own, rest, others, open := false, false, false, false
	for _, item := range rules.Elements() {
		rule := item.Value
		if direction := rule.Get("direction").Str(); direction != "out" && direction != "inout" {
			continue
		}
		drops := rule.Get("action").Str() == "drop" || rule.Get("action").Str() == "reject"
		matches, negated, narrow := s.matchedBy(rule)
		switch {
		case matches && drops && negated && !narrow:
			return true, ""
		case matches && !drops && !negated:
			own = true
		case matches:
			others = true
		case unconditional(rule):
			rest = rest || drops
			open = open || rule.Get("action").Str() == "accept"
		}
	}
	if own && rest && !open {
		return true, ""
	}
	if own || others {
		return false, "its rules about the guest's " + s.name + " source are not understood"
	}
	return false, ""
}

// matchedBy says whether a rule asks for the guest's own source, whether it does so for all but that, and whether it asks for more.
func (s *spoofedSource) matchedBy(rule *estate.Value) (matches, negated, narrow bool) {
	for _, protocol := range s.protocols {
		for _, condition := range conditions(rule.Get(protocol)) {
			value, ok := strings.CutPrefix(condition.Get(s.attribute).Str(), "$")
			if !ok || !strings.EqualFold(value, s.variable) && !strings.HasPrefix(value, s.variable+"[") {
				continue
			}
			fields := condition.Fields()
			negated = condition.Get("match").Str() == "no"
			more := len(fields) - 1
			if condition.Get("match") != nil {
				more--
			}
			return true, negated, more > 0 || protocol == "tcp" || protocol == "udp"
		}
	}
	return false, false, false
}

// conditions are an element's, whether or not the types allow it more than once.
func conditions(v *estate.Value) []*estate.Value {
	if v == nil {
		return nil
	}
	if v.Kind != estate.List {
		return []*estate.Value{v}
	}
	var all []*estate.Value
	for _, item := range v.Elements() {
		all = append(all, item.Value)
	}
	return all
}

// unconditional says that a rule matches whatever its chain does.
func unconditional(rule *estate.Value) bool {
	for _, field := range rule.Fields() {
		if field.Value.Kind == estate.String || field.Value.Kind == estate.Unread {
			continue // the rule's own attributes
		}
		for _, condition := range conditions(field.Value) {
			if len(condition.Fields()) > 0 {
				return false
			}
		}
	}
	return true
}
