# METADATA
# title: libvirt's API must not be offered over plain TCP
# description: >-
#   Whoever may use libvirt's API is root on the host. Over TCP without TLS, the network reads and changes what passes, even
#   where SASL checks users. libvirtd-tcp.socket or virtproxyd-tcp.socket open it; without systemd's sockets, listen_tcp
#   does, which libvirtd heeds only with --listen. Use SSH or TLS. A listener on the loopback is not meant.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/remote.html
#     description: Remote access
# custom:
#   severity: critical
#   subject: libvirt/daemon
#   wall: management
#   dimension: security
#   remediation: Disable the -tcp.socket unit, set listen_tcp = 0, and connect through SSH or TLS.
#   frameworks:
#     bsi-sys-1.5: [A5, A11]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-17, sc-8]
package bulkhead.libvirt.plaintext_api_listener

import data.bulkhead.lib.libvirt.daemon

deny contains {"path": listener.path, "message": "offers libvirt's API over TCP without TLS"} if {
	some listener in daemon.listeners
	listener.transport == "tcp"
}

unknown := daemon.unknown_units | daemon.unknown_listeners
