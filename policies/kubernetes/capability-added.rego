# METADATA
# title: Containers must not add capabilities beyond the baseline's
# description: >-
#   The baseline profile allows adding only capabilities of the common runtimes' own set, NET_RAW left out. It knows
#   the names in upper case without prefix only. kubernetes/dangerous-capability names those among the rest that
#   reach beyond the container.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Pod Security Standards, baseline
#   - ref: https://man7.org/linux/man-pages/man7/capabilities.7.html
#     description: Linux capabilities
# custom:
#   severity: medium
#   subject: kubernetes/container
#   wall: privilege
#   dimension: isolation
#   weaker_than: kubernetes/dangerous-capability
#   remediation: >-
#     Remove the capability from securityContext.capabilities.add.
#   frameworks:
#     pss: [baseline]
#     cis-kubernetes-1.12: ["5.2.8", "5.2.9"]
#     nsa: [pod-security]
#     nist-800-190: ["4.4.3"]
#     nist-800-53r5: [ac-6]
#     bsi-sys-1.6: [A17]
package bulkhead.kubernetes.capability_added

import data.bulkhead.lib.kubernetes.pod

deny contains {
	"path": ["container", "securityContext", "capabilities", "add", i],
	"message": "adds a capability that the baseline profile does not allow",
} if {
	some i, name in input.container.securityContext.capabilities.add
	not name in _allowed
}

# As of k8s.io/pod-security-admission v0.37.2.
_allowed := {
	"AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP", "SETGID",
	"SETPCAP", "SETUID", "SYS_CHROOT",
}

# The API refuses the field in Windows pods.
notapplicable if pod.windows
