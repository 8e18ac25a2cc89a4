# METADATA
# title: Running guests must be in QEMU's seccomp sandbox
# description: >-
#   The kernel refuses a sandboxed QEMU the system calls that it does not need, which takes much of its surface
#   from a guest that broke out. This is what holds for the process that runs, whatever qemu.conf says by now: a
#   guest that started before a change keeps what it had. Only to find a fault, for a while.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html
#     description: The QEMU driver
#   - ref: https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
#     description: What the kernel says of a process
# custom:
#   severity: high
#   subject: libvirt/process
#   wall: kernel
#   dimension: isolation
#   remediation: Remove seccomp_sandbox = 0 from qemu.conf, then stop and start the guest.
#   frameworks:
#     bsi-sys-1.5: [A16, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-39]
package bulkhead.libvirt.process_without_seccomp

deny contains {
	"path": ["process", "seccomp"],
	"message": "runs without QEMU's seccomp sandbox",
	"expected": "2",
} if {
	input.process.seccomp in {"0", "1"}
}
