# METADATA
# title: VNC must not listen on every interface
# description: >-
#   A guest's VNC server shows its screen and takes its keyboard: the login, the boot menu, the firmware. On 0.0.0.0 or :: it
#   is offered to every network of the host, by default without a password or encryption. Where the XML gives no address,
#   vnc_listen in qemu.conf does, by default 127.0.0.1. Put VNC on the loopback or a socket and reach it through SSH.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#graphical-framebuffers
#     description: The graphics element
# custom:
#   severity: high
#   subject: libvirt/graphics
#   wall: network
#   dimension: security
#   remediation: >-
#     Set the listen address to 127.0.0.1, or listen on a socket, in the graphics element and in vnc_listen of
#     qemu.conf.
#   fix: [{expected: true}]
#   frameworks:
#     bsi-sys-1.5: [A4, A25]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-17, sc-7]
package bulkhead.libvirt.vnc_listens_everywhere

import data.bulkhead.lib.libvirt.address
import data.bulkhead.lib.libvirt.domain
import data.bulkhead.lib.libvirt.graphics
import data.bulkhead.lib.libvirt.qemu_conf
import data.bulkhead.lib.libvirt.subject

deny contains {
	"path": given.path,
	"message": "offers its screen over VNC on every interface",
	"expected": "127.0.0.1",
} if {
	input.graphics.type == "vnc"
	some given in graphics.addresses
	address.is_wildcard(given.address)
}

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "vnc_listen"],
	"message": "offers its screen over VNC on every interface, as qemu.conf says for all guests",
	"expected": "127.0.0.1",
} if {
	_left_to_qemu_conf
	not input.machine.libvirt["qemu.conf"].vnc_auto_unix_socket == "1"
	address.is_wildcard(input.machine.libvirt["qemu.conf"].vnc_listen)
}

unknown contains qemu_conf.unknown("gives no address, so vnc_listen in qemu.conf decides") if _left_to_qemu_conf

unknown contains gap if some gap in subject.gaps

notapplicable if not input.graphics.type == "vnc"

_left_to_qemu_conf if {
	input.graphics.type == "vnc"
	domain.runs_in_qemu
	graphics.left_to_qemu_conf
}
