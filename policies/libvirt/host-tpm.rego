# METADATA
# title: Guests must not use the host's TPM
# description: >-
#   A TPM of type passthrough gives the guest the host's own chip: its identity, its measurements and the keys
#   sealed to them, disk keys of the host included. QEMU's emulator gives each guest a TPM of its own. Acceptable on
#   a host whose own system does not use its TPM.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#tpm-device
#     description: The tpm element
# custom:
#   severity: high
#   subject: libvirt/domain
#   wall: identity
#   dimension: isolation
#   remediation: Use backend type emulator.
#   frameworks:
#     bsi-sys-1.5: [A16, A23]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-4, sc-12]
package bulkhead.libvirt.host_tpm

deny contains {
	"path": ["domain", "devices", "tpm", i, "backend", "type"],
	"message": "has the host's own TPM",
	"expected": "emulator",
} if {
	some i, tpm in input.domain.devices.tpm
	tpm.backend.type == "passthrough"
}
