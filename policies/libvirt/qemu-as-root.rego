# METADATA
# title: Guests' processes must not run as root
# description: >-
#   user in qemu.conf is whom QEMU runs as, for every guest without a dac label of its own. As root, a guest that
#   breaks out has all capabilities of the host's. Absent, the distribution's own user counts, which capabilities
#   name. group root opens the files of that group. Never acceptable for guests that are not the host's own.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html
#     description: The QEMU driver
# custom:
#   severity: critical
#   subject: libvirt/daemon
#   wall: privilege
#   dimension: isolation
#   remediation: Remove user and group from qemu.conf, or name a user without other rights.
#   frameworks:
#     bsi-sys-1.5: [A16, A23]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-39]
package bulkhead.libvirt.qemu_as_root

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "user"],
	"message": "runs guests' processes as root",
} if {
	_root(input.machine.libvirt["qemu.conf"].user)
}

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "group"],
	"message": "runs guests' processes in root's group",
	"severity": "high",
} if {
	_root(input.machine.libvirt["qemu.conf"].group)
}

# A number, with a plus sign or without. libvirt takes no other spellings of it.
_root(name) if regex.match(`^(root|\+?0+)$`, name)
