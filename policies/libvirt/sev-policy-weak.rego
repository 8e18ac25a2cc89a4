# METADATA
# title: Confidential guests must not let the host debug them
# description: >-
#   The policy of a confidential guest is what its CPU enforces against the host. For SEV, bit 0 forbids debugging
#   and bit 2 demands SEV-ES, without which the host reads the guest's registers at each exit; for SEV-SNP bit 19
#   and for TDX bit 0 allow debugging. With debugging the host reads and writes all memory, and nothing is
#   confidential. Only for tests.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#launch-security
#     description: The launchSecurity element
# custom:
#   severity: high
#   subject: libvirt/domain
#   wall: hardware
#   dimension: isolation
#   remediation: Set bits 0 and 2 of SEV's policy (0x0005), or leave out SEV-SNP's and TDX's debug bits.
#   frameworks:
#     bsi-sys-1.5: [A15, A21]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-4, si-16]
package bulkhead.libvirt.sev_policy_weak

import data.bulkhead.lib.libvirt.number

deny contains {
	"path": ["domain", "launchSecurity", "policy"],
	"message": "may be debugged by the host, which then reads and writes all of its memory",
} if {
	_debuggable
}

deny contains {
	"path": ["domain", "launchSecurity", "policy"],
	"message": "does not demand SEV-ES, so the host reads its registers",
	"severity": "medium",
} if {
	_type == "sev"
	not number.hex_bit(_policy, 2)
}

notapplicable if not _has_policy

_has_policy if _type in {"sev", "sev-snp", "tdx"}

# libvirt refuses SEV without a policy; for the others it leaves the default, which allows no debugging.
default _policy := ""

_policy := input.domain.launchSecurity.policy

_type := input.domain.launchSecurity.type

_debuggable if {
	_type == "sev"
	not number.hex_bit(_policy, 0)
}

_debuggable if {
	_type == "sev-snp"
	number.hex_bit(_policy, 19)
}

_debuggable if {
	_type == "tdx"
	number.hex_bit(_policy, 0)
}
