# METADATA
# title: PCI devices that can talk to each other must not be given to guests
# description: >-
#   Behind a PCI switch without access control (ACS), devices write to each other past the IOMMU: a guest with one
#   reaches another guest's. libvirt refuses such devices unless relaxed_acs_check is 1; absent, it is 0. Acceptable
#   where one guest has all devices below that switch.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html
#     description: The QEMU driver
# custom:
#   severity: high
#   subject: libvirt/daemon
#   wall: hardware
#   dimension: isolation
#   remediation: Remove relaxed_acs_check from qemu.conf.
#   frameworks:
#     bsi-sys-1.5: [A13, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-4, sc-39]
package bulkhead.libvirt.acs_check_relaxed

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "relaxed_acs_check"],
	"message": "gives guests PCI devices that reach each other past the IOMMU",
	"expected": "0",
} if {
	input.machine.libvirt["qemu.conf"].relaxed_acs_check == "1"
}
