# METADATA
# title: Users of libvirt's API must have no more rights than they need
# description: >-
#   Whoever the daemon lets in may do everything, and defining a guest with a disk of the host's is as good as being
#   root. access_drivers = [ "polkit" ] asks for each object and call; absent, nothing is asked. Acceptable where
#   only the host's administrators are let in.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/acl.html
#     description: Access control
# custom:
#   severity: low
#   subject: libvirt/daemon
#   wall: identity
#   dimension: security
#   remediation: Set access_drivers = [ "polkit" ], and write rules for who may do what.
#   frameworks:
#     bsi-sys-1.5: [A12]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-3, ac-6]
package bulkhead.libvirt.api_rights_undivided

import data.bulkhead.lib.libvirt.daemon

deny contains {
	"path": ["machine", "libvirt", file, "access_drivers"],
	"message": "lets everyone who may use it at all do everything",
	"expected": ["polkit"],
} if {
	some file, settings in daemon.configurations
	not "polkit" in object.get(settings, "access_drivers", [])
}
