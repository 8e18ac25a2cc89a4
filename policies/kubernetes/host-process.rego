# METADATA
# title: Windows containers must not be host processes
# description: >-
#   A HostProcess container is a process of the Windows node with no container around it: it sees the node's files,
#   network and services. Node agents on Windows need it.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Pod Security Standards, baseline
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/
#     description: HostProcess pods
# custom:
#   severity: critical
#   subject: kubernetes/container
#   wall: kernel
#   dimension: isolation
#   remediation: >-
#     Remove windowsOptions.hostProcess from pod and containers.
#   frameworks:
#     pss: [baseline]
#     cis-kubernetes-1.12: ["5.2.10"]
#     nsa: [pod-security]
#     mitre-containers: [T1611]
#     nist-800-190: ["4.4.3"]
#     nist-800-53r5: [ac-6, sc-39]
#     bsi-sys-1.6: [A17, A26]
package bulkhead.kubernetes.host_process

deny contains {
	"path": ["container", "securityContext", "windowsOptions", "hostProcess"],
	"message": "is a process of the node: nothing stands between it and the node",
	"expected": false,
} if {
	input.container.securityContext.windowsOptions.hostProcess == true
}

# The API refuses a container that differs from its pod in this.
deny contains {
	"path": ["pod", "spec", "securityContext", "windowsOptions", "hostProcess"],
	"message": "is a process of the node, as it inherits from the pod",
	"expected": false,
} if {
	input.pod.spec.securityContext.windowsOptions.hostProcess == true
}
