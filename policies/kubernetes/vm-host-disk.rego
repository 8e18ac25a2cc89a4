# METADATA
# title: Virtual machines must not have files of the node as disks
# description: >-
#   A hostDisk is a file of the node that the guest reads and writes as a disk, and that is made where it is missing. It
#   goes past the storage that an administrator provides, and needs KubeVirt's feature gate HostDisk.
# scope: package
# related_resources:
#   - ref: https://kubevirt.io/user-guide/storage/disks_and_volumes/#hostdisk
#     description: hostDisk
# custom:
#   severity: high
#   subject: kubernetes/virtualmachine
#   wall: storage
#   dimension: isolation
#   remediation: >-
#     Use a persistent volume claim or a data volume as the disk.
#   frameworks:
#     mitre-containers: [T1611]
#     nist-800-190: ["4.5.2", "4.5.5"]
#     nist-800-53r5: [ac-6, sc-39]
#     bsi-sys-1.6: [A26]
package bulkhead.kubernetes.vm_host_disk

deny contains {
	"path": ["virtualmachine", "spec", "volumes", i, "hostDisk"],
	"message": "has a file of the node as a disk",
} if {
	some i
	input.virtualmachine.spec.volumes[i].hostDisk != null
}
