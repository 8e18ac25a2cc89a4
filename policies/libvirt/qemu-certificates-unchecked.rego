# METADATA
# title: Migration, backup and consoles must ask for certificates
# description: >-
#   Whoever may connect to a waiting QEMU hands it a guest's whole state, and reads a backup's disk or a console. By
#   default migrate, backup and chardev check the certificate of who connects; a setting of 0, their own or
#   default_tls_x509_verify, lets in anyone. Acceptable only to find a fault.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/kbase/tlscerts.html
#     description: Certificates for libvirt and QEMU
# custom:
#   severity: high
#   subject: libvirt/daemon
#   wall: network
#   dimension: security
#   remediation: Remove the setting, and give each host a client certificate.
#   frameworks:
#     bsi-sys-1.5: [A9, A26]
#     nist-800-125a: [general]
#     nist-800-53r5: [ia-3, sc-8]
package bulkhead.libvirt.qemu_certificates_unchecked

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", setting],
	"message": sprintf("checks no certificate of who connects for %s", [what]),
	"expected": "1",
} if {
	some setting, what in _uses
	input.machine.libvirt["qemu.conf"][setting] == "0"
}

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "default_tls_x509_verify"],
	"message": sprintf("checks no certificate of who connects for %s", [what]),
	"expected": "1",
} if {
	input.machine.libvirt["qemu.conf"].default_tls_x509_verify == "0"
	some setting, what in _uses
	not input.machine.libvirt["qemu.conf"][setting]
}

_uses := {
	"backup_tls_x509_verify": "backups",
	"chardev_tls_x509_verify": "consoles and channels",
	"migrate_tls_x509_verify": "migration",
}
