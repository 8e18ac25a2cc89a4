# METADATA
# title: Containers must not take ports of the node
# description: >-
#   A host port makes the container reachable at the node's own address, beside Services and often beside network
#   policies, and ties the pod to nodes where the port is free. In a pod of the node's network each port of a
#   container is a host port, as the API sets it when the pod is made.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Pod Security Standards, baseline
# custom:
#   severity: medium
#   subject: kubernetes/port
#   wall: network
#   dimension: isolation
#   remediation: >-
#     Remove hostPort, and publish the port through a Service.
#   frameworks:
#     pss: [baseline]
#     cis-kubernetes-1.12: ["5.2.12"]
#     nsa: [pod-security]
#     nist-800-190: ["4.4.2"]
#     nist-800-53r5: [cm-7, sc-7]
#     bsi-sys-1.6: [A5]
#     bsi-app-4.4: [A7]
package bulkhead.kubernetes.host_port

deny contains {
	"path": ["port", "hostPort"],
	"message": "is open at the node's address",
	"expected": 0,
} if {
	_set
}

deny contains {
	"path": ["pod", "spec", "hostNetwork"],
	"message": "is open at the node's address, as the pod shares the node's network",
	"expected": false,
} if {
	input.pod.spec.hostNetwork == true
	is_number(input.port.containerPort)
	not _set
}

_set if {
	is_number(input.port.hostPort)
	input.port.hostPort != 0
}
