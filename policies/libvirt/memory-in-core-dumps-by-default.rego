# METADATA
# title: Core dumps of QEMU must leave guests' memory out
# description: >-
#   With dump_guest_core = 1 a crash of QEMU writes all of its guest's memory to the host's disk, for every guest
#   that does not say dumpCore='off'. Absent, it is left out. Acceptable while a fault is looked for.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html
#     description: The QEMU driver
# custom:
#   severity: medium
#   subject: libvirt/daemon
#   wall: storage
#   dimension: security
#   remediation: Remove dump_guest_core from qemu.conf.
#   frameworks:
#     bsi-sys-1.5: [A3, A28]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-4, sc-28]
package bulkhead.libvirt.memory_in_core_dumps_by_default

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "dump_guest_core"],
	"message": "has guests' memory written into core dumps",
	"expected": "0",
} if {
	input.machine.libvirt["qemu.conf"].dump_guest_core == "1"
}
