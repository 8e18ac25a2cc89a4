# METADATA
# title: The daemons' administration must be root's alone
# description: >-
#   The admin socket changes the daemon's logs and limits and closes its clients' connections. It is root's alone by
#   default; a mode that lets in more users gives them the means to hide what they do and to stop the management.
#   Never acceptable.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/daemons.html
#     description: libvirt's daemons and their sockets
# custom:
#   severity: high
#   subject: libvirt/daemon
#   wall: management
#   dimension: security
#   remediation: Remove unix_sock_admin_perms, and SocketMode from drop-ins of the admin sockets.
#   frameworks:
#     bsi-sys-1.5: [A5, A12]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-3, ac-6]
package bulkhead.libvirt.admin_socket_open

import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["machine", "libvirt", "sockets", path],
	"message": "lets users other than root administer the daemon",
	"expected": "0600",
} if {
	some path, mode in input.machine.libvirt.sockets
	endswith(path, "-admin-sock")
	regex.match(`^[0-7]([0-7][1-7]|[1-7][0-7])$`, substring(mode, 1, 3))
}

deny contains {
	"path": ["machine", "libvirt", "units", unit, "mode"],
	"message": "lets users other than root administer the daemon",
	"expected": "0600",
} if {
	some unit, socket in input.machine.libvirt.units
	endswith(unit, "-admin.socket")
	socket.enabled == true
	regex.match(`^[0-7]([0-7][1-7]|[1-7][0-7])$`, substring(socket.mode, 1, 3))
}

unknown contains {"path": ["machine"], "message": input.machine.why, "reason": input.machine.unknown}

unknown contains unknown_value.verdict(["machine", "libvirt"], input.machine.libvirt)

unknown contains unknown_value.verdict(["machine", "libvirt", "units"], input.machine.libvirt.units)

unknown contains unknown_value.verdict(["machine", "libvirt", "units", unit], socket) if {
	some unit, socket in input.machine.libvirt.units
	endswith(unit, "-admin.socket")
}

# Where the root is of no running machine, the units tell what the sockets will be.
unknown contains unknown_value.verdict(["machine", "libvirt", "sockets"], input.machine.libvirt.sockets) if {
	input.machine.libvirt.sockets.unknown == "unread"
}

unknown contains unknown_value.verdict(["machine", "libvirt", "sockets", path], mode) if {
	some path, mode in input.machine.libvirt.sockets
	endswith(path, "-admin-sock")
}
