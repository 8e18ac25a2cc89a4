# METADATA
# title: Guests must not have devices of one IOMMU group
# description: >-
#   The IOMMU keeps whole groups apart: two devices of one group may reach each other past it, and so may the guests
#   that have them. The kernel refuses to run both guests at once, so that they take turns with what the other left
#   behind. Acceptable between guests of one owner.
# scope: package
# related_resources:
#   - ref: https://docs.kernel.org/driver-api/vfio.html
#     description: Why devices of one group are not isolated from each other
# custom:
#   severity: high
#   subject: libvirt/sharing
#   wall: hardware
#   dimension: isolation
#   remediation: Give each guest devices of groups of their own.
#   frameworks:
#     bsi-sys-1.5: [A13, A15]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-39]
package bulkhead.libvirt.iommu_group_of_another

deny contains {
	"path": ["sharing", "name"],
	"message": sprintf("is in one IOMMU group with a device of another guest: %s", [concat(", ", input.sharing.others)]),
} if {
	input.sharing.of == "iommu-group"
	input.sharing.count > 0
}

notapplicable if not input.sharing.of == "iommu-group"
