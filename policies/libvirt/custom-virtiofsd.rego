# METADATA
# title: virtiofsd must be the system's own
# description: >-
#   libvirt starts the virtiofsd that the definition names, as root, and gives it the shared directory and all of
#   the guest's memory. A program outside the system's directories is not the package's, and whoever may write it is
#   root on the host. Acceptable while a newer one is tried.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#filesystems
#     description: The filesystem element
# custom:
#   severity: high
#   subject: libvirt/filesystem
#   wall: management
#   dimension: security
#   remediation: Remove the binary's path, so that libvirt finds the installed virtiofsd.
#   frameworks:
#     bsi-sys-1.5: [A12, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [cm-5, cm-7.5]
package bulkhead.libvirt.custom_virtiofsd

import data.bulkhead.lib.path as paths

deny contains {
	"path": ["filesystem", "binary", "path"],
	"message": "is served by a virtiofsd from outside the system's own directories",
} if {
	path := paths.clean(input.filesystem.binary.path)
	not _system(path)
}

_system(path) if {
	some place in ["/usr/bin", "/usr/lib", "/usr/lib64", "/usr/libexec"]
	paths.within(path, place)
}

# NixOS and Guix keep all programs there, read-only.
_system(path) if {
	some place in ["/gnu/store", "/nix/store", "/run/current-system/sw"]
	paths.within(path, place)
}
