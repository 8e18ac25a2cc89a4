# METADATA
# title: Guests must not drive PCI devices of the host
# description: >-
#   A passed-through device reads and writes memory by itself. The IOMMU keeps that to the guest's memory; without one the
#   guest reaches all of the host's. Even with it, firmware that a guest leaves in the device stays for the next one, and
#   devices of one group can reach each other. Acceptable for virtual functions and accelerators of trusted guests.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#host-device-assignment
#     description: The hostdev element
#   - ref: https://docs.kernel.org/driver-api/vfio.html
#     description: VFIO and IOMMU groups
# custom:
#   severity: medium
#   subject: libvirt/hostdev
#   wall: hardware
#   dimension: isolation
#   remediation: Use a virtio device, or a virtual function or mediated device, on a host whose IOMMU is enabled.
#   frameworks:
#     bsi-sys-1.5: [A13, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-3, sc-39]
package bulkhead.libvirt.pci_passthrough

import data.bulkhead.lib.libvirt.subject

deny contains {
	"path": ["hostdev", "type"],
	"message": "gives the guest a PCI device of the host",
} if {
	_pci
	not _no_iommu
}

deny contains {
	"path": ["hostdev", "type"],
	"message": "gives the guest a PCI device, and the host has no IOMMU to keep it from the host's memory",
	"severity": "critical",
} if {
	_pci
	_no_iommu
}

# The device decides; what is not known of the host leaves only the severity open.
unknown contains gap if some gap in subject.gaps

notapplicable if not _pci

_pci if input.hostdev.type == "pci"

# An interface of type hostdev, or on a network of such, is a network card's virtual function.
_pci if input.facts.element == "interface"

_no_iommu if input.host.capabilities.host.iommu.support == "no"

_no_iommu if input.machine.iommu.groups == 0
