# METADATA
# title: Certificates of libvirt and QEMU must be in date
# description: >-
#   Once a certificate below /etc/pki has run out, migration, remote management and consoles by TLS stop, and people
#   go back to plain TCP or switch checks off. Those with fewer than thirty days left are of low severity.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/kbase/tlscerts.html
#     description: Certificates for libvirt and QEMU
# custom:
#   severity: medium
#   subject: libvirt/daemon
#   wall: identity
#   dimension: maintenance
#   remediation: Make a new certificate, and put it in place before the old one runs out.
#   frameworks:
#     bsi-sys-1.5: [A26]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-12, sc-17]
package bulkhead.libvirt.certificate_out_of_date

deny contains {
	"path": ["machine", "libvirt", "certificates", i, "path"],
	"message": "has a certificate that is out of date",
} if {
	some i, certificate in input.machine.libvirt.certificates
	certificate.daysLeft < 0
}

deny contains {
	"path": ["machine", "libvirt", "certificates", i, "path"],
	"message": "has a certificate that runs out within thirty days",
	"severity": "low",
} if {
	some i, certificate in input.machine.libvirt.certificates
	certificate.daysLeft >= 0
	certificate.daysLeft < 30
}
