# METADATA
# title: KVM must flush the L1 cache where L1TF demands it
# description: >-
#   On a CPU with L1TF a guest reads what lies in the L1 cache, the host's and other guests' memory included, unless
#   KVM empties it before the guest runs. vmentry_l1d_flush=never switches that off. Absent, it is cond. Acceptable
#   on CPUs that are not affected.
# scope: package
# related_resources:
#   - ref: https://docs.kernel.org/admin-guide/hw-vuln/l1tf.html
#     description: L1TF
# custom:
#   severity: high
#   subject: node/cpu
#   wall: hardware
#   dimension: isolation
#   remediation: Remove kvm-intel.vmentry_l1d_flush and l1tf from the command line and KVM's options.
#   frameworks:
#     bsi-sys-1.5: [A15, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-4, sc-39]
package bulkhead.node.l1d_flush_off

deny contains {
	"path": ["machine", "kvm", "kvm_intel", "vmentry_l1d_flush"],
	"message": "lets guests read the L1 cache",
	"expected": "cond",
} if {
	input.machine.kvm.kvm_intel.vmentry_l1d_flush == "never"
	input.machine.cpu.vulnerabilities.l1tf != "Not affected"
}
