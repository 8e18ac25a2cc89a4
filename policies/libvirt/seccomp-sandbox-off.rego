# METADATA
# title: QEMU's seccomp sandbox must be on
# description: >-
#   libvirt starts QEMU so that it may not use obsolete system calls, start programs or raise its privileges, which takes
#   much of the kernel's surface from a guest that broke out. seccomp_sandbox = 0 switches that off for all guests of the
#   host; absent, it is on wherever QEMU can do it. Only to find a fault, for a while.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html
#     description: The QEMU driver
# custom:
#   severity: high
#   subject: libvirt/daemon
#   wall: kernel
#   dimension: isolation
#   remediation: Remove seccomp_sandbox from qemu.conf, then restart the daemon and the guests.
#   frameworks:
#     bsi-sys-1.5: [A16, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-39]
package bulkhead.libvirt.seccomp_sandbox_off

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "seccomp_sandbox"],
	"message": "starts QEMU without its seccomp sandbox",
	"expected": "1",
} if {
	input.machine.libvirt["qemu.conf"].seccomp_sandbox == "0"
}
