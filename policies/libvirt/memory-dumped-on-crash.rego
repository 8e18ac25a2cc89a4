# METADATA
# title: Guests' memory must not be dumped when they crash
# description: >-
#   on_crash coredump-destroy or coredump-restart, and a watchdog whose action is dump, write all of the guest's
#   memory to a file of the host's: keys and passwords in clear, as often as the guest cares to crash, until the
#   disk is full. Absent, a crashed guest is destroyed and a watchdog resets it. Acceptable while a fault is looked
#   for.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#events-configuration
#     description: Events
# custom:
#   severity: medium
#   subject: libvirt/domain
#   wall: storage
#   dimension: security
#   remediation: Set on_crash to destroy or restart, and the watchdog's action to reset.
#   frameworks:
#     bsi-sys-1.5: [A3, A28]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-4, sc-28]
package bulkhead.libvirt.memory_dumped_on_crash

deny contains {
	"path": ["domain", "on_crash"],
	"message": "has its memory written to a file of the host's when it crashes",
	"expected": "destroy",
} if {
	startswith(input.domain.on_crash, "coredump-")
}

deny contains {
	"path": ["domain", "devices", "watchdog", i, "action"],
	"message": "has its memory written to a file of the host's when its watchdog runs out",
	"expected": "reset",
} if {
	some i, watchdog in input.domain.devices.watchdog
	watchdog.action == "dump"
}
