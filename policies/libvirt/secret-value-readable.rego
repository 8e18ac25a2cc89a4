# METADATA
# title: Secrets must be private
# description: >-
#   Who may change domains may also ask libvirt for the value of a secret, unless it is private: then only libvirt
#   itself uses it, to open disks and storage. The default is that it may be asked for.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatsecret.html
#     description: Secrets
# custom:
#   severity: medium
#   subject: libvirt/secret
#   wall: identity
#   dimension: security
#   remediation: >-
#     Define the secret with private='yes'.
#   frameworks:
#     bsi-sys-1.5: [A12]
#     nist-800-125a: [general]
#     nist-800-53r5: [ia-5, sc-12]
package bulkhead.libvirt.secret_value_readable

deny contains {
	"path": ["secret", "private"],
	"message": "has a value that libvirt hands out to its clients",
	"expected": "yes",
} if {
	not input.secret.private == "yes"
}
