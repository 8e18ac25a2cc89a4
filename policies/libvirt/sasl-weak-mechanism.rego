# METADATA
# title: SASL must not use weak mechanisms
# description: >-
#   mech_list in /etc/sasl2/libvirt.conf names how users prove who they are. PLAIN and LOGIN send the password
#   itself, CRAM-MD5 and DIGEST-MD5 are broken and given up (RFC 6331), and ANONYMOUS asks for nothing. Without the
#   list, every mechanism that is installed counts. Acceptable with TLS for PLAIN.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/auth.html
#     description: Authentication of libvirt's clients
# custom:
#   severity: medium
#   subject: libvirt/daemon
#   wall: identity
#   dimension: security
#   remediation: >-
#     Set mech_list: gssapi, or scram-sha-256 beneath TLS.
#   frameworks:
#     bsi-sys-1.5: [A5, A12]
#     nist-800-125a: [general]
#     nist-800-53r5: [ia-2, ia-5]
package bulkhead.libvirt.sasl_weak_mechanism

deny contains {
	"path": ["machine", "libvirt", "sasl", "mech_list", i],
	"message": "takes logins by a mechanism that protects no password",
} if {
	some i, mechanism in input.machine.libvirt.sasl.mech_list
	mechanism in {"anonymous", "cram-md5", "digest-md5", "login", "plain"}
}
