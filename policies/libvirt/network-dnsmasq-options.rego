# METADATA
# title: Networks must not give dnsmasq options of their own
# description: >-
#   Options in dnsmasq's namespace go to the daemon past all checks of libvirt's. Some run programs as root at each
#   lease (dhcp-script, dhcp-luascript), take in further files (conf-file, conf-dir) or hand files of the host to
#   guests (tftp-root, enable-tftp). Acceptable where the
#   option is known to be harmless.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatnetwork.html#network-namespaces
#     description: Options for dnsmasq
# custom:
#   severity: low
#   subject: libvirt/network
#   wall: management
#   dimension: security
#   remediation: Say the same with elements of the network document (dns, dhcp, tftp), and remove the options.
#   frameworks:
#     bsi-sys-1.5: [A4, A12]
#     nist-800-125a: [general]
#     nist-800-53r5: [cm-6, cm-7]
package bulkhead.libvirt.network_dnsmasq_options

deny contains {
	"path": ["network", "dnsmasq:options", "dnsmasq:option", i, "value"],
	"message": "gives its dnsmasq an option past libvirt",
} if {
	some i, option in _options
	not object.get(option.value, "name", "") in _dangerous
}

deny contains {
	"path": ["network", "dnsmasq:options", "dnsmasq:option", i, "value"],
	"message": sprintf("gives its dnsmasq the option %s, which runs programs or opens files of the host", [option.value.name]),
	"severity": "high",
} if {
	some i, option in _options
	option.value.name in _dangerous
}

_options[i] := option if some i, option in input.network["dnsmasq:options"]["dnsmasq:option"]

# Values are literals, of which the collector keeps these names.
_dangerous := {
	"conf-dir",
	"conf-file",
	"conf-script",
	"dhcp-luascript",
	"dhcp-script",
	"dhcp-scriptuser",
	"enable-tftp",
	"group",
	"script-arp",
	"servers-file",
	"tftp-root",
	"user",
}
