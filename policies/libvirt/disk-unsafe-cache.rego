# METADATA
# title: Disks must not ignore the guest's flushes
# description: >-
#   With cache='unsafe' QEMU drops every flush of the guest's, so that a crash of the host leaves databases and file
#   systems of the guest broken, and any copy of the image too. Absent, QEMU's default obeys flushes. Acceptable
#   while a guest is installed, and for disks that are thrown away.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#hard-drives-floppy-disks-cdroms
#     description: The disk element
# custom:
#   severity: low
#   subject: libvirt/disk
#   wall: storage
#   dimension: deployment-speed
#   remediation: Remove the driver's cache attribute, or set it to none or writeback.
#   fix: [{remove: true}]
#   frameworks:
#     bsi-sys-1.5: [A3]
#     nist-800-125a: [general]
#     nist-800-53r5: [cm-6, cp-9]
package bulkhead.libvirt.disk_unsafe_cache

deny contains {
	"path": ["disk", "driver", "cache"],
	"message": "ignores the guest's flushes, so a crash of the host can break the guest's data",
} if {
	input.disk.driver.cache == "unsafe"
	not input.disk.readonly
	not input.disk.transient
}
