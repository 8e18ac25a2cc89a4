# METADATA
# title: Members of a group must not be root by libvirt
# description: >-
#   A polkit rule that answers yes to org.libvirt.unix.manage lets users define guests with the host's disks, and so
#   be root, without being asked for a password; Debian's own rule does so for the group libvirt. The group's
#   members count, and are administrators in all but name. Acceptable for accounts that may become root anyway.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/auth.html
#     description: Authentication of libvirt's clients
#   - ref: https://libvirt.org/aclpolkit.html
#     description: Access control by polkit
# custom:
#   severity: medium
#   subject: libvirt/daemon
#   wall: privilege
#   dimension: security
#   remediation: Remove users from the group, or the rule; polkit then asks for an administrator's password.
#   frameworks:
#     bsi-sys-1.5: [A12]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-2, ac-6]
package bulkhead.libvirt.api_open_to_group

deny contains {
	"path": ["machine", "libvirt", "polkit", i, "file"],
	"message": sprintf("lets the %d members of the group %s be root without a password", [count(members), group]),
} if {
	some i, rule in input.machine.libvirt.polkit
	some group in rule.groups
	members := input.machine.libvirt.groups[group]
	count(members) > 0
}

deny contains {
	"path": ["machine", "libvirt", "polkit", i, "file"],
	"message": "lets users manage libvirt without a password, by something else than their group",
	"severity": "high",
} if {
	some i, rule in input.machine.libvirt.polkit
	count(rule.groups) == 0
}
