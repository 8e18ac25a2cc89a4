# METADATA
# title: The host must not mount guests' disks
# description: >-
#   A guest writes what it wants to its disk, so that a file system there can be made to attack who mounts it:
#   the host's kernel parses it as root. With the guest running, both write to it and destroy it. Looked for are
#   images and devices that definitions name, whole or in partitions, by the mounts of the host's first process.
#   Acceptable for a moment, for disks of guests that are trusted.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/kbase/secureusage.html
#     description: Secure usage of libvirt
# custom:
#   severity: high
#   subject: libvirt/daemon
#   wall: kernel
#   dimension: isolation
#   remediation: Unmount it, and read guests' disks with guestfish, which does it in a guest of its own.
#   frameworks:
#     bsi-sys-1.5: [A3, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-3, sc-39]
package bulkhead.libvirt.disk_mounted_on_host

import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["machine", "libvirt", "files", i, "mounted"],
	"message": "has a guest's disk mounted",
} if {
	some i, file in input.machine.libvirt.files
	file.what == "image"
	file.readOnly == false
	is_string(file.mounted)
}

unknown contains unknown_value.verdict(["machine", "libvirt", "files"], input.machine.libvirt.files)

unknown contains {
	"path": ["machine", "libvirt", "files", i],
	"message": file.why,
	"reason": file.unknown,
} if {
	some i, file in input.machine.libvirt.files
}

unknown contains unknown_value.verdict(["machine", "libvirt", "files", i, "mounted"], file.mounted) if {
	some i, file in input.machine.libvirt.files
	file.what == "image"
	file.readOnly == false
}
