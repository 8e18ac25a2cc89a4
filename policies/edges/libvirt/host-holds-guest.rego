# METADATA
# title: Who owns the host owns its guests
# description: >-
#   Root on the host reads and writes a guest's memory and disks. Confidential computing takes that away: SEV-SNP, TDX, or
#   IBM's protected virtualization. SEV and SEV-ES alone leave the memory's integrity to the host.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#launch-security
#     description: Launch security
# custom:
#   subject: libvirt/domain
#   edge: {from: host, to: workload, cost: none}
package bulkhead.edges.libvirt.host_holds_guest

deny contains {"path": ["domain", "launchSecurity"], "message": "lies open to its host"} if {
	input.domain.type
	not _confidential
}

_confidential if input.domain.launchSecurity.type in {"s390-pv", "sev-snp", "tdx"}
