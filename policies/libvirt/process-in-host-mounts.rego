# METADATA
# title: Running guests must have mounts of their own
# description: >-
#   libvirt gives each QEMU a /dev with the few devices that its guest uses. One that runs in the host's mount
#   namespace sees all of the host's devices and mounts, and file permissions alone stand between them and a
#   guest that broke out. Guests of a session daemon cannot have it otherwise. Acceptable there, for the user's
#   own guests.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html#namespaces
#     description: Mount namespaces of the QEMU driver
#   - ref: https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
#     description: What the kernel says of a process
# custom:
#   severity: medium
#   subject: libvirt/process
#   wall: kernel
#   dimension: isolation
#   remediation: Let namespaces in qemu.conf contain "mount", or be absent, then stop and start the guest.
#   frameworks:
#     bsi-sys-1.5: [A16, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-39]
package bulkhead.libvirt.process_in_host_mounts

deny contains {
	"path": ["process", "mounts"],
	"message": "runs in the host's mount namespace",
	"expected": "own",
} if {
	input.process.mounts == "host"
}
