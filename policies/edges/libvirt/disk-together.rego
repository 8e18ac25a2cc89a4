# METADATA
# title: Guests share a disk or the firmware's variables
# description: >-
#   A disk that others write, or the file of variables that another guest's firmware starts from. What comes of a
#   disk is another edge's to say; here it counts as something held in common.
# scope: package
# custom:
#   subject: libvirt/sharing
#   edge: {to: shared, cost: service}
package bulkhead.edges.libvirt.disk_together

deny contains {
	"path": ["sharing", "name"],
	"message": sprintf("has %s together with other guests: %s", [what, concat(", ", input.sharing.others)]),
} if {
	what := _things[input.sharing.of]
	input.sharing.count > 0
}

notapplicable if not _things[input.sharing.of]

_things := {"disk": "a disk", "nvram": "the variables of its firmware"}
