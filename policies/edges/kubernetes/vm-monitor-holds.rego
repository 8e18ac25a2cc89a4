# METADATA
# title: Who holds the monitor holds the machine
# description: >-
#   The process that runs a machine has its memory and its disks, and so does who is in its pod. SEV-SNP and TDX
#   keep the memory from it.
# scope: package
# custom:
#   subject: kubernetes/virtualmachine
#   edge: {from: vmm, to: workload, cost: none}
package bulkhead.edges.kubernetes.vm_monitor_holds

deny contains {"path": ["virtualmachine", "spec"], "message": "is in the memory of the process that runs it"} if {
	input.virtualmachine.spec
	not _confidential
}

_confidential if input.virtualmachine.spec.domain.launchSecurity.snp

_confidential if input.virtualmachine.spec.domain.launchSecurity.tdx
