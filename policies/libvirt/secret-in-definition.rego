# METADATA
# title: Definitions must not hold secrets
# description: >-
#   A domain's description, the SMBIOS and fw_cfg texts given to the guest, and its kernel's command line are shown
#   to every user who may read the definition, which by default is everyone on the host by the read-only socket.
#   Passwords and keys belong into libvirt's secrets, the guest's own disk, or a channel to it.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#smbios-system-information
#     description: System information
# custom:
#   severity: high
#   subject: libvirt/domain
#   wall: identity
#   dimension: security
#   remediation: Remove the secret from the definition, change it, and hand it to the guest by other ways.
#   frameworks:
#     bsi-sys-1.5: [A12, A28]
#     nist-800-125a: [general]
#     nist-800-53r5: [ia-5, sc-28]
package bulkhead.libvirt.secret_in_definition

deny contains {"path": ["domain", "description"], "message": "has in its description what looks like a secret"} if {
	count(input.domain.description.looksLike) > 0
}

deny contains {"path": ["domain", "os", "cmdline"], "message": "gives its kernel what looks like a secret"} if {
	count(input.domain.os.cmdline.looksLike) > 0
}

deny contains {
	"path": ["domain", "sysinfo", i, "oemStrings", "entry", j],
	"message": "hands the guest what looks like a secret, in strings that everyone may read",
} if {
	some i, sysinfo in input.domain.sysinfo
	some j, entry in sysinfo.oemStrings.entry
	count(entry.looksLike) > 0
}

deny contains {
	"path": ["domain", "sysinfo", i, "entry", j],
	"message": "hands the guest what looks like a secret, in texts that everyone may read",
} if {
	some i, sysinfo in input.domain.sysinfo
	some j, entry in sysinfo.entry
	count(entry["#text"].looksLike) > 0
}
