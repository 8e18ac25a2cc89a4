//go:build cgo && libvirt_dlopen

package libvirt

import (
	"errors"

	"libvirt.org/go/libvirt"

	"bulkhead/audit/estate"
)

// stored reads the earlier states of a domain that are kept: snapshots, checkpoints, and what it was saved as.
func (r *reader) stored(d *libvirt.Domain, name string, snapshots, checkpoints, saved bool) {
	if snapshots {
		each(r, "snapshots of domain "+name, "DomainSnapshot", func() ([]libvirt.DomainSnapshot, error) {
			return orGone(d.ListAllSnapshots(0))
		}, func(s *libvirt.DomainSnapshot) { r.snapshot(s, name) })
	}
	if checkpoints {
		each(r, "checkpoints of domain "+name, "DomainCheckpoint", func() ([]libvirt.DomainCheckpoint, error) {
			return orGone(d.ListAllCheckpoints(0))
		}, func(c *libvirt.DomainCheckpoint) { r.checkpoint(c, name) })
	}
	if saved && !r.done {
		text, err := d.ManagedSaveGetXMLDesc(0)
		if still, asked := d.HasManagedSaveImage(0); asked == nil && !still || errors.Is(err, libvirt.ERR_NO_SUPPORT) {
			return // it was started, or the driver does not tell
		}
		r.send(thing{kind: "SaveImage", name: name, what: "saved state of domain", key: "domain", beside: of(name)},
			text, err, libvirt.ERR_NO_DOMAIN)
	}
}

func (r *reader) snapshot(s *libvirt.DomainSnapshot, domain string) {
	name, _ := s.GetName()
	text, err := s.GetXMLDesc(0)
	r.send(thing{kind: "DomainSnapshot", name: domain + "/" + name, what: "snapshot", key: "domainsnapshot", beside: of(domain)},
		text, err, libvirt.ERR_NO_DOMAIN_SNAPSHOT)
}

func (r *reader) checkpoint(c *libvirt.DomainCheckpoint, domain string) {
	name, _ := c.GetName()
	text, err := c.GetXMLDesc(libvirt.DOMAIN_CHECKPOINT_XML_NO_DOMAIN) // nothing can go back to its domain
	r.send(thing{kind: "DomainCheckpoint", name: domain + "/" + name, what: "checkpoint", key: "domaincheckpoint", beside: of(domain)},
		text, err, libvirt.ERR_NO_DOMAIN_CHECKPOINT)
}

// of names the domain that something is stored of.
func of(domain string) []estate.Item { return []estate.Item{{Key: "of", Value: estate.Text(domain)}} }

// orGone makes the error that a domain is gone an empty list.
func orGone[T any](all []T, err error) ([]T, error) {
	if errors.Is(err, libvirt.ERR_NO_DOMAIN) {
		return nil, nil
	}
	return all, err
}

// resolveStored asks nothing for all that a reader asks of a domain's stored states.
func resolveStored() {
	domain, snapshot, checkpoint := &libvirt.Domain{}, &libvirt.DomainSnapshot{}, &libvirt.DomainCheckpoint{}
	_, _ = domain.ListAllSnapshots(0)
	_, _ = domain.ListAllCheckpoints(0)
	_, _ = domain.HasManagedSaveImage(0)
	_, _ = domain.ManagedSaveGetXMLDesc(0)
	resolved(snapshot.GetName, snapshot.GetXMLDesc, snapshot.Free)
	resolved(checkpoint.GetName, checkpoint.GetXMLDesc, checkpoint.Free)
}
