# METADATA
# title: Guests must not share a core's threads
# description: >-
#   With SMT two guests may run on one core at a time and observe each other through its caches and buffers, which
#   is what L1TF, MDS and their kin read. sched_core in qemu.conf (vcpus, emulator or full) keeps the threads of a
#   core to one guest; absent, it is none. Acceptable where the guests trust each other, or each has whole cores
#   pinned.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html
#     description: The QEMU driver
#   - ref: https://docs.kernel.org/admin-guide/hw-vuln/core-scheduling.html
#     description: Core scheduling
# custom:
#   severity: low
#   subject: libvirt/daemon
#   wall: hardware
#   dimension: isolation
#   remediation: Set sched_core = "vcpus" in qemu.conf, or switch SMT off.
#   frameworks:
#     bsi-sys-1.5: [A15, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-4, sc-39]
package bulkhead.libvirt.smt_siblings_shared

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "sched_core"],
	"message": "runs two guests on one core's threads at a time",
	"expected": "vcpus",
} if {
	input.machine.cpu.smt == "on"
	not _kept_apart
}

_kept_apart if input.machine.libvirt["qemu.conf"].sched_core in {"emulator", "full", "vcpus"}
