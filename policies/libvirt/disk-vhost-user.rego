# METADATA
# title: Guests' memory must not be open to a storage server outside QEMU
# description: >-
#   A disk of type vhostuser is served by another process, which has all of the guest's memory to read and
#   write, and takes requests from it: who takes over that process, which serves all guests of the host as a
#   rule, owns every one of them. libvirt neither starts nor confines it. Acceptable with a server that is as
#   confined as QEMU is.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#hard-drives-floppy-disks-cdroms
#     description: The disk element
# custom:
#   severity: medium
#   subject: libvirt/disk
#   wall: hardware
#   dimension: isolation
#   remediation: Use a disk of type file, block or volume, which QEMU itself serves.
#   frameworks:
#     bsi-sys-1.5: [A3, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-4, sc-39]
package bulkhead.libvirt.disk_vhost_user

deny contains {
	"path": ["disk", "type"],
	"message": "opens all of the guest's memory to a server in another process",
} if {
	input.disk.type == "vhostuser"
}
