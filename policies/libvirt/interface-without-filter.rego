# METADATA
# title: Interfaces on shared networks need a filter or an isolated port
# description: >-
#   On a bridge with others, a guest can take their MAC and IP addresses and answer ARP for them, unless libvirt filters its
#   interface (filterref, best clean-traffic) or its port is isolated from other guests'. Filters and isolation act only on
#   Linux bridges: macvtap, Open vSwitch and passed-through functions go past them. Acceptable for guests that trust each
#   other, and where the switch itself filters.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatnwfilter.html
#     description: Network filters
#   - ref: https://libvirt.org/formatdomain.html#isolating-guests-network-traffic-from-each-other
#     description: Isolated ports
# custom:
#   severity: medium
#   subject: libvirt/interface
#   wall: network
#   dimension: isolation
#   remediation: >-
#     Add filterref clean-traffic with the guest's address, or port isolated='yes', on a network that is a Linux
#     bridge.
#   fix: [{path: [interface, filterref, filter], set: clean-traffic}]
#   frameworks:
#     bsi-sys-1.5: [A4, A15]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-4, sc-7]
package bulkhead.libvirt.interface_without_filter

import data.bulkhead.lib.libvirt.subject
import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["interface", "filterref"],
	"message": "has neither a filter nor an isolated port on a network that it shares",
	"expected": {"filter": "clean-traffic"},
} if {
	_shares_network
	not _goes_past
	not _filter
	not _isolated
	not _isolation_unknown
	count(_gaps) == 0
}

deny contains {
	"path": ["interface", "filterref"],
	"message": "shares a network on which neither libvirt's filters nor isolated ports have any effect",
} if {
	_shares_network
	_goes_past
}

unknown contains {"path": ["network"], "message": input.network.why, "reason": input.network.unknown} if {
	_shares_network
	not _goes_past
	_isolation_unknown
	not _filter
}

unknown contains {
	"path": ["network"],
	"message": concat(": ", ["has a filter, and the network decides whether it has any effect", input.network.why]),
	"reason": input.network.unknown,
} if {
	_shares_network
	not _goes_past
	_filter
	not _own_isolation == "yes"
	not input.interface.source.bridge # a running guest's tap device
}

unknown contains gap if some gap in (subject.gaps | _gaps)

unknown contains {
	"path": ["interface", "type"],
	"message": "is connected outside of libvirt, which does not know with whom",
	"reason": "not-in-input",
} if {
	_connected_elsewhere
	count(_gaps) == 0
}

notapplicable if not input.interface.type in ({"bridge", "ethernet", "network", "vhostuser"} | _past_bridges)

_shares_network if input.interface.type in ({"bridge", "network"} | _past_bridges)

_past_bridges := {"direct", "hostdev", "vdpa"}

_connected_elsewhere if {
	input.interface.type == "ethernet"
	not _filter
}

_connected_elsewhere if input.interface.type == "vhostuser"

_gaps contains unknown_value.verdict(["interface", "filterref"], input.interface.filterref)

_gaps contains unknown_value.verdict(["interface", "port"], input.interface.port)

_gaps contains unknown_value.verdict(["interface", "source"], input.interface.source)

_gaps contains unknown_value.verdict(["interface", "virtualport"], input.interface.virtualport)

_gaps contains unknown_value.verdict(["network", "bridge"], input.network.bridge)

_gaps contains unknown_value.verdict(["network", "forward"], input.network.forward)

_gaps contains unknown_value.verdict(["network", "port"], input.network.port)

_gaps contains unknown_value.verdict(["network", "virtualport"], input.network.virtualport)

_filter if input.interface.filterref.filter != ""

_own_isolation := input.interface.port.isolated

_isolated if _own_isolation == "yes"

_isolated if {
	not _own_isolation
	input.network.port.isolated == "yes"
}

_isolation_unknown if {
	not _own_isolation
	input.network.unknown
}

_goes_past if input.interface.type in _past_bridges

_goes_past if input.interface.virtualport.type in _other_switches

_goes_past if input.network.virtualport.type in _other_switches

_goes_past if {
	some group in input.network.portgroup
	group.virtualport.type in _other_switches
	group.name == input.interface.source.portgroup
}

_goes_past if {
	not input.interface.source.portgroup
	some group in input.network.portgroup
	group["default"] == "yes"
	group.virtualport.type in _other_switches
}

_goes_past if input.network.forward.mode in {"hostdev", "passthrough", "private", "vepa"}

_goes_past if {
	input.network.forward.mode == "bridge"
	not input.network.bridge.name
}

_other_switches := {"802.1Qbg", "802.1Qbh", "midonet", "openvswitch"}
