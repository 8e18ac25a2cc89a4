# METADATA
# title: Confidential guests must have their kernel measured
# description: >-
#   A guest of SEV proves to its owner which firmware it started. Where the host gives it a kernel directly, the
#   kernel, its initrd and command line are in that proof only with kernelHashes='yes'; absent, the host starts
#   whatever kernel it likes and the proof still holds. Acceptable where the firmware takes its kernel from an
#   encrypted disk.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#launch-security
#     description: The launchSecurity element
# custom:
#   severity: high
#   subject: libvirt/domain
#   wall: hardware
#   dimension: security
#   remediation: Set kernelHashes='yes' on launchSecurity, with a firmware that checks them.
#   frameworks:
#     bsi-sys-1.5: [A15, A21]
#     nist-800-125a: [general]
#     nist-800-53r5: [si-7, si-7.15]
package bulkhead.libvirt.sev_kernel_not_measured

deny contains {
	"path": ["domain", "launchSecurity", "kernelHashes"],
	"message": "starts a kernel of the host's choice, which the guest's measurement leaves out",
	"expected": "yes",
} if {
	_sev
	input.domain.os.kernel != ""
	not input.domain.launchSecurity.kernelHashes == "yes"
}

notapplicable if not _sev

_sev if input.domain.launchSecurity.type in {"sev", "sev-snp"}
