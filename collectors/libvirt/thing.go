package libvirt

import (
	"strings"

	"bulkhead/audit/estate"
)

// thing is an object that is one XML document, and what the daemon says beside it.
type thing struct {
	kind, name string
	nameAt     []string // leads to the name in the document, where the daemon is not asked for it
	what       string   // in words, for problems
	key        string   // of the document in the object's value
	xml        answer
	beside     []estate.Item
}

func (t thing) step(target *estate.Target, sink estate.Sink) error {
	items := append([]estate.Item{{Key: t.key, Value: t.xml.value(sink, strings.TrimSpace(t.what+" "+t.name))}}, t.beside...)
	if t.nameAt != nil {
		t.name = items[0].Value.At(t.nameAt...).Str()
	}
	return sink.Object(&estate.Object{
		Target: target, Platform: estate.Libvirt, Kind: t.kind, Name: t.name, Value: estate.MapOf(items...),
	})
}

// stateOf writes flags as the state of an object.
func stateOf(active, persistent, autostart flag) estate.Item {
	return estate.Item{Key: "state", Value: estate.MapOf(
		estate.Item{Key: "active", Value: active.value()},
		estate.Item{Key: "persistent", Value: persistent.value()},
		estate.Item{Key: "autostart", Value: autostart.value()},
	)}
}
