# METADATA
# title: VNC with TLS must ask who connects
# description: >-
#   vnc_tls alone encrypts, and lets in whoever connects: vnc_tls_x509_verify, which asks for a certificate, is off
#   unless it or default_tls_x509_verify is set. SASL asks for a login instead. A VNC password counts little: eight
#   characters, and DES. Acceptable where a proxy asks before.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html
#     description: The QEMU driver
#   - ref: https://libvirt.org/kbase/tlscerts.html
#     description: Certificates for libvirt and QEMU
# custom:
#   severity: medium
#   subject: libvirt/daemon
#   wall: network
#   dimension: security
#   remediation: Set vnc_tls_x509_verify = 1 or vnc_sasl = 1 in qemu.conf.
#   frameworks:
#     bsi-sys-1.5: [A25, A26]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-17, ia-2]
package bulkhead.libvirt.vnc_certificates_unchecked

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "vnc_tls_x509_verify"],
	"message": "lets whoever connects by TLS see guests' consoles",
	"expected": "1",
} if {
	input.machine.libvirt["qemu.conf"].vnc_tls == "1"
	not input.machine.libvirt["qemu.conf"].vnc_sasl == "1"
	not _verifies
}

_verifies if input.machine.libvirt["qemu.conf"].vnc_tls_x509_verify == "1"

_verifies if {
	not input.machine.libvirt["qemu.conf"].vnc_tls_x509_verify
	input.machine.libvirt["qemu.conf"].default_tls_x509_verify == "1"
}
