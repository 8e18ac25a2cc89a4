# METADATA
# title: PCI devices must not be taken for separate when they are not
# description: >-
#   pcie_acs_override on the kernel's command line, a patch of some distributions, splits IOMMU groups whose devices
#   can reach each other: a guest with one of them reads and writes another guest's by way of theirs. Acceptable
#   where one guest has all of the devices.
# scope: package
# related_resources:
#   - ref: https://docs.kernel.org/driver-api/vfio.html
#     description: VFIO and IOMMU groups
# custom:
#   severity: high
#   subject: node/kernel
#   wall: hardware
#   dimension: isolation
#   remediation: Remove pcie_acs_override from the command line, and give whole IOMMU groups away.
#   frameworks:
#     bsi-sys-1.5: [A13, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-3, sc-39]
package bulkhead.node.pcie_acs_overridden

deny contains {
	"path": ["machine", "kernel", "cmdline"],
	"message": "takes PCI devices for separate that can reach each other",
} if {
	some word in input.machine.kernel.cmdline
	startswith(word, "pcie_acs_override=")
}
