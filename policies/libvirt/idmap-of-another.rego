# METADATA
# title: Containers must not be the same users of the host
# description: >-
#   By idmap a container's users are users of the host's. Where two containers' ranges overlap, one that breaks out
#   of the first is the owner of the second's files and processes. Acceptable between containers of one owner.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvlxc.html
#     description: The LXC driver and its security
# custom:
#   severity: high
#   subject: libvirt/sharing
#   wall: privilege
#   dimension: isolation
#   remediation: Give each container a range of host users that no other has.
#   frameworks:
#     bsi-sys-1.5: [A15, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-39]
package bulkhead.libvirt.idmap_of_another

deny contains {
	"path": ["sharing", "name"],
	"message": sprintf("is the same users of the host as another container: %s", [concat(", ", input.sharing.others)]),
} if {
	input.sharing.of == "users"
	input.sharing.count > 0
}

notapplicable if not input.sharing.of == "users"
