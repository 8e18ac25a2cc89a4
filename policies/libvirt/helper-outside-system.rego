# METADATA
# title: libvirt's helpers must be the system's own
# description: >-
#   libvirt starts the programs that qemu.conf names for bridges, reservations, slirp, D-Bus and RDP, some as root.
#   One outside the system's directories is no package's, and whoever may write it is root on the host. Absent, the
#   paths of the build count. Acceptable while a newer one is tried.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html
#     description: The QEMU driver
# custom:
#   severity: high
#   subject: libvirt/daemon
#   wall: management
#   dimension: security
#   remediation: Remove the setting from qemu.conf, or install the helper as a package.
#   frameworks:
#     bsi-sys-1.5: [A12, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [cm-5, cm-7.5]
package bulkhead.libvirt.helper_outside_system

import data.bulkhead.lib.path as paths

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", setting],
	"message": "starts a helper from outside the system's own directories",
} if {
	some setting in ["bridge_helper", "dbus_daemon", "pr_helper", "qemu_rdp", "slirp_helper"]
	program := paths.clean(input.machine.libvirt["qemu.conf"][setting])
	not _system(program)
}

_system(program) if {
	some place in ["/usr/bin", "/usr/sbin", "/usr/lib", "/usr/lib64", "/usr/libexec", "/gnu/store", "/nix/store"]
	paths.within(program, place)
}
