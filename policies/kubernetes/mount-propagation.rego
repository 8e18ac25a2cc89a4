# METADATA
# title: Containers must not propagate their mounts to the node
# description: >-
#   With mountPropagation: Bidirectional what the container mounts appears on the node and in all pods that use the
#   volume, and stays when the container ends. The API allows it to privileged containers only. Storage drivers need it.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/storage/volumes/#mount-propagation
#     description: Mount propagation
# custom:
#   severity: medium
#   subject: kubernetes/container
#   wall: storage
#   dimension: isolation
#   remediation: >-
#     Leave mountPropagation out, or set HostToContainer where the node's new mounts must be seen.
#   fix: [{remove: true, note: what the container mounts stays in the container then}]
#   frameworks:
#     mitre-containers: [T1611]
#     nist-800-190: ["4.5.5"]
#     nist-800-53r5: [ac-6, sc-39]
#     bsi-sys-1.6: [A19]
package bulkhead.kubernetes.mount_propagation

deny contains {
	"path": ["container", "volumeMounts", i, "mountPropagation"],
	"message": "mounts into the node, not only into itself",
	"expected": "None",
} if {
	some i
	input.container.volumeMounts[i].mountPropagation == "Bidirectional"
}
