# METADATA
# title: Pods must not mount the node's files
# description: >-
#   A hostPath volume is a directory, file or socket of the node. What the pod can write there outlives it and is
#   read by others, a link in it may lead elsewhere, and read-only mounts still disclose. Node agents need it;
#   applications take persistent volumes or emptyDir.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Pod Security Standards, baseline
#   - ref: https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
#     description: hostPath volumes
# custom:
#   severity: medium
#   subject: kubernetes/volume
#   wall: storage
#   dimension: isolation
#   remediation: >-
#     Use a persistent volume claim, a local persistent volume or emptyDir instead of hostPath.
#   frameworks:
#     pss: [baseline]
#     cis-kubernetes-1.12: ["5.2.11"]
#     nsa: [pod-security]
#     mitre-containers: [T1611]
#     nist-800-190: ["4.5.5"]
#     nist-800-53r5: [ac-6, sc-39]
#     bsi-sys-1.6: [A19]
#     bsi-app-4.4: [A4]
package bulkhead.kubernetes.host_path

deny contains {
	"path": ["volume", "hostPath"],
	"message": "is a path of the node",
} if {
	input.volume.hostPath != null
}
