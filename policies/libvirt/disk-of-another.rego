# METADATA
# title: Guests must not write one disk unless both know
# description: >-
#   Two guests that name one image or device, without shareable on both, write over each other's file system as soon
#   as both run: data is lost, and each reads what the other wrote. A guest that only reads a disk which another
#   writes gets that one's data. Names are compared, not links or inodes. Acceptable for definitions of which only
#   one ever runs.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/kbase/locking.html
#     description: Locking of disks
# custom:
#   severity: high
#   subject: libvirt/sharing
#   wall: storage
#   dimension: isolation
#   remediation: Give each guest a disk of its own, or use shareable and a cluster's file system on both.
#   frameworks:
#     bsi-sys-1.5: [A15, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-4, ac-4]
package bulkhead.libvirt.disk_of_another

deny contains {
	"path": ["sharing", "name"],
	"message": sprintf("writes a disk that another guest writes too: %s", [concat(", ", input.sharing.others)]),
} if {
	input.sharing.of == "disk"
	input.sharing.access == "writes"
	input.sharing.writers > 0
}

deny contains {
	"path": ["sharing", "name"],
	"message": sprintf("reads a disk that another guest writes: %s", [concat(", ", input.sharing.others)]),
	"severity": "medium",
} if {
	input.sharing.of == "disk"
	input.sharing.access == "reads"
}

notapplicable if not input.sharing.of == "disk"
