# METADATA
# title: libvirt's API must check its own certificates
# description: >-
#   Before it listens, the daemon checks that its own certificates are in date, for a server, and of the CA that it
#   names. With tls_no_sanity_certificate = 1 it does not, so one out of date or of the wrong CA goes unseen, and
#   clients get used to ignoring errors. Absent, it checks. Acceptable until a new certificate is there.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/remote.html
#     description: Remote access to libvirt
# custom:
#   severity: low
#   subject: libvirt/daemon
#   wall: network
#   dimension: maintenance
#   remediation: Remove tls_no_sanity_certificate.
#   frameworks:
#     bsi-sys-1.5: [A5, A26]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-17]
package bulkhead.libvirt.api_own_certificate_unchecked

import data.bulkhead.lib.libvirt.daemon

deny contains {
	"path": ["machine", "libvirt", file, "tls_no_sanity_certificate"],
	"message": "does not look at its own certificates",
	"expected": "0",
} if {
	some file, settings in daemon.configurations
	settings.tls_no_sanity_certificate == "1"
}
