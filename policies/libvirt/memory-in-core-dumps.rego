# METADATA
# title: Guests' memory must be kept out of QEMU's core dumps
# description: >-
#   With dumpCore='on' a crash of QEMU writes the guest's memory into a core file of the host's, where the size that
#   qemu.conf allows (max_core) lets it. Absent, dump_guest_core in qemu.conf decides, which upstream leaves off.
#   Acceptable while a fault is looked for.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#memory-allocation
#     description: The memory element
# custom:
#   severity: low
#   subject: libvirt/domain
#   wall: storage
#   dimension: security
#   remediation: Remove dumpCore from the memory element.
#   frameworks:
#     bsi-sys-1.5: [A3, A28]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-4, sc-28]
package bulkhead.libvirt.memory_in_core_dumps

deny contains {
	"path": ["domain", "memory", "dumpCore"],
	"message": "has its memory written into core dumps of its process",
	"expected": "off",
} if {
	input.domain.memory.dumpCore == "on"
}
