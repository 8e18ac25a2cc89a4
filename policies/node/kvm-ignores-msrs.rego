# METADATA
# title: KVM must not ignore unknown registers
# description: >-
#   With ignore_msrs a guest reads zero from, and writes nothing to, model-specific registers that KVM does not
#   know, instead of a fault: guests run on with wrong ideas of their CPU, its mitigations included, and faults of
#   KVM's stay hidden. Absent, it is N. Acceptable for guests that would not start otherwise.
# scope: package
# related_resources:
#   - ref: https://docs.kernel.org/admin-guide/kernel-parameters.html
#     description: The kernel's parameters
# custom:
#   severity: low
#   subject: node/kernel
#   wall: kernel
#   dimension: security
#   remediation: Remove ignore_msrs from KVM's options; single guests can ask for it (msrs unknown='ignore').
#   frameworks:
#     bsi-sys-1.5: [A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [cm-6]
package bulkhead.node.kvm_ignores_msrs

deny contains {
	"path": ["machine", "kvm", "kvm", "ignore_msrs"],
	"message": "answers guests' unknown registers with zero",
	"expected": "N",
} if {
	input.machine.kvm.kvm.ignore_msrs in {"1", "Y"}
}
