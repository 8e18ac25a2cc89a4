# METADATA
# title: Consoles and channels must not cross the network in clear
# description: >-
#   A serial console, channel or redirected device over TCP or UDP asks for no login: whoever connects, or listens on the
#   way, has the guest's console or feeds its device. TCP with TLS is encrypted and, by default, checks certificates; UDP can
#   be neither. Without a tls attribute, chardev_tls in qemu.conf decides, which upstream leaves off. Use a pty or a UNIX socket.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#consoles-serial-parallel-channel-devices
#     description: Character devices
# custom:
#   severity: high
#   subject: libvirt/chardev
#   wall: network
#   dimension: security
#   remediation: Use type pty or unix, or tcp with tls='yes' and certificates for QEMU.
#   frameworks:
#     bsi-sys-1.5: [A4, A25]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-17, sc-8]
package bulkhead.libvirt.console_on_network

import data.bulkhead.lib.libvirt.address
import data.bulkhead.lib.libvirt.qemu_conf
import data.bulkhead.lib.libvirt.subject
import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": array.concat(_sources_path, [i, "host"]),
	"message": "goes over the network by UDP, which can be neither encrypted nor checked",
} if {
	_type == "udp"
	some i, source in _sources
	_udp_reaches_out(source)
}

deny contains {
	"path": array.concat(_sources_path, [i, "tls"]),
	"message": "goes over the network by TCP without TLS",
	"expected": "yes",
} if {
	some i in _clear_text
	not _undecided(_sources[i])
}

deny contains {
	"path": array.concat(_sources_path, [i, "tls"]),
	"message": concat("", [
		"goes over the network by TCP and asks for no TLS; ",
		"the host's qemu.conf is not in the input, and upstream's default for chardev_tls is off",
	]),
	"expected": "yes",
} if {
	qemu_conf.gap.reason == "not-in-input"
	some i in _clear_text
	_undecided(_sources[i])
}

unknown contains qemu_conf.unknown("goes over the network by TCP, and chardev_tls in qemu.conf decides on TLS") if {
	qemu_conf.gap.reason == "unread"
	some i in _clear_text
	_undecided(_sources[i])
}

unknown contains gap if some gap in subject.gaps

unknown contains unknown_value.verdict(["chardev", "backend"], input.chardev.backend)

unknown contains unknown_value.verdict(["chardev", "target"], input.chardev.target) if {
	input.facts.element == "console"
	count(input.domain.devices.serial) > 0
}

notapplicable if _mirrors_serial

# The first console is the first serial port under another name, where there is one.
_mirrors_serial if {
	input.facts.element == "console"
	_serial_target
	count(input.domain.devices.serial) > 0
}

_serial_target if {
	not input.chardev.target.type
	not unknown_value.is_unknown(input.chardev.target)
}

_serial_target if input.chardev.target.type == "serial"

_type := input.chardev.type if not _mirrors_serial

_type := input.chardev.backend.type if input.facts.element == "rng"

_sources := input.chardev.backend.source if {
	input.facts.element == "rng"
} else := input.chardev.source

default _sources_path := ["chardev", "source"]

_sources_path := ["chardev", "backend", "source"] if input.facts.element == "rng"

# TCP sources that may go without TLS, by place.
_clear_text contains i if {
	_type == "tcp"
	some i, source in _sources
	not _local(source)
	not _encrypted(source)
}

_local(source) if address.is_loopback(source.host)

_encrypted(source) if source.tls == "yes"

_encrypted(source) if {
	not source.tls
	input.machine.libvirt["qemu.conf"].chardev_tls == "1"
}

# VMware has TLS as the protocol instead.
_encrypted(_) if {
	input.domain.type == "vmware"
	input.chardev.protocol.type in {"telnets", "tls"}
}

_undecided(source) if {
	not source.tls
	qemu_conf.gap
}

# QEMU connects its UDP socket, so only the other end can send to it, wherever it is bound. No host is the loopback.
_udp_reaches_out(source) if {
	object.get(source, "mode", "connect") == "connect"
	source.host != ""
	not _local(source)
}
