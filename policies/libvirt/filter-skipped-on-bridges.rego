# METADATA
# title: Network filters must not be skipped on bridges
# description: >-
#   libvirt gives rules for tcp, udp, icmp, all and the like to the kernel's IP filter. It sees frames on a
#   bridge only with bridge-nf-call-iptables and bridge-nf-call-ip6tables; with 0 these rules are skipped, and
#   libvirt only writes a warning to its log. Rules for mac, ip, arp and the like, as clean-traffic has, hold
#   all the same. Acceptable where no guest is on a bridge.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatnwfilter.html
#     description: Network filters
# custom:
#   severity: high
#   subject: libvirt/filter
#   wall: network
#   dimension: isolation
#   remediation: >-
#     Set net.bridge.bridge-nf-call-iptables and net.bridge.bridge-nf-call-ip6tables to 1, or write the filter
#     with rules for mac and ip alone.
#   frameworks:
#     bsi-sys-1.5: [A4, A15]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-4, sc-7]
package bulkhead.libvirt.filter_skipped_on_bridges

import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["filter"],
	"message": "has rules for IPv4, which the host skips on bridges",
} if {
	_needs_v4
	_v4 == "0"
}

deny contains {
	"path": ["filter"],
	"message": "has rules for IPv6, which the host skips on bridges",
} if {
	_needs_v6
	_v6 == "0"
}

unknown contains {"path": ["filter"], "message": input.filter.why, "reason": input.filter.unknown}

unknown contains unknown_value.verdict(["facts", "ipRules", "v4"], input.facts.ipRules.v4) if input.facts.applied == true

unknown contains unknown_value.verdict(["facts", "ipRules", "v6"], input.facts.ipRules.v6) if input.facts.applied == true

unknown contains {"path": ["machine"], "message": input.machine.why, "reason": input.machine.unknown} if _needs

unknown contains {
	"path": ["machine", "kernel"],
	"message": input.machine.kernel.why,
	"reason": input.machine.kernel.unknown,
} if {
	_needs
}

unknown contains {
	"path": ["machine", "kernel", "sysctl"],
	"message": input.machine.kernel.sysctl.why,
	"reason": input.machine.kernel.sysctl.unknown,
} if {
	_needs
}

unknown contains unknown_value.verdict(
	["machine", "kernel", "sysctl", "net.bridge.bridge-nf-call-iptables"],
	_v4,
) if {
	_needs_v4
}

unknown contains unknown_value.verdict(
	["machine", "kernel", "sysctl", "net.bridge.bridge-nf-call-ip6tables"],
	_v6,
) if {
	_needs_v6
}

# The kernel's module has the settings; it is loaded with the first such rule.
unknown contains {
	"path": ["machine", "kernel", "sysctl", setting],
	"message": "the module for filters on bridges is not loaded, so what it will do is not known",
	"reason": "not-in-input",
} if {
	not input.machine.unknown
	not input.machine.kernel.unknown
	not input.machine.kernel.sysctl.unknown
	some setting in _missing
}

notapplicable if {
	not input.filter.unknown
	not _needs
	not _needs_unknown
}

_v4 := input.machine.kernel.sysctl["net.bridge.bridge-nf-call-iptables"]

_v6 := input.machine.kernel.sysctl["net.bridge.bridge-nf-call-ip6tables"]

_missing contains "net.bridge.bridge-nf-call-iptables" if {
	_needs_v4
	not _v4
}

_missing contains "net.bridge.bridge-nf-call-ip6tables" if {
	_needs_v6
	not _v6
}

_needs if _needs_v4

_needs if _needs_v6

_needs_unknown if {
	input.facts.applied == true
	some family in ["v4", "v6"]
	input.facts.ipRules[family].unknown
}

_needs_v4 if {
	input.facts.applied == true
	input.facts.ipRules.v4 == true
}

_needs_v6 if {
	input.facts.applied == true
	input.facts.ipRules.v6 == true
}
