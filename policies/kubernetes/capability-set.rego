# METADATA
# title: Containers must have the restricted profile's capabilities
# description: >-
#   The restricted profile asks that a container drops ALL, in upper case, and adds NET_BIND_SERVICE at most.
#   kubernetes/capability-not-dropped and kubernetes/dangerous-capability ask what this comes to.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Pod Security Standards, restricted
# custom:
#   severity: low
#   subject: kubernetes/container
#   wall: privilege
#   dimension: isolation
#   weaker_than: kubernetes/capability-not-dropped
#   remediation: >-
#     Set securityContext.capabilities.drop to [ALL] and add nothing but NET_BIND_SERVICE.
#   frameworks:
#     pss: [restricted]
#     nsa: [pod-security]
#     nist-800-53r5: [ac-6]
#     bsi-sys-1.6: [A17]
package bulkhead.kubernetes.capability_set

import data.bulkhead.lib.kubernetes.pod

deny contains {
	"path": ["container", "securityContext", "capabilities", "drop"],
	"message": "does not drop ALL capabilities",
	"expected": ["ALL"],
} if {
	not _drops_all
	not pod.windows
}

deny contains {
	"path": ["container", "securityContext", "capabilities", "add", i],
	"message": "adds a capability that the restricted profile does not allow",
} if {
	not pod.windows
	some i, name in input.container.securityContext.capabilities.add
	name != "NET_BIND_SERVICE"
}

_drops_all if "ALL" in input.container.securityContext.capabilities.drop

# The profile exempts Windows pods.
notapplicable if pod.windows
