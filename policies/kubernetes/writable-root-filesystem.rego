# METADATA
# title: Containers must have a read-only root file system
# description: >-
#   A container that can write to its root file system lets an attacker replace programs, keep tools and hide. Data
#   belongs on volumes, and scratch space on an emptyDir. Absent means writable.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
#     description: Security contexts of pods and containers
# custom:
#   severity: low
#   subject: kubernetes/container
#   wall: storage
#   dimension: security
#   remediation: >-
#     Set securityContext.readOnlyRootFilesystem to true, and mount an emptyDir where the application writes.
#   frameworks:
#     nsa: [immutable-file-systems]
#     nist-800-190: ["4.4.4"]
#     nist-800-53r5: [cm-5, si-7]
#     bsi-sys-1.6: [A23]
package bulkhead.kubernetes.writable_root_filesystem

import data.bulkhead.lib.kubernetes.pod

deny contains {
	"path": ["container", "securityContext", "readOnlyRootFilesystem"],
	"message": "may write to its own root file system",
	"expected": true,
} if {
	not _read_only
	not pod.windows
}

_read_only if input.container.securityContext.readOnlyRootFilesystem == true

# The API refuses the field in Windows pods.
notapplicable if pod.windows
