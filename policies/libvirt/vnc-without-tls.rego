# METADATA
# title: VNC beyond the loopback must use TLS
# description: >-
#   VNC sends the guest's screen and every key in clear, and its password protects nothing against who listens on
#   the way. TLS is a matter of the host: vnc_tls in qemu.conf, which upstream leaves off, for all guests alike.
#   Acceptable on a network of its own for consoles.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#graphical-framebuffers
#     description: The graphics element
# custom:
#   severity: high
#   subject: libvirt/graphics
#   wall: network
#   dimension: security
#   remediation: Set vnc_tls = 1 in qemu.conf, with certificates, or listen on 127.0.0.1 or a socket.
#   frameworks:
#     bsi-sys-1.5: [A4, A25]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-17, sc-8]
package bulkhead.libvirt.vnc_without_tls

import data.bulkhead.lib.libvirt.address
import data.bulkhead.lib.libvirt.domain
import data.bulkhead.lib.libvirt.graphics
import data.bulkhead.lib.libvirt.qemu_conf
import data.bulkhead.lib.libvirt.subject

deny contains {"path": path, "message": "lets VNC go over the network without TLS"} if {
	_in_clear
	some path in _exposing
}

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "vnc_listen"],
	"message": "lets VNC go over the network without TLS, on the address that qemu.conf gives all guests",
} if {
	_left_to_qemu_conf
	not _tls
	not input.machine.libvirt["qemu.conf"].vnc_auto_unix_socket == "1"
	input.machine.libvirt["qemu.conf"].vnc_listen != ""
	not address.is_loopback(input.machine.libvirt["qemu.conf"].vnc_listen)
}

unknown contains qemu_conf.unknown("goes over the network, and vnc_tls in qemu.conf decides on TLS") if count(_exposing) > 0

unknown contains qemu_conf.unknown("gives no address, so vnc_listen in qemu.conf decides") if _left_to_qemu_conf

unknown contains gap if some gap in subject.gaps

notapplicable if not input.graphics.type == "vnc"

_exposing contains given.path if {
	_by_qemu
	some given in graphics.addresses
	not address.is_loopback(given.address)
}

_exposing contains path if {
	_by_qemu
	some path in graphics.on_network
}

_left_to_qemu_conf if {
	_by_qemu
	graphics.left_to_qemu_conf
}

_by_qemu if {
	input.graphics.type == "vnc"
	domain.runs_in_qemu
}

_in_clear if {
	not qemu_conf.gap
	not _tls
}

_tls if input.machine.libvirt["qemu.conf"].vnc_tls == "1"
