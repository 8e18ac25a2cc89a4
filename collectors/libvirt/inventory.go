//go:build cgo && libvirt_dlopen

package libvirt

import (
	"errors"

	"libvirt.org/go/libvirt"

	"bulkhead/audit/estate"
)

// handle is a pointer to one of the binding's objects, which are freed by hand.
type handle[T any] interface {
	*T
	Free() error
}

// each calls read with all that list returns, and frees it.
func each[T any, P handle[T]](r *reader, what, kind string, list func() ([]T, error), read func(P)) {
	if r.done {
		return
	}
	all, err := list()
	if err != nil {
		r.failed(what, kind, err)
		return
	}
	for i := range all {
		if !r.done {
			read(&all[i])
		}
		P(&all[i]).Free()
	}
}

// send emits a thing, but one that went while we read: that is as good as never seen.
func (r *reader) send(t thing, text string, err error, gone libvirt.ErrorNumber) {
	if errors.Is(err, gone) {
		return
	}
	t.xml = r.answered(text, err)
	r.emit(t.step)
}

// said is the answer to a question of yes and no.
func said(yes bool, err error) flag { return flag{yes, plain(err)} }

// inventory reads what domains are made of, beside networks: filters, storage, secrets and devices.
func (r *reader) inventory() {
	c := r.connection
	each(r, "network filters", "NWFilter", func() ([]libvirt.NWFilter, error) { return c.ListAllNWFilters(0) },
		func(f *libvirt.NWFilter) {
			name, _ := f.GetName()
			text, err := f.GetXMLDesc(0)
			r.send(thing{kind: "NWFilter", name: name, what: "network filter", key: "filter"}, text, err, libvirt.ERR_NO_NWFILTER)
		})
	each(r, "network filters' bindings", "NWFilterBinding", func() ([]libvirt.NWFilterBinding, error) { return c.ListAllNWFilterBindings(0) },
		func(b *libvirt.NWFilterBinding) {
			text, err := b.GetXMLDesc(0) // GetPortDev frees what is libvirt's
			r.send(thing{kind: "NWFilterBinding", nameAt: []string{"portdev", "name"}, what: "network filter's binding", key: "filterbinding"},
				text, err, libvirt.ERR_NO_NWFILTER_BINDING)
		})
	each(r, "secrets", "Secret", func() ([]libvirt.Secret, error) { return c.ListAllSecrets(0) },
		func(s *libvirt.Secret) {
			name, _ := s.GetUUIDString()
			text, err := s.GetXMLDesc(0) // what it is for; its value takes another call
			r.send(thing{kind: "Secret", name: name, what: "secret", key: "secret"}, text, err, libvirt.ERR_NO_SECRET)
		})
	const devices = libvirt.CONNECT_LIST_NODE_DEVICES_CAP_PCI_DEV | libvirt.CONNECT_LIST_NODE_DEVICES_CAP_MDEV
	each(r, "node devices", "NodeDevice", func() ([]libvirt.NodeDevice, error) { return c.ListAllNodeDevices(devices) },
		func(d *libvirt.NodeDevice) {
			name, _ := d.GetName()
			text, err := d.GetXMLDesc(0)
			r.send(thing{kind: "NodeDevice", name: name, what: "node device", key: "device"}, text, err, libvirt.ERR_NO_NODE_DEVICE)
		})
	each(r, "host interfaces", "Interface", func() ([]libvirt.Interface, error) { return c.ListAllInterfaces(0) },
		func(i *libvirt.Interface) {
			name, _ := i.GetName()
			text, err := i.GetXMLDesc(0)
			r.send(thing{kind: "Interface", name: name, what: "host interface", key: "interface"}, text, err, libvirt.ERR_NO_INTERFACE)
		})
	each(r, "storage pools", "StoragePool", func() ([]libvirt.StoragePool, error) { return c.ListAllStoragePools(0) }, r.pool)
}

// pool reads a storage pool, and its volumes where it is active: others have none.
func (r *reader) pool(p *libvirt.StoragePool) {
	name, _ := p.GetName()
	active := said(p.IsActive())
	text, err := p.GetXMLDesc(0)
	r.send(thing{
		kind: "StoragePool", name: name, what: "storage pool", key: "pool",
		beside: []estate.Item{stateOf(active, said(p.IsPersistent()), said(p.GetAutostart()))},
	}, text, err, libvirt.ERR_NO_STORAGE_POOL)
	if !active.set {
		return
	}
	volumes, err := p.ListAllStorageVolumes(0)
	if err != nil {
		if still, stopped := p.IsActive(); stopped == nil && still {
			r.failed("volumes of storage pool "+name, "StorageVolume", err)
		}
		return // it stopped while we read
	}
	for i := range volumes {
		if !r.done {
			r.volume(&volumes[i], name)
		}
		volumes[i].Free()
	}
}

func (r *reader) volume(v *libvirt.StorageVol, pool string) {
	name, _ := v.GetName()
	text, err := v.GetXMLDesc(0)
	if errors.Is(err, libvirt.ERR_NO_STORAGE_POOL) {
		return
	}
	r.send(thing{
		kind: "StorageVolume", name: pool + "/" + name, what: "volume", key: "volume",
		beside: []estate.Item{{Key: "pool", Value: estate.Text(pool)}},
	}, text, err, libvirt.ERR_NO_STORAGE_VOL)
}

// ports reads what is plugged into a network.
func (r *reader) ports(n *libvirt.Network, network string) {
	each(r, "ports of network "+network, "NetworkPort", func() ([]libvirt.NetworkPort, error) {
		all, err := n.ListAllPorts(0)
		if errors.Is(err, libvirt.ERR_NO_NETWORK) {
			return nil, nil
		}
		return all, err
	}, func(p *libvirt.NetworkPort) {
		id, _ := p.GetUUIDString()
		text, err := p.GetXMLDesc(0)
		r.send(thing{
			kind: "NetworkPort", name: network + "/" + id, what: "network port", key: "networkport",
			beside: []estate.Item{{Key: "network", Value: estate.Text(network)}},
		}, text, err, libvirt.ERR_NO_NETWORK_PORT)
	})
}

// resolveInventory asks nothing for all that a reader asks of an inventory.
func resolveInventory() {
	filter, binding, device, port := &libvirt.NWFilter{}, &libvirt.NWFilterBinding{}, &libvirt.NodeDevice{}, &libvirt.NetworkPort{}
	resolved(filter.GetName, filter.GetXMLDesc, filter.Free)
	resolved(nil, binding.GetXMLDesc, binding.Free)
	resolved(device.GetName, device.GetXMLDesc, device.Free)
	resolved(port.GetUUIDString, port.GetXMLDesc, port.Free)
	secret, volume := &libvirt.Secret{}, &libvirt.StorageVol{}
	resolved(secret.GetUUIDString, secret.GetXMLDesc, secret.Free)
	resolved(volume.GetName, volume.GetXMLDesc, volume.Free)
	_, _ = (&libvirt.Network{}).ListAllPorts(0)
}

func resolved[F ~int | ~uint | ~uint32](name func() (string, error), describe func(F) (string, error), free func() error) {
	if name != nil {
		_, _ = name()
	}
	_, _ = describe(0)
	_ = free()
}
