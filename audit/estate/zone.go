package estate

// Elements in a domain's metadata that name its trust zone: bulkhead's own, and OpenStack's project. Collectors keep their text behind the
// name: {urn:bulkhead:zone}zone=payments.
const (
	ZoneNamespace = "urn:bulkhead:zone"
	NovaNamespace = "http://openstack.org/xmlns/libvirt/nova/1.1"

	ZoneElement    = "{" + ZoneNamespace + "}zone"
	ProjectElement = "{" + NovaNamespace + "}project"
)
