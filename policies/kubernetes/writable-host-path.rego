# METADATA
# title: Pods must not write to the node's files
# description: >-
#   A container mounts a path of the node without readOnly. What it writes there outlives the pod, can fill the node's
#   disk, and is read by the node and by whatever else mounts the path. A read-only mount discloses all the same, as
#   kubernetes/host-path says.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
#     description: hostPath volumes
# custom:
#   severity: medium
#   subject: kubernetes/volume
#   wall: storage
#   dimension: isolation
#   remediation: >-
#     Set readOnly on all mounts of the volume, or use a persistent volume claim or emptyDir instead.
#   frameworks:
#     cis-kubernetes-1.12: ["5.2.11"]
#     nsa: [pod-security]
#     mitre-containers: [T1611]
#     nist-800-190: ["4.5.5"]
#     nist-800-53r5: [ac-6, sc-39]
#     bsi-app-4.4: [A4]
#     bsi-sys-1.6: [A19]
package bulkhead.kubernetes.writable_host_path

deny contains {
	"path": ["volume", "hostPath"],
	"message": "is a path of the node that a container may write to",
} if {
	input.volume.hostPath != null
	input.facts.mounts.writable == true
}
