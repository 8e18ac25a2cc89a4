# METADATA
# title: Guests share a device of the host
# description: >-
#   A device that another guest has too, at another time, keeps what one wrote into it. Devices of one IOMMU group
#   write to each other without an IOMMU between them.
# scope: package
# custom:
#   subject: libvirt/sharing
#   edge: {to: shared, cost: hardware, caps: 4}
package bulkhead.edges.libvirt.device_together

deny contains {
	"path": ["sharing", "name"],
	"message": sprintf("has %s other guests: %s", [what, concat(", ", input.sharing.others)]),
} if {
	what := _things[input.sharing.of]
	input.sharing.count > 0
}

notapplicable if not _things[input.sharing.of]

_things := {
	"hostdev": "a device of the host together with",
	"iommu-group": "a device in one IOMMU group with those of",
}
