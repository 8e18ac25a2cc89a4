# METADATA
# title: A passed-through device reaches the host's memory
# description: >-
#   A PCI device writes memory by itself. Without an IOMMU nothing keeps it from the host's.
# scope: package
# custom:
#   subject: libvirt/hostdev
#   edge: {to: host, cost: none}
package bulkhead.edges.libvirt.device_without_iommu

import data.bulkhead.libvirt.pci_passthrough

deny contains hit if {
	some hit in pci_passthrough.deny
	hit.severity == "critical"
}

# Passed through is certain; only whether the host has an IOMMU is not.
unknown contains {"path": ["host"], "message": input.host.why, "reason": input.host.unknown} if _perhaps_without

unknown contains {"path": ["machine"], "message": input.machine.why, "reason": input.machine.unknown} if {
	_perhaps_without
	not input.host.unknown
}

unknown contains gap if some gap in pci_passthrough.unknown

notapplicable if pci_passthrough.notapplicable

_has_iommu if input.host.capabilities.host.iommu.support == "yes"

_has_iommu if input.machine.iommu.groups > 0

_perhaps_without if {
	count(pci_passthrough.deny) > 0
	count(deny) == 0
	not _has_iommu
}
