# METADATA
# title: libvirt's API must not use weak TLS
# description: >-
#   tls_priority is GnuTLS's list of what may be used. Adding TLS 1.0 or 1.1, NULL, anonymous key exchange or export
#   ciphers lets who is on the way read or take over an administrator's session. Absent, the distribution's own list
#   counts. Never acceptable beyond the loopback.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/remote.html
#     description: Remote access to libvirt
# custom:
#   severity: medium
#   subject: libvirt/daemon
#   wall: network
#   dimension: security
#   remediation: Remove tls_priority, or leave out what it adds.
#   frameworks:
#     bsi-sys-1.5: [A5, A26]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-8.1, sc-13]
package bulkhead.libvirt.api_weak_tls

import data.bulkhead.lib.libvirt.daemon

deny contains {
	"path": ["machine", "libvirt", file, "tls_priority"],
	"message": "allows protocols or ciphers that are broken",
} if {
	some file, settings in daemon.configurations
	some word in split(settings.tls_priority, ":")
	regex.match(`^\+(VERS-(TLS1\.[01]|SSL3\.0|TLS-ALL)|NULL|ANON-.*|ARCFOUR-.*|3DES-CBC|MD5)$`, word)
}
