# METADATA
# title: The kubelet must limit the processes of each pod
# description: >-
#   Without podPidsLimit one pod makes processes until the node has no numbers left for any other, the kubelet's
#   own probes among them. It is unlimited by default. It is acceptable where all pods of a node are one owner's.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/policy/pid-limiting/
#     description: Process ID limits
# custom:
#   severity: medium
#   subject: kubernetes/kubelet
#   wall: kernel
#   dimension: security
#   remediation: >-
#     Set podPidsLimit in the kubelet's configuration, 4096 for example.
#   frameworks:
#     cis-kubernetes-1.12: ["4.2.13"]
#     nsa: [resource-policies]
#     mitre-containers: [T1499]
#     nist-800-190: ["4.4.3"]
#     nist-800-53r5: [sc-5, sc-6]
#     bsi-sys-1.6: [A15]
package bulkhead.kubernetes.kubelet_without_pid_limit

deny contains {"path": ["kubelet", "podPidsLimit"], "message": "lets each pod make any number of processes"} if {
	not _is_limited
}

_is_limited if input.kubelet.podPidsLimit > 0
