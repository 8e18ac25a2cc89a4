package relate

import (
	"fmt"
	"path/filepath"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// libvirtHost relates the objects of one libvirt connection, or the libvirt XML among files.
type libvirtHost struct {
	files  bool
	target *estate.Target
	// machine is the host's own machine, nil where the run has none.
	machine *estate.Object

	host     *estate.Object
	networks []*estate.Object
	// networksUnread says why networks that are not there may exist nonetheless.
	networksUnread string
	chart          *hostChart // nil where nobody asks for it
	pools          map[string]*estate.Object
	nodeDevices    nodeDevices
	filters        []*estate.Object
	applied        map[onHost]bool // filters that interfaces name
	bindings       bindings
	// onHost is the host that domains in files are judged by, nil where none is given.
	onHost *GivenHost

	// What is computed once the host is known, for all domains.
	machineTypes *machineTypes
	cores        *cores
	placement    placement
	sharing      sharing
}

// problem takes note of what could not be read.
func (h *libvirtHost) problem(p estate.Problem) {
	switch p.Kind {
	case "Network":
		h.networksUnread = p.What + ": " + p.Error
	case "NodeDevice":
		h.nodeDevices.unread = p.What + ": " + p.Error
	case "NWFilterBinding":
		h.bindings.unread = p.What + ": " + p.Error
	}
}

// reference keeps an object that subjects of others are made of.
func (h *libvirtHost) reference(o *estate.Object) {
	switch o.Kind {
	case "Host":
		h.host = o
	case "Network":
		h.networks = append(h.networks, o)
	case "NWFilter":
		h.filters = append(h.filters, o)
	case "NodeDevice":
		h.nodeDevices.add(o.Value.Get("device"))
	case "NWFilterBinding":
		h.apply(o, o.Value.At("filterbinding", "filterref", "filter").Str())
		h.bindings.add(o.Value.Get("filterbinding"))
	}
}

// referencesDone hands out the references' own subjects.
func (h *libvirtHost) referencesDone(yield func(*subject.Subject)) {
	host := h.hostRoot()
	capabilities := host.Value
	if !capabilities.Unknown() {
		capabilities = capabilities.Get("capabilities")
	}
	h.machineTypes, h.cores = newMachineTypes(capabilities), newCores(host.Object)
	if h.host != nil {
		yield(&subject.Subject{Kind: "libvirt/host", Object: h.host, Roots: []subject.Root{
			h.hostRoot(), h.machineRoot(), noFacts(),
		}})
	}
	for _, n := range h.networks {
		yield(&subject.Subject{Kind: "libvirt/network", Object: n, Roots: []subject.Root{
			{Name: "network", Value: n.Value.Get("network"), Object: n, Path: "network"}, noFacts(),
		}})
	}
}

// object hands out the subjects of a domain: itself and its devices, and those that its next start changes.
func (h *libvirtHost) object(o *estate.Object, yield func(*subject.Subject)) {
	for _, item := range o.Value.At(domainPath, "devices", "interface").Elements() {
		h.apply(o, item.Value.At("filterref", "filter").Str())
	}
	d := domain{
		libvirtHost: h, object: o, running: h.running(o), yield: yield, parts: map[string]int{},
		value: o.Value.Get(domainPath), path: domainPath,
	}
	next := o.Value.Get("inactive")
	changes := nextStart(d.value, next)
	d.subject("libvirt/domain", "", d.root(), h.stateRoot(o), h.hostRoot(), h.machineRoot(), d.facts(d.value, changes.facts(next)))
	d.devices()
	if changes.any() {
		d.again("inactive", next, "next start", changes)
	}
	if h.chart != nil {
		h.placement.add(o.Name, keptOn(d.value, h.cores))
	}
	h.sharing.host = h.hostOf(o)
	h.sharing.claimAll(o, h.cores, &h.nodeDevices)
}

// hostOf tells the domains of one host from another's. Files do not say where their domains run: those of one directory are taken as one
// host's, and those of several as several hosts', but where they are all judged by a given one.
func (h *libvirtHost) hostOf(o *estate.Object) string {
	if !h.files || h.onHost != nil || h.host != nil {
		return ""
	}
	return filepath.Dir(o.File())
}

// end hands out what several domains share. All of them were seen.
func (h *libvirtHost) end(yield func(*subject.Subject)) { h.sharing.subjects(yield) }

// running counts the domain's processes, one or none. Files do not run.
func (h *libvirtHost) running(o *estate.Object) *int {
	active := o.Value.At("state", "active")
	if h.files || active == nil || active.Unknown() {
		return nil
	}
	running := 0
	if active.IsTrue() {
		running = 1
	}
	return &running
}

func (h *libvirtHost) hostRoot() subject.Root {
	switch {
	case h.host != nil:
		return subject.Root{Name: "host", Value: h.host.Value, Object: h.host}
	case h.onHost != nil:
		return subject.Root{Name: "host", Value: h.onHost.host.Value, Object: h.onHost.host}
	case h.files:
		return subject.Root{Name: "host", Value: estate.NotInInputBecause("a file says nothing of the host that its domain runs on")}
	}
	return subject.Root{Name: "host", Value: estate.UnreadBecause("the host's capabilities were not read")}
}

func (h *libvirtHost) machineRoot() subject.Root {
	if h.machine == nil {
		return subject.Root{Name: "machine", Value: estate.NotInInputBecause("no machine of this host is in the run")}
	}
	return subject.Root{Name: "machine", Value: h.machine.Value, Object: h.machine}
}

func (h *libvirtHost) stateRoot(o *estate.Object) subject.Root {
	if h.files {
		return subject.Root{Name: "state", Value: estate.NotInInputBecause("a file says nothing of the domain's state")}
	}
	return subject.Root{Name: "state", Value: o.Value.Get("state"), Object: o, Path: "state"}
}

// onHost names a thing of one host, as hostOf tells hosts apart.
type onHost struct{ host, name string }

// ofHost finds a thing by its name on the host of another object: those of two directories are two hosts' and may have one name.
func (h *libvirtHost) ofHost(all []*estate.Object, name string, of *estate.Object) *estate.Object {
	host := h.hostOf(of)
	for _, o := range all {
		if o.Name == name && h.hostOf(o) == host {
			return o
		}
	}
	return nil
}

// networkRoot finds the network that an interface of a domain names.
func (h *libvirtHost) networkRoot(device *estate.Value, of *estate.Object) subject.Root {
	root := subject.Root{Name: "network"}
	source := device.At("source", "network")
	name := source.Str()
	switch {
	case device.Get("type").Str() != "network":
	case source.Unknown():
		root.Value = source
	case h.ofHost(h.networks, name, of) != nil:
		o := h.ofHost(h.networks, name, of)
		root.Value, root.Object, root.Path = o.Value.Get("network"), o, "network"
	case h.onHost != nil:
		if o := h.onHost.networks[name]; o != nil {
			root.Value, root.Object, root.Path = o.Value.Get("network"), o, "network"
		} else if why := h.onHost.unread["Network"]; why != "" {
			root.Value = estate.UnreadBecause(why)
		}
	case h.files:
		root.Value = estate.NotInInputBecause(fmt.Sprintf("the network %q is not among the files of this directory", name))
	case h.networksUnread != "":
		root.Value = estate.UnreadBecause(h.networksUnread)
	}
	return root
}

func noFacts() subject.Root { return subject.Root{Name: "facts", Value: estate.MapOf()} }
