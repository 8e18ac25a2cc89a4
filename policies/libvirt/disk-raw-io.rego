# METADATA
# title: Guests must not get raw I/O for their disks
# description: >-
#   rawio='yes' gives the guest's whole QEMU process CAP_SYS_RAWIO: whoever breaks out of the guest may then send
#   any command to any drive that the process reaches, and use I/O ports. libvirt taints such a guest with
#   high-privileges. Acceptable only for a guest that manages the storage of the host.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#hard-drives-floppy-disks-cdroms
#     description: The disk element
# custom:
#   severity: high
#   subject: libvirt/disk
#   wall: privilege
#   dimension: isolation
#   remediation: Remove rawio from the disk; a lun needs it only for commands that the kernel's filter refuses.
#   fix: [{expected: true}]
#   frameworks:
#     bsi-sys-1.5: [A16, A23]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-39]
package bulkhead.libvirt.disk_raw_io

deny contains {
	"path": ["disk", "rawio"],
	"message": "gives the guest's process raw access to drives (CAP_SYS_RAWIO)",
	"expected": "no",
} if {
	input.disk.rawio == "yes"
}
