# METADATA
# title: Containers of a pod must not share their processes
# description: >-
#   With shareProcessNamespace all containers of a pod see each other's processes and arguments, may signal those of the
#   same user, and reach their files through /proc. What a sidecar is not trusted with, it can then read. It is
#   acceptable for debugging, and where all containers are of one program.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/
#     description: Sharing a process namespace
# custom:
#   severity: low
#   subject: kubernetes/pod
#   wall: privilege
#   dimension: isolation
#   remediation: >-
#     Remove shareProcessNamespace.
#   fix: [{remove: true}]
#   frameworks:
#     nist-800-190: ["4.4.3"]
#     nist-800-53r5: [ac-6, sc-39]
#     bsi-sys-1.6: [A17]
package bulkhead.kubernetes.shared_process_namespace

deny contains {
	"path": ["pod", "spec", "shareProcessNamespace"],
	"message": "lets its containers see and signal each other's processes",
	"expected": false,
} if {
	input.pod.spec.shareProcessNamespace == true
	input.facts.containers > 1
}
