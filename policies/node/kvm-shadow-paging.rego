# METADATA
# title: KVM must use the CPU's nested page tables
# description: >-
#   Without EPT or NPT, KVM keeps shadow page tables in software for every guest: much more code in the host's
#   kernel that a guest drives, and slow. Absent, they are on wherever the CPU has them. Acceptable on CPUs without
#   them.
# scope: package
# related_resources:
#   - ref: https://docs.kernel.org/admin-guide/kernel-parameters.html
#     description: The kernel's parameters
# custom:
#   severity: medium
#   subject: node/kernel
#   wall: kernel
#   dimension: isolation
#   remediation: Remove ept=0 and npt=0 from KVM's options.
#   frameworks:
#     bsi-sys-1.5: [A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [cm-6, sc-39]
package bulkhead.node.kvm_shadow_paging

deny contains {
	"path": ["machine", "kvm"],
	"message": "keeps guests' page tables in software",
} if {
	_off
}

_off if input.machine.kvm.kvm_intel.ept in {"0", "N"}

_off if input.machine.kvm.kvm_amd.npt in {"0", "N"}
