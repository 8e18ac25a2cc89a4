# METADATA
# title: The QEMU driver must use a security module
# description: >-
#   security_driver = "none" in qemu.conf switches SELinux or AppArmor off for all guests, whatever the host
#   enforces: one that breaks out of QEMU reads and writes every other's images. Absent, libvirt takes the module
#   that the host has. Never acceptable on a host of guests that do not trust each other.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html
#     description: The QEMU driver
# custom:
#   severity: critical
#   subject: libvirt/daemon
#   wall: privilege
#   dimension: isolation
#   remediation: Remove security_driver from qemu.conf, then restart the daemon and the guests.
#   frameworks:
#     bsi-sys-1.5: [A16, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-3, sc-39]
package bulkhead.libvirt.security_driver_off

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "security_driver"],
	"message": "confines no guest by SELinux or AppArmor",
} if {
	_off
}

_off if input.machine.libvirt["qemu.conf"].security_driver == "none"

_off if "none" in input.machine.libvirt["qemu.conf"].security_driver
