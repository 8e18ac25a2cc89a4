package libvirt

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/collectors/libvirt/xmltree"
)

// answer is what a call for an XML document returned.
type answer struct {
	xml string
	err error
	// refused says that err is no fault: connections of this kind may not ask.
	refused bool
}

// value parses the answer. What could not be read or parsed is unread, and a problem in the words of what.
func (a answer) value(sink estate.Sink, what string) *estate.Value {
	if a.refused {
		return estate.NotInInputBecause(a.err.Error())
	}
	if a.err == nil {
		_, v, err := xmltree.Parse(strings.NewReader(a.xml), nil)
		if err == nil {
			return withoutPositions(v)
		}
		a.err = err
	}
	sink.Problem(estate.Problem{What: what, Error: a.err.Error()})
	return estate.UnreadBecause(fmt.Sprintf("%s: %v", what, a.err))
}

// withoutPositions forgets lines and columns, for nobody has the file that they are in.
func withoutPositions(v *estate.Value) *estate.Value {
	v.Line, v.Column = 0, 0
	for i := range v.Items {
		withoutPositions(v.Items[i].Value)
	}
	return v
}

// flag is whether something holds, or why that is not known.
type flag struct {
	set bool
	err error
}

func (f flag) value() *estate.Value {
	if f.err != nil {
		return estate.UnreadBecause(f.err.Error())
	}
	return estate.Bool(f.set)
}

// host is what a connection says of its host.
type host struct {
	hostname     string
	capabilities answer
	// domainCapabilities are those of the emulator that a domain gets which names none. untold says that there is none.
	domainCapabilities answer
	untold             bool
	node               *node
	version            uint32 // of libvirt, as major * 1,000,000 + minor * 1000 + release
	// models are the host's security drivers. They are known once step ran.
	models []string
}

type node struct {
	model  string
	memory uint64 // in KiB
	cpus   uint
	err    error
}

func (h *host) step(target *estate.Target, sink estate.Sink) error {
	target.Version = version(h.version)
	capabilities := h.capabilities.value(sink, "capabilities")
	for _, m := range capabilities.At("host", "secmodel").Elements() {
		h.models = append(h.models, m.Value.Get("model").Str())
	}
	var ofDomains *estate.Value
	if !h.untold {
		ofDomains = h.domainCapabilities.value(sink, "domain capabilities")
	}
	return sink.Object(&estate.Object{
		Target: target, Platform: estate.Libvirt, Kind: "Host", Name: h.hostname,
		Value: estate.MapOf(
			estate.Item{Key: "capabilities", Value: capabilities},
			estate.Item{Key: "domainCapabilities", Value: ofDomains},
			estate.Item{Key: "node", Value: h.node.value(sink)},
			estate.Item{Key: "version", Value: estate.Text(target.Version)},
		),
	})
}

func (n *node) value(sink estate.Sink) *estate.Value {
	if n.err != nil {
		sink.Problem(estate.Problem{What: "node information", Error: n.err.Error()})
		return estate.UnreadBecause(n.err.Error())
	}
	return estate.MapOf(
		estate.Item{Key: "model", Value: estate.Text(n.model)},
		estate.Item{Key: "memory", Value: number(n.memory)},
		estate.Item{Key: "cpus", Value: number(uint64(n.cpus))},
	)
}

func number(n uint64) *estate.Value {
	return &estate.Value{Kind: estate.Number, Text: strconv.FormatUint(n, 10)}
}

// version writes a version number of libvirt's as people do. It is empty where there is none.
func version(n uint32) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d.%d.%d", n/1_000_000, n/1000%1000, n%1000)
}

// network is one of the host's networks.
type network struct {
	name                          string
	xml                           answer
	active, persistent, autostart flag
}

func (n network) step(target *estate.Target, sink estate.Sink) error {
	return sink.Object(&estate.Object{
		Target: target, Platform: estate.Libvirt, Kind: "Network", Name: n.name,
		Value: estate.MapOf(
			estate.Item{Key: "network", Value: n.xml.value(sink, "network "+n.name)},
			estate.Item{Key: "state", Value: estate.MapOf(
				estate.Item{Key: "active", Value: n.active.value()},
				estate.Item{Key: "persistent", Value: n.persistent.value()},
				estate.Item{Key: "autostart", Value: n.autostart.value()},
			)},
		),
	})
}

