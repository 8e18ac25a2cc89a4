# METADATA
# title: Pods must not share the node's network
# description: >-
#   A pod in the node's network sees the traffic of the node, reaches services that listen on loopback only (the
#   kubelet's, a cloud's metadata service), may listen on the node's addresses, and network policies do not apply to
#   it. Network plugins and proxies of the node need it.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Pod Security Standards, baseline
# custom:
#   severity: high
#   subject: kubernetes/pod
#   wall: network
#   dimension: isolation
#   remediation: >-
#     Remove spec.hostNetwork, and publish ports through a Service.
#   frameworks:
#     pss: [baseline]
#     cis-kubernetes-1.12: ["5.2.5"]
#     nsa: [pod-security]
#     mitre-containers: [T1611]
#     nist-800-190: ["4.4.2", "4.4.3"]
#     nist-800-53r5: [sc-7, sc-39]
#     bsi-sys-1.6: [A5]
#     bsi-app-4.4: [A7]
package bulkhead.kubernetes.host_network

deny contains {
	"path": ["pod", "spec", "hostNetwork"],
	"message": "shares the node's network: it reaches what listens on loopback, and network policies do not hold it",
	"expected": false,
} if {
	input.pod.spec.hostNetwork == true
}
