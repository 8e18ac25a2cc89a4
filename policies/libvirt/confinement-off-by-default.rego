# METADATA
# title: Guests must be confined unless they say otherwise
# description: >-
#   Every guest without a seclabel of its own runs unconfined where security_default_confined is 0: SELinux or
#   AppArmor then do not tell its process from any other. Absent, it is 1. Never acceptable on a host of guests that
#   do not trust each other.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html
#     description: The QEMU driver
# custom:
#   severity: high
#   subject: libvirt/daemon
#   wall: privilege
#   dimension: isolation
#   remediation: Remove security_default_confined from qemu.conf, then restart the daemon and the guests.
#   frameworks:
#     bsi-sys-1.5: [A16, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-3, sc-39]
package bulkhead.libvirt.confinement_off_by_default

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "security_default_confined"],
	"message": "runs guests unconfined that have no label of their own",
	"expected": "1",
} if {
	input.machine.libvirt["qemu.conf"].security_default_confined == "0"
}
