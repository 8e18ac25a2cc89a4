# METADATA
# title: Devices must not be given away without an IOMMU
# description: >-
#   enable_unsafe_noiommu_mode lets a process drive a device on a host without an IOMMU: the device, and whoever
#   drives it, reads and writes all of the host's memory. Absent, it is N. Acceptable for packet processing on a
#   host without guests.
# scope: package
# related_resources:
#   - ref: https://docs.kernel.org/driver-api/vfio.html
#     description: VFIO and IOMMU groups
# custom:
#   severity: critical
#   subject: node/kernel
#   wall: hardware
#   dimension: isolation
#   remediation: Remove enable_unsafe_noiommu_mode from the module's options, and switch the IOMMU on.
#   frameworks:
#     bsi-sys-1.5: [A13, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-3, sc-39]
package bulkhead.node.vfio_without_iommu

deny contains {
	"path": ["machine", "vfio", "vfio", "enable_unsafe_noiommu_mode"],
	"message": "gives devices away without an IOMMU to hold them",
	"expected": "N",
} if {
	input.machine.vfio.vfio.enable_unsafe_noiommu_mode in {"1", "Y"}
}
