# METADATA
# title: The API server must restrict what nodes may write
# description: >-
#   With NodeRestriction a kubelet changes its own Node and the pods on it alone. Without it whoever takes over one
#   node relabels others, so that pods of their choice come to it, and changes pods anywhere. It is off by default;
#   kubeadm, k3s and RKE2 turn it on. It is acceptable nowhere.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction
#     description: NodeRestriction
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/node/
#     description: Node authorization
# custom:
#   severity: high
#   subject: kubernetes/apiserver
#   wall: management
#   dimension: security
#   remediation: >-
#     Add NodeRestriction to --enable-admission-plugins.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.14"]
#     nsa: [authentication-authorization]
#     mitre-containers: [T1098]
#     nist-800-190: ["4.3.5"]
#     nist-800-53r5: [ac-6, ac-3]
#     bsi-app-4.4: [A15]
#     pci-dss-4.0.1: ["7.2.5"]
package bulkhead.kubernetes.apiserver_without_node_restriction

import data.bulkhead.lib.kubernetes.plugins

deny contains {
	"path": ["apiserver", "flags", "enable-admission-plugins"],
	"message": "lets nodes write what belongs to other nodes",
	"expected": "NodeRestriction",
} if {
	not plugins.is_enabled("NodeRestriction")
}
