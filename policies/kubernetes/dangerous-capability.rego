# METADATA
# title: Containers must not add capabilities that reach beyond them
# description: >-
#   Some of root's capabilities act on the node or its kernel, not on the container alone: with one of them a
#   container loads modules, traces other processes, changes the network or mounts the node's disks. The list, with
#   its date, is in policies/lib/kubernetes/capabilities.rego. Network plugins, storage drivers and debuggers need
#   single ones.
# scope: package
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man7/capabilities.7.html
#     description: Linux capabilities
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Pod Security Standards, baseline
# custom:
#   severity: high
#   subject: kubernetes/container
#   wall: privilege
#   dimension: isolation
#   remediation: >-
#     Remove the capability from securityContext.capabilities.add, and let a node agent do what needs it.
#   frameworks:
#     cis-kubernetes-1.12: ["5.2.9"]
#     nsa: [pod-security]
#     mitre-containers: [T1611, T1068]
#     nist-800-190: ["4.4.3"]
#     nist-800-53r5: [ac-6]
#     bsi-sys-1.6: [A17]
#     bsi-app-4.4: [A4]
package bulkhead.kubernetes.dangerous_capability

import data.bulkhead.lib.kubernetes.capabilities
import data.bulkhead.lib.kubernetes.pod

deny contains {
	"path": ["container", "securityContext", "capabilities", "add", i],
	"message": sprintf("adds a capability that allows %s", [what]),
} if {
	some i, name in input.container.securityContext.capabilities.add
	what := capabilities.dangerous[capabilities.plain(name)]
}

# The API refuses the field in Windows pods.
notapplicable if pod.windows
