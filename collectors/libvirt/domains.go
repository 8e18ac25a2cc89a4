//go:build cgo && libvirt_dlopen

package libvirt

import (
	"errors"
	"strings"

	"libvirt.org/go/libvirt"

	"bulkhead/audit/estate"
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
	if r.isLost(err) {
		return
	}
	if err != nil {
		r.emit(problem("domains", "Domain", plain(err)))
		return
	}
	members := func(what string, flags libvirt.ConnectListAllDomainsFlags) membership {
		some, err := list(flags)
		m := membership{err: plain(err), members: make(map[string]bool, len(some))}
		if err != nil && !r.isLost(err) {
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
		snapshots:   members("in snapshots", libvirt.CONNECT_LIST_DOMAINS_HAS_SNAPSHOT),
		checkpoints: members("in checkpoints", libvirt.CONNECT_LIST_DOMAINS_HAS_CHECKPOINT),
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
	active, persistent, autostart, managedSave, snapshots, checkpoints membership
}

func (r *reader) domain(d *libvirt.Domain, states *states, number, count int) {
	id, _ := d.GetUUIDString()
	read := domain{
		host: r.connected, number: number, count: count,
		active: states.active.has(id), persistent: states.persistent.has(id),
		autostart: states.autostart.has(id), managedSave: states.managedSave.has(id),
	}
	read.name, _ = d.GetName()
	read.xml = r.answered(d.GetXMLDesc(0))
	if read.active.set {
		read.labels, read.labelsErr = r.labels(d)
		read.messages, read.messagesErr = r.messages(d)
		if strings.Contains(read.xml.xml, "<launchSecurity") {
			read.launch = launchSecurity(d)
		}
		if active, err := d.IsActive(); read.labelsErr != nil && err == nil && !active {
			read.active, read.labelsErr = flag{}, nil // it stopped after the lists were made
		}
		if read.persistent.set {
			inactive := r.answered(d.GetXMLDesc(libvirt.DOMAIN_XML_INACTIVE))
			read.inactive = &inactive
		}
	}
	if read.gone() || r.lost != nil {
		return // it went while we read: as good as never seen
	}
	r.emit(read.step)
	r.stored(d, read.name, states.snapshots.has(id).set, states.checkpoints.has(id).set, read.managedSave.set)
}

// messages returns what libvirt says of a running domain's configuration: how it is tainted, and what is deprecated.
func (r *reader) messages(d *libvirt.Domain) ([]string, error) {
	if r.silent {
		return nil, nil
	}
	messages, err := d.GetMessages(libvirt.DOMAIN_MESSAGE_TAINTING | libvirt.DOMAIN_MESSAGE_DEPRECATION)
	if errors.Is(err, libvirt.ERR_NO_SUPPORT) {
		r.silent = true // a driver or a daemon without messages
		return nil, nil
	}
	return messages, plain(err)
}

// launchSecurity returns what a confidential guest's launch says. Only connections that may also change domains may ask.
func launchSecurity(d *libvirt.Domain) *estate.Value {
	info, err := d.GetLaunchSecurityInfo(0)
	if err != nil {
		return estate.NotInInputBecause(plain(err).Error())
	}
	var items []estate.Item
	if info.SEVMeasurementSet {
		items = append(items, estate.Item{Key: "measured", Value: estate.Bool(info.SEVMeasurement != "")})
	}
	if info.SEVPolicySet {
		items = append(items, estate.Item{Key: "policy", Value: number(uint64(info.SEVPolicy))})
	}
	if info.SEVSNPPolicySet {
		items = append(items, estate.Item{Key: "policy", Value: number(info.SEVSNPPolicy)})
	}
	return estate.MapOf(items...)
}

// gone says whether any answer was that there is no such domain.
func (d *domain) gone() bool {
	return errors.Is(d.xml.err, libvirt.ERR_NO_DOMAIN) || errors.Is(d.labelsErr, libvirt.ERR_NO_DOMAIN) ||
		errors.Is(d.messagesErr, libvirt.ERR_NO_DOMAIN) ||
		d.inactive != nil && errors.Is(d.inactive.err, libvirt.ERR_NO_DOMAIN)
}

// labels returns the labels of a running domain's process.
func (r *reader) labels(d *libvirt.Domain) ([]label, error) {
	list, err := d.GetSecurityLabelList()
	if errors.Is(err, libvirt.ERR_NO_SUPPORT) {
		return nil, nil // a driver without labels
	}
	if err != nil {
		if driver, _ := r.connection.GetType(); driver == "LXC" { // its containers have one label, and no list
			if one, err := d.GetSecurityLabel(); err == nil && one.Label == "" {
				return nil, nil
			} else if err == nil {
				return []label{{one.Label, one.Enforcing}}, nil
			}
		}
		return nil, plain(err)
	}
	labels := make([]label, len(list))
	for i, l := range list {
		labels[i] = label{l.Label, l.Enforcing}
	}
	return labels, nil
}

// resolveLaunchSecurity asks a real domain, for libvirt crashes where it is asked of none.
func resolveLaunchSecurity(uri string) {
	connection, err := libvirt.NewConnect(uri)
	if err != nil {
		return
	}
	defer connection.Close()
	d, err := connection.LookupDomainByName("test")
	if err != nil {
		return
	}
	defer d.Free()
	launchSecurity(d)
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
