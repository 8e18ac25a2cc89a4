//go:build cgo && libvirt_dlopen

package libvirt

import (
	"errors"

	"libvirt.org/go/libvirt"
)

// domains reads the domains. Their states come from one filtered list each, for asking each domain takes four calls more.
func (r *reader) domains() {
	list := func(flags libvirt.ConnectListAllDomainsFlags) ([]libvirt.Domain, error) {
		if r.done {
			return nil, nil
		}
		return r.connection.ListAllDomains(flags)
	}
	all, err := list(0)
	if err != nil {
		r.emit(problem("domains", "Domain", plain(err)))
		return
	}
	members := func(what string, flags libvirt.ConnectListAllDomainsFlags) membership {
		some, err := list(flags)
		m := membership{err: plain(err), members: make(map[string]bool, len(some))}
		if err != nil {
			r.emit(problem("which domains are "+what, "", plain(err)))
		}
		for i := range some {
			m.add(some[i].GetUUIDString())
			some[i].Free()
		}
		return m
	}
	states := states{
		active:      members("active", libvirt.CONNECT_LIST_DOMAINS_ACTIVE),
		persistent:  members("persistent", libvirt.CONNECT_LIST_DOMAINS_PERSISTENT),
		autostart:   members("started with the host", libvirt.CONNECT_LIST_DOMAINS_AUTOSTART),
		managedSave: members("saved", libvirt.CONNECT_LIST_DOMAINS_MANAGEDSAVE),
	}
	for i := range all {
		if !r.done {
			r.domain(&all[i], &states, i+1, len(all))
		}
		all[i].Free()
	}
}

// states are what the lists say of all domains.
type states struct {
	active, persistent, autostart, managedSave membership
}

func (r *reader) domain(d *libvirt.Domain, states *states, number, count int) {
	id, _ := d.GetUUIDString()
	read := domain{
		host: r.connected, number: number, count: count,
		active: states.active.has(id), persistent: states.persistent.has(id),
		autostart: states.autostart.has(id), managedSave: states.managedSave.has(id),
	}
	read.name, _ = d.GetName()
	read.xml = answered(d.GetXMLDesc(0))
	if read.active.set {
		read.labels, read.labelsErr = labels(d)
		if active, err := d.IsActive(); read.labelsErr != nil && err == nil && !active {
			read.active, read.labelsErr = flag{}, nil // it stopped after the lists were made
		}
		if read.persistent.set {
			inactive := answered(d.GetXMLDesc(libvirt.DOMAIN_XML_INACTIVE))
			read.inactive = &inactive
		}
	}
	if read.gone() {
		return // it went while we read: as good as never seen
	}
	r.emit(read.step)
}

// gone says whether any answer was that there is no such domain.
func (d *domain) gone() bool {
	return errors.Is(d.xml.err, libvirt.ERR_NO_DOMAIN) || errors.Is(d.labelsErr, libvirt.ERR_NO_DOMAIN) ||
		d.inactive != nil && errors.Is(d.inactive.err, libvirt.ERR_NO_DOMAIN)
}

// labels returns the labels of a running domain's process.
func labels(d *libvirt.Domain) ([]label, error) {
	list, err := d.GetSecurityLabelList()
	if errors.Is(err, libvirt.ERR_NO_SUPPORT) {
		return nil, nil // a driver without labels
	}
	if err != nil {
		return nil, plain(err)
	}
	labels := make([]label, len(list))
	for i, l := range list {
		labels[i] = label{l.Label, l.Enforcing}
	}
	return labels, nil
}

// membership says which domains or networks are in a list.
type membership struct {
	members map[string]bool
	err     error
}

func (m *membership) add(id string, err error) {
	if err == nil {
		m.members[id] = true
	}
}

func (m *membership) has(id string) flag { return flag{m.members[id], m.err} }
