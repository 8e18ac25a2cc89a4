# METADATA
# title: A guest's TPM must keep its state encrypted
# description: >-
#   An emulated TPM keeps its keys in a file of the host. Without an encryption secret that file is in clear, so
#   whoever gets at it, or at a backup of it, has the guest's disk keys and identity. A layer that libvirt does not
#   see, such as the host's dm-crypt, may encrypt it instead, which is why this is of low severity.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#tpm-device
#     description: The tpm element
# custom:
#   severity: low
#   subject: libvirt/domain
#   wall: storage
#   dimension: security
#   remediation: >-
#     Define a secret of usage type vtpm, and name it in the backend's encryption element when the guest is made.
#   frameworks:
#     bsi-sys-1.5: [A28]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-12, sc-28]
package bulkhead.libvirt.tpm_state_in_clear

deny contains {
	"path": ["domain", "devices", "tpm", i, "backend", "encryption"],
	"message": "keeps the keys of its TPM in clear on the host",
} if {
	some i, tpm in input.domain.devices.tpm
	tpm.backend.type == "emulator"
	not tpm.backend.encryption
}
