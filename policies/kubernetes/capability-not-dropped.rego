# METADATA
# title: Containers must drop all capabilities
# description: >-
#   A runtime gives each container some fourteen of root's capabilities, among them those to forge packets and to
#   override file permissions. Applications rarely need any, and each widens what a broken process may do. Add back
#   the single one that is needed.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Pod Security Standards, restricted
#   - ref: https://man7.org/linux/man-pages/man7/capabilities.7.html
#     description: Linux capabilities
# custom:
#   severity: low
#   subject: kubernetes/container
#   wall: privilege
#   dimension: isolation
#   remediation: >-
#     Set securityContext.capabilities.drop to [ALL], and add the single capabilities that are really needed.
#   fix:
#     - path: [container, securityContext, capabilities, drop]
#       add: ALL
#       note: capabilities that the application really needs have to be added one by one
#   frameworks:
#     cis-kubernetes-1.12: ["5.2.8", "5.2.9"]
#     nsa: [pod-security]
#     nist-800-190: ["4.4.3"]
#     nist-800-53r5: [ac-6, cm-7]
#     bsi-sys-1.6: [A17]
package bulkhead.kubernetes.capability_not_dropped

import data.bulkhead.lib.kubernetes.pod

deny contains {
	"path": ["container", "securityContext", "capabilities", "drop"],
	"message": "keeps capabilities that the runtime gives unasked",
	"expected": ["ALL"],
} if {
	not _drops_all
	not pod.windows
}

# Runtimes take it in lower case too, but not with a prefix: CAP_ALL drops nothing.
_drops_all if {
	some name in input.container.securityContext.capabilities.drop
	upper(name) == "ALL"
}

# Windows has no capabilities.
notapplicable if pod.windows
