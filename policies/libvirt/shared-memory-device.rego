# METADATA
# title: Guests must not share memory with others
# description: >-
#   A shmem device is a piece of memory that every guest and every process of the host which names it may read and
#   write: a channel past every network filter, in which one guest can feed another what its driver does not expect.
#   Acceptable between guests that trust each other.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#shared-memory-device
#     description: The shmem element
# custom:
#   severity: medium
#   subject: libvirt/domain
#   wall: hardware
#   dimension: isolation
#   remediation: Remove the shmem device, and let the guests talk over a network.
#   frameworks:
#     bsi-sys-1.5: [A15, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-4, sc-4]
package bulkhead.libvirt.shared_memory_device

deny contains {
	"path": ["domain", "devices", "shmem", i, "name"],
	"message": "shares memory with whoever else names it",
} if {
	some i, _ in input.domain.devices.shmem
}
