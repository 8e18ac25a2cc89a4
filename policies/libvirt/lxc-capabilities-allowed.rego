# METADATA
# title: Containers must not keep all capabilities
# description: >-
#   By default libvirt's LXC driver takes from a container the capabilities to load modules, make device nodes, set
#   the clock and change audit and security modules. Policy allow keeps them all, and a single state='on' gives one
#   back. With user namespaces they count inside the container only; without, they are the host's. Acceptable for
#   containers that are the host's own.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvlxc.html
#     description: The LXC driver and its security
# custom:
#   severity: high
#   subject: libvirt/domain
#   wall: privilege
#   dimension: isolation
#   remediation: >-
#     Set the capabilities' policy to deny and list the few that the container needs, or leave the element out.
#   frameworks:
#     bsi-sys-1.5: [A16, A23]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-39]
package bulkhead.libvirt.lxc_capabilities_allowed

deny contains {
	"path": ["domain", "features", "capabilities", "policy"],
	"message": "keeps all capabilities",
	"expected": "deny",
} if {
	_lxc
	input.domain.features.capabilities.policy == "allow"
}

deny contains {
	"path": ["domain", "features", "capabilities", name, "state"],
	"message": sprintf("has the capability %s, which containers of libvirt's lack", [name]),
	"expected": "off",
} if {
	_lxc
	not input.domain.features.capabilities.policy == "allow"
	some name in ["audit_control", "mac_admin", "mknod", "sys_module", "sys_time"]
	input.domain.features.capabilities[name].state == "on"
}

notapplicable if not _lxc

_lxc if input.domain.type == "lxc"
