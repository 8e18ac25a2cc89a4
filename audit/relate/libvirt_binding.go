package relate

import (
	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// bindings are the network filters that a host has put in force, by the device on the host that they hold.
type bindings struct {
	filters map[string]string
	unread  string // why bindings that are not there may exist nonetheless
}

func (b *bindings) add(binding *estate.Value) {
	if b.filters == nil {
		b.filters = map[string]string{}
	}
	if device := binding.At("portdev", "name").Str(); device != "" {
		b.filters[device] = binding.At("filterref", "filter").Str()
	}
}

// interfaceFacts say of an interface with a filter, of a domain that runs, which filter the host has put in force for it: "" for none.
func (d *domain) interfaceFacts(device *estate.Value) subject.Root {
	target := device.At("target", "dev")
	if d.running == nil || *d.running == 0 || d.stored || device.At("filterref", "filter").Str() == "" || target.Str() == "" {
		return noFacts()
	}
	bound := estate.Text(d.bindings.filters[target.Str()])
	if d.bindings.unread != "" && bound.Text == "" {
		bound = estate.UnreadBecause(d.bindings.unread)
	}
	return subject.Root{Name: "facts", Value: estate.MapOf(estate.Item{Key: "boundFilter", Value: bound})}
}
