# METADATA
# title: Guests must be able to move to another host
# description: >-
#   A CPU of mode host-passthrough is the host's own, down to its microcode: the guest can migrate only to a host
#   with the same CPU, kernel and settings, and may see another one at each start. maximum is whatever QEMU can do,
#   and changes with it. host-model has the same mitigations and can move. Acceptable for guests that never leave
#   their host.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#cpu-model-and-topology
#     description: The cpu element
# custom:
#   severity: low
#   subject: libvirt/domain
#   wall: hardware
#   dimension: portability
#   remediation: Set the cpu's mode to host-model.
#   frameworks:
#     bsi-sys-1.5: [A14, A20]
#     nist-800-125a: [general]
#     nist-800-53r5: [cm-2, cm-6]
package bulkhead.libvirt.cpu_not_portable

deny contains {
	"path": ["domain", "cpu", "mode"],
	"message": "has a CPU that no other host need have",
	"expected": "host-model",
} if {
	input.domain.cpu.mode in {"host-passthrough", "maximum"}
}
