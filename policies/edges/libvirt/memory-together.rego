# METADATA
# title: Guests share memory
# description: >-
#   Memory that several guests map is a way past the host: what one writes there, the others read and work on.
# scope: package
# custom:
#   subject: libvirt/sharing
#   edge: {to: shared, cost: service, caps: 4}
package bulkhead.edges.libvirt.memory_together

deny contains {
	"path": ["sharing", "name"],
	"message": sprintf("maps memory together with other guests: %s", [concat(", ", input.sharing.others)]),
} if {
	input.sharing.of == "shmem"
	input.sharing.count > 0
}

notapplicable if not input.sharing.of == "shmem"
