# METADATA
# title: Guests must not have one piece of memory
# description: >-
#   Two guests with a shmem device of the same name read and write the same memory: a channel between them past
#   every filter, in which each can attack what the other's driver reads. Acceptable between guests that trust each
#   other.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#shared-memory-device
#     description: The shmem element
# custom:
#   severity: high
#   subject: libvirt/sharing
#   wall: hardware
#   dimension: isolation
#   remediation: Remove the shmem device, and let the guests talk over a network.
#   frameworks:
#     bsi-sys-1.5: [A15, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-4, sc-4]
package bulkhead.libvirt.shared_memory_of_another

deny contains {
	"path": ["sharing", "name"],
	"message": sprintf("shares memory with another guest: %s", [concat(", ", input.sharing.others)]),
} if {
	input.sharing.of == "shmem"
	input.sharing.count > 0
}

notapplicable if not input.sharing.of == "shmem"
