# METADATA
# title: Guests must not have the physical function of virtual functions in use
# description: >-
#   Who has the physical function of an SR-IOV device sets the addresses, networks and filters of all its virtual functions,
#   resets them, and on many cards sees their traffic. A guest that has it rules over the guests that have those.
#   Acceptable where all the functions belong to one owner.
# scope: package
# related_resources:
#   - ref: https://docs.kernel.org/PCI/pci-iov-howto.html
#     description: Physical and virtual functions
# custom:
#   severity: high
#   subject: libvirt/hostdev
#   wall: hardware
#   dimension: isolation
#   remediation: Keep the physical function on the host and give the guest a virtual one.
#   frameworks:
#     bsi-sys-1.5: [A13, A15]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-39]
package bulkhead.libvirt.physical_function_passthrough

deny contains {
	"path": ["hostdev", "type"],
	"message": sprintf("is the physical function of %d virtual ones, which it rules over", [input.facts.virtualFunctions]),
} if {
	input.facts.virtualFunctions > 0
}

notapplicable if not _pci

_pci if input.hostdev.type == "pci"

_pci if input.facts.element == "interface"
