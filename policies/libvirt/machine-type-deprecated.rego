# METADATA
# title: Guests must have a machine type that QEMU keeps up
# description: >-
#   Each machine type keeps the devices of one QEMU version as they were, faults of their defaults included, and the
#   oldest are marked for removal: a guest of such a type will not start after an update of the host. The host's
#   capabilities say which. Acceptable until the guest is moved.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatcaps.html
#     description: Capabilities
# custom:
#   severity: low
#   subject: libvirt/domain
#   wall: kernel
#   dimension: maintenance
#   remediation: >-
#     Set the machine attribute of the os type to q35 or pc, and define the guest anew; its devices may get new
#     addresses.
#   frameworks:
#     bsi-sys-1.5: [A3, A14]
#     nist-800-125a: [general]
#     nist-800-53r5: [cm-2, si-2]
package bulkhead.libvirt.machine_type_deprecated

deny contains {
	"path": ["domain", "os", "type", "machine"],
	"message": "has a machine type that the host's QEMU is about to give up",
} if {
	input.facts.machineType.deprecated == true
}
