# METADATA
# title: SPICE beyond the loopback must use TLS
# description: >-
#   SPICE carries a guest's screen, keyboard, clipboard and USB devices. Where it listens beyond the loopback and some channel
#   may go without TLS, the network reads and changes them. The default mode, any, lets the client choose; only defaultMode
#   secure, or mode secure for every channel, demands TLS. Acceptable on a network of its own for consoles.
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
#     Set defaultMode='secure' with no insecure channel and spice_tls = 1 in qemu.conf, or listen on 127.0.0.1 or a
#     socket.
#   frameworks:
#     bsi-sys-1.5: [A4, A25]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-17, sc-8]
package bulkhead.libvirt.spice_without_tls

import data.bulkhead.lib.libvirt.address
import data.bulkhead.lib.libvirt.domain
import data.bulkhead.lib.libvirt.graphics
import data.bulkhead.lib.libvirt.qemu_conf
import data.bulkhead.lib.libvirt.subject

deny contains {"path": path, "message": "lets SPICE go over the network without TLS"} if {
	_clear_text
	some path in _exposing
}

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "spice_listen"],
	"message": "lets SPICE go over the network without TLS, on the address that qemu.conf gives all guests",
} if {
	_clear_text
	_left_to_qemu_conf
	not input.machine.libvirt["qemu.conf"].spice_auto_unix_socket == "1"
	input.machine.libvirt["qemu.conf"].spice_listen != ""
	not address.is_loopback(input.machine.libvirt["qemu.conf"].spice_listen)
}

unknown contains qemu_conf.unknown("gives no address, so spice_listen in qemu.conf decides") if {
	_clear_text
	_left_to_qemu_conf
}

unknown contains gap if some gap in subject.gaps

notapplicable if not input.graphics.type == "spice"

_exposing contains given.path if {
	some given in graphics.addresses
	not address.is_loopback(given.address)
}

_exposing contains path if some path in graphics.on_network

_left_to_qemu_conf if {
	domain.runs_in_qemu
	graphics.left_to_qemu_conf
}

_clear_text if {
	input.graphics.type == "spice"
	_has_port
	not _all_secure
}

# SPICE listens only where it has a port, given or chosen by libvirt; tlsPort alone takes no clear text.
_has_port if input.graphics.autoport == "yes"

_has_port if input.facts.port

_all_secure if {
	input.graphics.defaultMode == "secure"
	not _has_insecure_channel
}

_all_secure if {
	secure := {channel.name | some channel in input.graphics.channel; channel.mode == "secure"}
	count(_channels - secure) == 0
}

_has_insecure_channel if {
	some channel in input.graphics.channel
	channel.mode == "insecure"
}

_channels := {"cursor", "display", "inputs", "main", "playback", "record", "smartcard", "usbredir"}
