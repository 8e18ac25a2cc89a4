# METADATA
# title: Containers must not run as root
# description: >-
#   A process with uid 0 in a container is uid 0 on the node as soon as it gets out, and owns what it can reach
#   until then. A container may run as root if its runAsUser is 0, or if none is set and runAsNonRoot is not true,
#   as then the image decides. The container's setting comes before the pod's. In a user namespace (hostUsers:
#   false) its root is an unprivileged user of the node: that is far less.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Pod Security Standards, restricted
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
#     description: Security contexts of pods and containers
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/
#     description: User namespaces
# custom:
#   severity: medium
#   subject: kubernetes/container
#   wall: privilege
#   dimension: isolation
#   remediation: >-
#     Set runAsNonRoot to true and build the image with a numeric user, or set runAsUser to a uid above 0.
#   frameworks:
#     cis-kubernetes-1.12: ["5.2.7"]
#     nsa: [non-root-containers]
#     mitre-containers: [T1611]
#     nist-800-190: ["4.4.3"]
#     nist-800-53r5: [ac-6]
#     bsi-sys-1.6: [A17]
#     bsi-app-4.4: [A4]
package bulkhead.kubernetes.runs_as_root

import data.bulkhead.lib.kubernetes.pod

deny contains object.union({"path": _user.path, "message": "runs as uid 0"}, _mitigation) if {
	_user.id == 0
	not pod.windows
}

deny contains object.union(
	{
		"path": _non_root.path,
		"message": "may run as root: no runAsUser is set, and runAsNonRoot is not true",
		"expected": true,
	},
	_mitigation,
) if {
	not _user
	_non_root.value == false
	not pod.windows
}

_user := {"id": _own_user, "path": ["container", "securityContext", "runAsUser"]}

_user := {
	"id": input.pod.spec.securityContext.runAsUser,
	"path": ["pod", "spec", "securityContext", "runAsUser"],
} if {
	is_number(input.pod.spec.securityContext.runAsUser)
	not _own_user
}

_own_user := input.container.securityContext.runAsUser if is_number(input.container.securityContext.runAsUser)

default _non_root := {"value": false, "path": ["container", "securityContext", "runAsNonRoot"]}

_non_root := {
	"value": input.container.securityContext.runAsNonRoot,
	"path": ["container", "securityContext", "runAsNonRoot"],
} if {
	_container_decides
}

_non_root := {
	"value": input.pod.spec.securityContext.runAsNonRoot,
	"path": ["pod", "spec", "securityContext", "runAsNonRoot"],
} if {
	is_boolean(input.pod.spec.securityContext.runAsNonRoot)
	not _container_decides
}

_container_decides if is_boolean(input.container.securityContext.runAsNonRoot)

default _mitigation := {}

_mitigation := {"severity": "low"} if pod.user_namespace

# Windows has no uid 0.
notapplicable if pod.windows