// domain is one of the host's domains.
type domain struct {
	name                                       string
	xml                                        answer
	inactive                                   *answer // nil where there is no other definition than xml
	active, persistent, autostart, managedSave flag
	labels                                     []label
	labelsErr                                  error
	messages                                   []string
	messagesErr                                error
	launch                                     *estate.Value // nil where it is no confidential guest
	host                                       *host
	// number and count tell how far the reader is.
	number, count int
}

// label is one security driver's label of a running domain.
type label struct {
	text      string
	enforcing bool
}

func (d domain) step(target *estate.Target, sink estate.Sink) error {
	what := "domain " + d.name
	value := []estate.Item{{Key: "domain", Value: d.xml.value(sink, what)}}
	if d.inactive != nil {
		value = append(value, estate.Item{Key: "inactive", Value: d.defined(value[0].Value, sink)})
	}
	value = append(value, estate.Item{Key: "state", Value: estate.MapOf(
		estate.Item{Key: "active", Value: d.active.value()},
		estate.Item{Key: "persistent", Value: d.persistent.value()},
		estate.Item{Key: "autostart", Value: d.autostart.value()},
		estate.Item{Key: "managedSave", Value: d.managedSave.value()},
		estate.Item{Key: "seclabels", Value: d.seclabels(sink)},
		estate.Item{Key: "messages", Value: d.said(sink)},
		estate.Item{Key: "launchSecurity", Value: d.launch},
	)})
	sink.Progress("domains", d.number, d.count)
	return sink.Object(&estate.Object{
		Target: target, Platform: estate.Libvirt, Kind: "Domain", Name: d.name, Value: estate.MapOf(value...),
	})
}

// defined returns the definition for the next start. Where it is the running one but for the number that libvirt gives to what
// runs, it shares all values with that: to parse the same text twice is most of the work on a host of many domains.
func (d domain) defined(running *estate.Value, sink estate.Sink) *estate.Value {
	if before, after, found := strings.Cut(d.xml.xml, runningID(running)); found && d.xml.err == nil && d.inactive.err == nil {
		if rest, same := strings.CutPrefix(d.inactive.xml, before); same && rest == after {
			same := *running
			same.Items = slices.DeleteFunc(slices.Clone(running.Items), func(i estate.Item) bool { return i.Key == "id" })
			return &same
		}
	}
	return d.inactive.value(sink, "domain "+d.name+" as defined")
}

// runningID returns the attribute that numbers a running domain, as libvirt writes it.
func runningID(running *estate.Value) string { return " id='" + running.Get("id").Str() + "'" }

// seclabels returns the labels of a running domain, and nil for others.
func (d domain) seclabels(sink estate.Sink) *estate.Value {
	switch {
	case d.labelsErr != nil:
		sink.Problem(estate.Problem{What: "security labels of domain " + d.name, Error: d.labelsErr.Error()})
		return estate.UnreadBecause(d.labelsErr.Error())
	case d.active.err != nil:
		return estate.UnreadBecause(d.active.err.Error())
	case !d.active.set:
		return nil
	}
	list := make([]*estate.Value, len(d.labels))
	for i, l := range d.labels {
		// libvirt does not name the labels' models. They come in the order of its security drivers.
		model := estate.UnreadBecause("libvirt does not say which security driver the label belongs to")
		if len(d.host.models) == len(d.labels) {
			model = estate.Text(d.host.models[i])
		}
		list[i] = estate.MapOf(
			estate.Item{Key: "model", Value: model},
			estate.Item{Key: "label", Value: estate.Text(l.text)},
			estate.Item{Key: "enforcing", Value: estate.Bool(l.enforcing)},
		)
	}
	return estate.ListOf(list...)
}

// said returns what libvirt says of a running domain's configuration, and nil for others.
func (d domain) said(sink estate.Sink) *estate.Value {
	if d.messagesErr != nil {
		sink.Problem(estate.Problem{What: "messages about domain " + d.name, Error: d.messagesErr.Error()})
		return estate.UnreadBecause(d.messagesErr.Error())
	}
	if !d.active.set || d.active.err != nil || d.messages == nil {
		return nil
	}
	list := make([]*estate.Value, len(d.messages))
	for i, message := range d.messages {
		list[i] = estate.Text(message)
	}
	return estate.ListOf(list...)
}

// problem sends what could not be read.
func problem(what, kind string, err error) step {
	return func(_ *estate.Target, sink estate.Sink) error {
		sink.Problem(estate.Problem{What: what, Kind: kind, Error: err.Error()})
		return nil
	}
}
