# METADATA
# title: What a disk is laid over must not be written by another guest
# description: >-
#   An overlay holds only what changed; the rest is read from its base. A guest that writes the base as its own disk
#   changes what every guest above it reads, programs included, and breaks their file systems. Acceptable never
#   while both exist.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/kbase/backing_chains.html
#     description: Backing chains
# custom:
#   severity: high
#   subject: libvirt/sharing
#   wall: storage
#   dimension: isolation
#   remediation: Make the base read-only for all, and give each guest an overlay.
#   frameworks:
#     bsi-sys-1.5: [A15, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-4, si-7]
package bulkhead.libvirt.backing_file_of_another

deny contains {
	"path": ["sharing", "name"],
	"message": sprintf("is laid over a disk that another guest writes: %s", [concat(", ", input.sharing.others)]),
} if {
	input.sharing.of == "disk"
	input.sharing.access == "backs"
	input.sharing.writers > 0
}

notapplicable if not input.sharing.of == "disk"
