# METADATA
# title: Certificates of libvirt and QEMU must have strong keys
# description: >-
#   An RSA key of fewer than 2048 bits, a DSA key, or a signature by MD5 or SHA-1 can be broken or forged, and with
#   it who this host is. How a CA signed itself does not count: it is trusted by being there.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/kbase/tlscerts.html
#     description: Certificates for libvirt and QEMU
# custom:
#   severity: medium
#   subject: libvirt/daemon
#   wall: identity
#   dimension: security
#   remediation: >-
#     Make a new certificate with an RSA key of 3072 bits, an ECDSA or an Ed25519 key, signed by SHA-256 or better.
#   frameworks:
#     bsi-sys-1.5: [A26]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-12, sc-13]
package bulkhead.libvirt.certificate_weak

deny contains {
	"path": ["machine", "libvirt", "certificates", i, "bits"],
	"message": "has a certificate with an RSA key of fewer than 2048 bits",
} if {
	some i, certificate in input.machine.libvirt.certificates
	certificate.algorithm == "RSA"
	certificate.bits < 2048
}

deny contains {
	"path": ["machine", "libvirt", "certificates", i, "algorithm"],
	"message": "has a certificate with a DSA key",
} if {
	some i, certificate in input.machine.libvirt.certificates
	certificate.algorithm == "DSA"
}

deny contains {
	"path": ["machine", "libvirt", "certificates", i, "signature"],
	"message": "has a certificate whose signature can be forged",
} if {
	some i, certificate in input.machine.libvirt.certificates
	not certificate.ca
	regex.match(`MD[25]|SHA1`, certificate.signature)
}
