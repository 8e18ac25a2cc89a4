# METADATA
# title: Guests must not share a security label
# description: >-
#   By its label SELinux or AppArmor tells one guest's process and images from another's. Two guests with one label
#   may open each other's images, memory and sockets once they break out of QEMU, as if there were no sVirt. libvirt
#   gives each a label of its own unless a seclabel of type static sets one. Acceptable between guests that trust
#   each other.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#security-label
#     description: Security labels
# custom:
#   severity: high
#   subject: libvirt/sharing
#   wall: privilege
#   dimension: isolation
#   remediation: Remove the static seclabel, or give each guest its own categories or profile.
#   frameworks:
#     bsi-sys-1.5: [A15, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-3, sc-39]
package bulkhead.libvirt.label_shared

deny contains {
	"path": ["sharing", "name"],
	"message": sprintf("has the security label of another guest: %s", [concat(", ", input.sharing.others)]),
} if {
	input.sharing.of == "label"
	input.sharing.count > 0
}

notapplicable if not input.sharing.of == "label"
