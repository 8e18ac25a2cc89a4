# METADATA
# title: Secrets that a key service can supply must not be kept on disk
# description: >-
#   libvirt writes a secret that is not ephemeral to a file below /etc/libvirt/secrets, in base64 and readable by
#   root: disks and backups of the host then hold the key beside what it opens. That is the default. Acceptable
#   where nothing else could supply the value when the host starts, and its own disks are encrypted.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatsecret.html
#     description: Secrets
# custom:
#   severity: low
#   subject: libvirt/secret
#   wall: identity
#   dimension: security
#   remediation: >-
#     Define the secret with ephemeral='yes', and set its value from a key service when the host starts.
#   frameworks:
#     bsi-sys-1.5: [A28]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-12, sc-28]
package bulkhead.libvirt.secret_kept_on_disk

deny contains {
	"path": ["secret", "ephemeral"],
	"message": "is kept in a file of the host, in base64",
	"expected": "yes",
} if {
	not input.secret.ephemeral == "yes"
}
