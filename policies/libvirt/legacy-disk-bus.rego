# METADATA
# title: Disks must not need emulated controllers of old
# description: >-
#   IDE, SD, USB and above all floppy controllers are models of hardware from decades ago, and each has let guests
#   out of QEMU. virtio and virtio-scsi are small and kept up. A disk whose bus is absent has the one that its
#   target's name says. CD-ROMs do not count: they need a bus that installers know. Acceptable for guests without
#   drivers for virtio.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#hard-drives-floppy-disks-cdroms
#     description: The disk element
# custom:
#   severity: low
#   subject: libvirt/disk
#   wall: kernel
#   dimension: isolation
#   remediation: Set the target's bus to virtio or scsi, and remove floppy drives.
#   frameworks:
#     bsi-sys-1.5: [A3, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [cm-7, sc-39]
package bulkhead.libvirt.legacy_disk_bus

import data.bulkhead.lib.libvirt.domain

deny contains {
	"path": ["disk", "device"],
	"message": "is a floppy, whose controller has let guests out of QEMU more than once",
	"severity": "medium",
} if {
	domain.runs_in_qemu
	input.disk.device == "floppy"
}

deny contains {
	"path": ["disk", "target", "bus"],
	"message": sprintf("needs an emulated %s controller", [_bus]),
	"expected": "virtio",
} if {
	domain.runs_in_qemu
	_is_disk
	_bus in {"ide", "sd", "usb"}
}

_is_disk if not input.disk.device

_is_disk if input.disk.device == "disk"

_bus := input.disk.target.bus

_bus := "ide" if {
	not input.disk.target.bus
	startswith(input.disk.target.dev, "hd")
}
