package relate

import (
	"strconv"
	"time"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// inventory hands out the subjects of what domains are made of. It says whether the object is such a thing.
func (h *libvirtHost) inventory(o *estate.Object, yield func(*subject.Subject)) bool {
	own := func(name string) subject.Root {
		return subject.Root{Name: name, Value: o.Value.Get(name), Object: o, Path: name}
	}
	switch o.Kind {
	case "StoragePool":
		if h.pools == nil {
			h.pools = map[string]*estate.Object{}
		}
		h.pools[o.Name] = o
		yield(&subject.Subject{Kind: "libvirt/pool", Object: o, Roots: []subject.Root{own("pool"), h.poolState(o), noFacts()}})
	case "StorageVolume":
		yield(&subject.Subject{Kind: "libvirt/volume", Object: o, Roots: []subject.Root{own("volume"), h.poolRoot(o), noFacts()}})
	case "Secret":
		yield(&subject.Subject{Kind: "libvirt/secret", Object: o, Roots: []subject.Root{own("secret"), noFacts()}})
	default:
		return false
	}
	return true
}

// poolState is what the daemon says of a pool beside its XML.
func (h *libvirtHost) poolState(o *estate.Object) subject.Root {
	if h.files {
		return subject.Root{Name: "state", Value: estate.NotInInputBecause("a file says nothing of the pool's state")}
	}
	return subject.Root{Name: "state", Value: o.Value.Get("state"), Object: o, Path: "state"}
}

// poolRoot is the pool that holds a volume.
func (h *libvirtHost) poolRoot(volume *estate.Object) subject.Root {
	root := subject.Root{Name: "pool"}
	name := volume.Value.Get("pool").Str()
	switch o := h.pools[name]; {
	case o != nil:
		root.Value, root.Object, root.Path = o.Value.Get("pool"), o, "pool"
	case name == "":
		root.Value = estate.NotInInputBecause("a file does not say which pool the volume is in")
	default:
		root.Value = estate.UnreadBecause("the volume's pool was not read")
	}
	return root
}

// snapshot hands out a snapshot's own subject.
func (h *libvirtHost) snapshot(o *estate.Object, yield func(*subject.Subject)) {
	document := o.Value.Get("domainsnapshot")
	yield(&subject.Subject{Kind: "libvirt/snapshot", Object: o, Roots: []subject.Root{
		{Name: "snapshot", Value: document, Object: o, Path: "domainsnapshot"},
		{Name: "facts", Value: estate.MapOf(estate.Item{Key: "ageDays", Value: h.ageDays(document.Get("creationTime"))})},
	}})
	h.storedDomain(o, []string{"domainsnapshot", "domain"}, yield)
}

// ageDays counts whole days from a time in seconds since 1970 to the time of collection. It is nil where there is no such time.
func (h *libvirtHost) ageDays(created *estate.Value) *estate.Value {
	if created.Unknown() {
		return created
	}
	seconds, err := strconv.ParseInt(created.Str(), 10, 64)
	if err != nil || h.collected().IsZero() {
		return nil
	}
	age := h.collected().Sub(time.Unix(seconds, 0))
	return &estate.Value{Kind: estate.Number, Text: strconv.Itoa(int(age.Hours() / 24))}
}

// collected is when the host was, or the files were, read.
func (h *libvirtHost) collected() time.Time {
	if h.target == nil {
		return time.Time{}
	}
	return h.target.Collected
}
