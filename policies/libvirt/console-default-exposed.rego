# METADATA
# title: Consoles must not be on the network by default
# description: >-
#   vnc_listen and spice_listen in qemu.conf are where the console of every guest listens that names no address.
#   Beyond the loopback, each new guest is on the network before anyone gave its console a password. Absent, it is
#   127.0.0.1. vnc_auto_unix_socket and its like take a socket instead. Acceptable on a network of its own for
#   consoles, with TLS.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html
#     description: The QEMU driver
# custom:
#   severity: medium
#   subject: libvirt/daemon
#   wall: network
#   dimension: security
#   remediation: Remove the setting, and reach consoles by SSH or libvirt itself.
#   frameworks:
#     bsi-sys-1.5: [A11, A25]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-17, sc-7]
package bulkhead.libvirt.console_default_exposed

import data.bulkhead.lib.libvirt.address

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", setting],
	"message": "puts the console of every guest that names no address on the network",
	"expected": "127.0.0.1",
} if {
	some setting, sockets in {
		"rdp_listen": "rdp_auto_unix_socket",
		"spice_listen": "spice_auto_unix_socket",
		"vnc_listen": "vnc_auto_unix_socket",
	}
	listen := input.machine.libvirt["qemu.conf"][setting]
	listen != ""
	not address.is_loopback(listen)
	not input.machine.libvirt["qemu.conf"][sockets] == "1"
}
