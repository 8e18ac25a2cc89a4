# METADATA
# title: Containers must not run in the group root
# description: >-
#   Many files of images and of nodes are the group root's, and some are writable for it. A container with gid 0,
#   whatever its user, may change those that it reaches. The container's runAsGroup comes before the pod's; fsGroup and
#   supplementalGroups are the pod's. Where none is set the image decides, which is not judged here.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
#     description: Security contexts of pods and containers
# custom:
#   severity: low
#   subject: kubernetes/container
#   wall: privilege
#   dimension: isolation
#   remediation: >-
#     Set runAsGroup, fsGroup and supplementalGroups to gids above 0.
#   frameworks:
#     nsa: [non-root-containers]
#     nist-800-190: ["4.4.3"]
#     nist-800-53r5: [ac-6]
#     bsi-sys-1.6: [A17]
package bulkhead.kubernetes.root_group

import data.bulkhead.lib.kubernetes.pod

deny contains {"path": path, "message": "is of the group root"} if {
	not pod.windows
	some path in _root
}

_root contains ["container", "securityContext", "runAsGroup"] if input.container.securityContext.runAsGroup == 0

_root contains ["pod", "spec", "securityContext", "runAsGroup"] if {
	input.pod.spec.securityContext.runAsGroup == 0
	not _decides
}

_root contains ["pod", "spec", "securityContext", "fsGroup"] if input.pod.spec.securityContext.fsGroup == 0

_root contains ["pod", "spec", "securityContext", "supplementalGroups", i] if {
	some i
	input.pod.spec.securityContext.supplementalGroups[i] == 0
}

_decides if is_number(input.container.securityContext.runAsGroup)

# Windows has no gids.
notapplicable if pod.windows
