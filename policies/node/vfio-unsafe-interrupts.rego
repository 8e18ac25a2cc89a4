# METADATA
# title: Passed-through devices must not forge interrupts
# description: >-
#   With allow_unsafe_interrupts VFIO gives guests devices on a host without interrupt remapping: the guest makes
#   its device send the host any interrupt, and so takes control of it. Absent, it is N, and VFIO refuses.
#   Acceptable where no guest with a device is untrusted.
# scope: package
# related_resources:
#   - ref: https://docs.kernel.org/driver-api/vfio.html
#     description: VFIO and IOMMU groups
# custom:
#   severity: critical
#   subject: node/kernel
#   wall: hardware
#   dimension: isolation
#   remediation: >-
#     Remove allow_unsafe_interrupts from the module's options, and enable interrupt remapping in the firmware.
#   frameworks:
#     bsi-sys-1.5: [A13, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-3, sc-39]
package bulkhead.node.vfio_unsafe_interrupts

deny contains {
	"path": ["machine", "vfio", "vfio_iommu_type1", "allow_unsafe_interrupts"],
	"message": "lets guests' devices send the host any interrupt",
	"expected": "N",
} if {
	input.machine.vfio.vfio_iommu_type1.allow_unsafe_interrupts in {"1", "Y"}
}
