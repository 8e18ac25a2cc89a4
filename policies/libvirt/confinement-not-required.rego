# METADATA
# title: Guests must not be able to opt out of confinement
# description: >-
#   Unless security_require_confined is 1, whoever may define a guest may give it <seclabel type='none'/> and so
#   take it out of SELinux or AppArmor. Absent, it is 0, whatever the comment in the file shows. Acceptable where
#   only the host's administrators define guests.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html
#     description: The QEMU driver
# custom:
#   severity: low
#   subject: libvirt/daemon
#   wall: privilege
#   dimension: isolation
#   remediation: Set security_require_confined = 1 in qemu.conf.
#   frameworks:
#     bsi-sys-1.5: [A12, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-3, cm-6]
package bulkhead.libvirt.confinement_not_required

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "security_require_confined"],
	"message": "lets a guest ask to be unconfined",
	"expected": "1",
} if {
	not input.machine.libvirt["qemu.conf"].security_require_confined == "1"
}
