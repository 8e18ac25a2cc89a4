# METADATA
# title: Virtual machines must not share disks
# description: >-
#   A shareable disk is opened without a lock, so that several machines may write to it, and a LUN with reservation
#   hands the guest commands to the storage that concern others. Cluster file systems in the guests need that; others
#   are damaged, and read each other's data.
# scope: package
# related_resources:
#   - ref: https://kubevirt.io/user-guide/storage/disks_and_volumes/#disk-sharing
#     description: Sharing of disks
# custom:
#   severity: medium
#   subject: kubernetes/virtualmachine
#   wall: storage
#   dimension: isolation
#   remediation: >-
#     Remove shareable and reservation, or keep both machines in one tenant's hands.
#   frameworks:
#     nist-800-53r5: [sc-4, ac-4]
#     bsi-sys-1.6: [A19]
package bulkhead.kubernetes.vm_shared_disk

deny contains {
	"path": ["virtualmachine", "spec", "domain", "devices", "disks", i, "shareable"],
	"message": "opens a disk that other machines may write to",
} if {
	some i
	input.virtualmachine.spec.domain.devices.disks[i].shareable == true
}

deny contains {
	"path": ["virtualmachine", "spec", "domain", "devices", "disks", i, "lun", "reservation"],
	"message": "may reserve a LUN that others use",
} if {
	some i
	input.virtualmachine.spec.domain.devices.disks[i].lun.reservation == true
}
