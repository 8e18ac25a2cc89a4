# METADATA
# title: The kernel must not give users more than its defaults do
# description: >-
#   What breaks out of a container or a guest's QEMU is a user without rights, and goes on by the kernel's
#   flaws. Programs for BPF, userfaultfd for pages in the kernel, and its performance events have helped with
#   most of them; kernels and distributions close them to users by default. Memory dumps of programs that
#   changed their user show secrets. Acceptable on a developer's machine.
# scope: package
# related_resources:
#   - ref: https://docs.kernel.org/admin-guide/sysctl/kernel.html
#     description: The kernel's settings
# custom:
#   severity: low
#   subject: node/kernel
#   wall: kernel
#   dimension: security
#   remediation: Remove the setting from /etc/sysctl.d, or set what is expected there.
#   frameworks:
#     bsi-sys-1.5: [A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [cm-6, sc-39]
package bulkhead.node.kernel_open_to_users

deny contains {
	"path": ["machine", "kernel", "sysctl", setting.name],
	"message": concat("", ["lets users ", setting.what]),
	"expected": setting.expected,
} if {
	some setting in _open
}

_open contains {
	"name": "fs.suid_dumpable",
	"what": "dump the memory of programs that changed their user",
	"expected": "0",
} if {
	input.machine.kernel.sysctl["fs.suid_dumpable"] == "1"
}

_open contains {
	"name": "kernel.perf_event_paranoid",
	"what": "measure the kernel by its performance events",
	"expected": "2",
} if {
	input.machine.kernel.sysctl["kernel.perf_event_paranoid"] in {"-1", "0", "1"}
}

_open contains {
	"name": "kernel.randomize_va_space",
	"what": "know where programs have their memory",
	"expected": "2",
} if {
	input.machine.kernel.sysctl["kernel.randomize_va_space"] in {"0", "1"}
}

_open contains {
	"name": "kernel.unprivileged_bpf_disabled",
	"what": "run programs for BPF in the kernel",
	"expected": "2",
} if {
	input.machine.kernel.sysctl["kernel.unprivileged_bpf_disabled"] == "0"
}

_open contains {
	"name": "vm.unprivileged_userfaultfd",
	"what": "hold up the kernel at its page faults",
	"expected": "0",
} if {
	input.machine.kernel.sysctl["vm.unprivileged_userfaultfd"] == "1"
}
