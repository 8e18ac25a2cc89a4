# METADATA
# title: KVM must not offer interfaces for tests and foreign tools
# description: >-
#   enable_vmware_backdoor lets programs in a guest without rights use VMware's port, and makes KVM decode
#   instructions that it otherwise leaves to the CPU; force_emulation_prefix lets a guest have any of its
#   instructions decoded by KVM, whose emulator has had flaws. Both are for tests, and off by default.
#   Acceptable on a machine for tests.
# scope: package
# related_resources:
#   - ref: https://docs.kernel.org/admin-guide/kernel-parameters.html
#     description: The kernel's parameters
# custom:
#   severity: medium
#   subject: node/kernel
#   wall: kernel
#   dimension: isolation
#   remediation: >-
#     Remove enable_vmware_backdoor and force_emulation_prefix from the options of the module kvm, then reload it.
#   frameworks:
#     bsi-sys-1.5: [A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [cm-6, cm-7]
package bulkhead.node.kvm_test_interfaces

deny contains {
	"path": ["machine", "kvm", "kvm", "enable_vmware_backdoor"],
	"message": "opens VMware's port to guests",
	"expected": "N",
} if {
	input.machine.kvm.kvm.enable_vmware_backdoor in {"1", "Y"}
}

deny contains {
	"path": ["machine", "kvm", "kvm", "force_emulation_prefix"],
	"message": "lets guests have any instruction decoded by KVM",
	"expected": "0",
} if {
	not input.machine.kvm.kvm.force_emulation_prefix in {"0", "N"}
	input.machine.kvm.kvm.force_emulation_prefix
}
