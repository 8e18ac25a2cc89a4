# METADATA
# title: Guests must run on hardware virtualization
# description: >-
#   A domain of type qemu is translated instruction by instruction by QEMU alone. QEMU's developers treat only guests on KVM
#   and other hardware virtualization as isolated, and fix no escapes from translated ones as security faults; these are
#   also many times slower. Acceptable for trusted guests of another processor architecture, and for tests.
# scope: package
# related_resources:
#   - ref: https://www.qemu.org/docs/master/system/security.html
#     description: QEMU's security requirements
# custom:
#   severity: high
#   subject: libvirt/domain
#   wall: hardware
#   dimension: isolation
#   remediation: Run the guest as type kvm on a host whose processor and kernel offer it.
#   frameworks:
#     bsi-sys-1.5: [A13, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-3, sc-39]
package bulkhead.libvirt.emulated_guest

deny contains {
	"path": ["domain", "type"],
	"message": "is emulated in software, which QEMU does not count as isolation",
	"expected": "kvm",
} if {
	input.domain.type == "qemu"
}
