# METADATA
# title: Running guests must have none of root's rights
# description: >-
#   A guest that breaks out has what its QEMU has. As root, or with one of root's capabilities, that is much of
#   the host or all of it; libvirt's default is a user without any. This is what holds for the process that
#   runs, whatever qemu.conf says by now. Never acceptable for guests that are not trusted as the host is.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html#driver-security-architecture
#     description: How libvirt confines QEMU
#   - ref: https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
#     description: What the kernel says of a process
# custom:
#   severity: high
#   subject: libvirt/process
#   wall: privilege
#   dimension: isolation
#   remediation: >-
#     Remove user = "root" from qemu.conf, rawio and labels of root from the guest, then stop and start it.
#   frameworks:
#     bsi-sys-1.5: [A16, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-39]
package bulkhead.libvirt.process_privileged

deny contains {
	"path": ["process", "user"],
	"message": "runs as root",
	"severity": "critical",
} if {
	input.process.user == "root"
}

deny contains {
	"path": ["process", "capabilities"],
	"message": "runs with capabilities of root",
	"expected": "0000000000000000",
} if {
	input.process.user != "root"
	regex.match(`[1-9a-fA-F]`, input.process.capabilities)
}
