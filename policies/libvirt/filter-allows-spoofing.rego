# METADATA
# title: Network filters must hold guests to their own addresses
# description: >-
#   A filter that lets a guest send with another MAC or IP address, or answer ARP for one, leaves it the attacks on
#   its neighbours that filters are for. clean-traffic binds all three to the guest's own. Asked of filters that an
#   interface names itself: parts of others do one thing each. Acceptable for routers and firewalls that run as
#   guests.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatnwfilter.html
#     description: Network filters
# custom:
#   severity: medium
#   subject: libvirt/filter
#   wall: network
#   dimension: isolation
#   remediation: >-
#     Refer to no-mac-spoofing, no-ip-spoofing and no-arp-spoofing in the filter, or use clean-traffic.
#   frameworks:
#     bsi-sys-1.5: [A4, A15]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-4, sc-7]
package bulkhead.libvirt.filter_allows_spoofing

import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["filter"],
	"message": "lets guests send with another MAC address than their own",
	"expected": {"filterref": "no-mac-spoofing"},
} if {
	input.facts.applied == true
	input.facts.binds.mac == false
}

deny contains {
	"path": ["filter"],
	"message": "lets guests send with another IP address than their own",
	"expected": {"filterref": "no-ip-spoofing"},
} if {
	input.facts.applied == true
	input.facts.binds.ip == false
}

deny contains {
	"path": ["filter"],
	"message": "lets guests claim another IP address than their own by ARP",
	"expected": {"filterref": "no-arp-spoofing"},
} if {
	input.facts.applied == true
	input.facts.binds.arp == false
}

unknown contains {"path": ["filter"], "message": input.filter.why, "reason": input.filter.unknown}

unknown contains unknown_value.verdict(["facts", "binds", "mac"], input.facts.binds.mac) if input.facts.applied == true

unknown contains unknown_value.verdict(["facts", "binds", "ip"], input.facts.binds.ip) if input.facts.applied == true

unknown contains unknown_value.verdict(["facts", "binds", "arp"], input.facts.binds.arp) if input.facts.applied == true

notapplicable if {
	input.facts.applied == false
	not input.filter.unknown
}
