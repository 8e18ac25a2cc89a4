# METADATA
# title: Containers must have a network of their own
# description: >-
#   An LXC container without an interface, a network device of its own or privnet stays in the host's network
#   namespace: it sees and configures the host's interfaces and reaches every service on the loopback and on
#   abstract sockets. An element of LXC's namespace can also join it to another container's or process's network,
#   IPC or host name. Acceptable for containers that are parts of one service.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvlxc.html
#     description: The LXC driver and its security
# custom:
#   severity: high
#   subject: libvirt/domain
#   wall: network
#   dimension: isolation
#   remediation: Add privnet to the features, or an interface, and remove sharenet, shareipc and shareuts.
#   frameworks:
#     bsi-sys-1.5: [A4, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-7, sc-39]
package bulkhead.libvirt.lxc_host_network

deny contains {
	"path": ["domain", "features", "privnet"],
	"message": "is in the host's network namespace",
} if {
	_lxc
	not _own_network
	not input.domain["lxc:namespace"]["lxc:sharenet"]
}

deny contains {
	"path": ["domain", "lxc:namespace", name],
	"message": sprintf("shares the %s of another container or process", [what]),
	"severity": "medium",
} if {
	_lxc
	some name, what in {"lxc:shareipc": "IPC", "lxc:sharenet": "network", "lxc:shareuts": "host name"}
	input.domain["lxc:namespace"][name]
}

notapplicable if not _lxc

_lxc if input.domain.type == "lxc"

_own_network if input.domain.features.privnet

_own_network if input.facts.interfaces > 0

_own_network if {
	some hostdev in input.domain.devices.hostdev
	hostdev.mode == "capabilities"
	hostdev.type == "net"
}
