# METADATA
# title: Devices must be passed through with the rest of their IOMMU group
# description: >-
#   The IOMMU keeps whole groups apart. Devices of one group may reach each other past it, so that a guest with one of
#   them may write to the others' registers and memory, whoever uses those later. Bridges do not count. Acceptable where the
#   others stay unused.
# scope: package
# related_resources:
#   - ref: https://docs.kernel.org/driver-api/vfio.html
#     description: Why devices of one group are not isolated from each other
# custom:
#   severity: medium
#   subject: libvirt/hostdev
#   wall: hardware
#   dimension: isolation
#   remediation: Give the guest all devices of the group, or use a slot with a group of its own.
#   frameworks:
#     bsi-sys-1.5: [A13, A15]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-39]
package bulkhead.libvirt.iommu_group_split

deny contains {
	"path": ["hostdev", "type"],
	"message": sprintf("is without %d other devices of its IOMMU group, which it may reach", [input.facts.iommuGroup.others]),
} if {
	input.facts.iommuGroup.others > 0
}

notapplicable if not _pci

_pci if input.hostdev.type == "pci"

_pci if input.facts.element == "interface"
