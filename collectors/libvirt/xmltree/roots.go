package xmltree

import (
	"reflect"
	"sync"

	xml "libvirt.org/go/libvirtxml"
)

// roots are the documents that [Parse] accepts, by the name of their root element.
var roots = sync.OnceValue(func() map[string]*element {
	b := builder{built: map[string]*element{}}
	of := func(t reflect.Type) *element { return b.element([]reflect.Type{t}) }
	status := func(t reflect.Type) *element {
		e := of(t)
		e.closed = true // the rest is the daemon's own bookkeeping, keys included
		return e
	}
	return map[string]*element{
		"capabilities":       of(reflect.TypeFor[xml.Caps]()),
		"domain":             of(reflect.TypeFor[xml.Domain]()),
		"device":             of(reflect.TypeFor[xml.NodeDevice]()),
		"domainCapabilities": of(reflect.TypeFor[xml.DomainCaps]()),
		"domaincheckpoint":   of(reflect.TypeFor[xml.DomainCheckpoint]()),
		"domainsnapshot":     of(reflect.TypeFor[xml.DomainSnapshot]()),
		"domstatus":          status(reflect.TypeFor[domainStatus]()),
		"filter":             of(reflect.TypeFor[filter]()),
		"filterbinding":      of(reflect.TypeFor[xml.NWFilterBinding]()),
		"interface":          of(reflect.TypeFor[xml.Interface]()),
		"network":            of(reflect.TypeFor[xml.Network]()),
		"networkport":        of(reflect.TypeFor[xml.NetworkPort]()),
		"networkstatus":      status(reflect.TypeFor[networkStatus]()),
		"pool":               of(reflect.TypeFor[xml.StoragePool]()),
		"secret":             of(reflect.TypeFor[xml.Secret]()),
		"volume":             of(reflect.TypeFor[xml.StorageVolume]()),
	}
})

// replaced are types that read their XML by code, and in their stead some whose tags say what the code reads, and one that embeds
// another element's.
var replaced = map[reflect.Type]reflect.Type{
	reflect.TypeFor[xml.DomainControllerPCITarget]():    reflect.TypeFor[controllerPCITarget](),
	reflect.TypeFor[xml.DomainSnapshotInactiveDomain](): reflect.TypeFor[xml.Domain](),
}

// coded are the attributes that types read by code, beside "type".
var coded = map[reflect.Type][]string{
	reflect.TypeFor[xml.DomainAudio]():                    {"id", "timerPeriod"},
	reflect.TypeFor[xml.DomainCryptoBackend]():            {"model"},
	reflect.TypeFor[xml.DomainDiskMirror]():               {"file", "format"},
	reflect.TypeFor[xml.DomainHostdev]():                  {"mode"},
	reflect.TypeFor[xml.DomainHostdevSubsysSCSISource]():  {"protocol"},
	reflect.TypeFor[xml.DomainInterfaceSourceVHostUser](): {"dev", "mode"},
	reflect.TypeFor[xml.DomainRNGBackend]():               {"model"},
	reflect.TypeFor[xml.DomainSmartcard]():                {"mode"},
}

// repeats are types whose elements are given twice: a UDP character device has a source to bind and one to connect to.
var repeats = map[reflect.Type]bool{
	reflect.TypeFor[xml.DomainChardevSource](): true,
}

type controllerPCITarget struct {
	NUMANode *uint `xml:"node"`
}

type filter struct {
	Name     string             `xml:"name,attr"`
	Chain    string             `xml:"chain,attr"`
	Priority string             `xml:"priority,attr"`
	UUID     string             `xml:"uuid"`
	Rules    []xml.NWFilterRule `xml:"rule"`
	Refs     []xml.NWFilterRef  `xml:"filterref"`
}

// domainStatus is how libvirt's drivers keep a running domain in /run/libvirt.
type domainStatus struct {
	State  string     `xml:"state,attr"`
	Reason string     `xml:"reason,attr"`
	PID    string     `xml:"pid,attr"`
	Domain xml.Domain `xml:"domain"`
}

type networkStatus struct {
	Network xml.Network `xml:"network"`
}
