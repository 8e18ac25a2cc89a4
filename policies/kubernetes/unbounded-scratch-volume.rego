# METADATA
# title: Scratch volumes must have a size limit
# description: >-
#   An emptyDir takes the node's disk, or with medium: Memory its memory up to what the pod's containers may have.
#   Without a sizeLimit, or with zero, one pod can fill it, and the kubelet then evicts pods of others too. It is
#   acceptable where each container of the pod has a limit of ephemeral storage.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
#     description: emptyDir volumes
# custom:
#   severity: low
#   subject: kubernetes/volume
#   wall: storage
#   dimension: resource-efficiency
#   remediation: >-
#     Set emptyDir.sizeLimit.
#   frameworks:
#     nsa: [resource-policies]
#     mitre-containers: [T1499]
#     nist-800-53r5: [sc-5, sc-6]
#     bsi-sys-1.6: [A15, A19]
package bulkhead.kubernetes.unbounded_scratch_volume

import data.bulkhead.lib.kubernetes.quantity

deny contains {
	"path": ["volume", "emptyDir", "sizeLimit"],
	"message": "has no size limit, so the pod may fill the node's disk or memory",
} if {
	input.volume.emptyDir != null
	not _limited
}

_limited if quantity.above_zero(input.volume.emptyDir.sizeLimit)
