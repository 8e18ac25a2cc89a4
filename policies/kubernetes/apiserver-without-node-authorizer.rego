# METADATA
# title: The API server must limit nodes to what their pods need
# description: >-
#   The Node authorizer lets a kubelet read the Secrets, ConfigMaps and volumes of pods on its node alone. Without
#   it nodes need a role that reads those of all, and whoever takes over one node has the cluster's. It is
#   acceptable where a webhook limits nodes as much.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/node/
#     description: Node authorization
# custom:
#   severity: medium
#   subject: kubernetes/apiserver
#   wall: identity
#   dimension: security
#   remediation: >-
#     Add Node to --authorization-mode, or to the file of --authorization-config.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.7"]
#     nist-800-190: ["4.3.5"]
#     nist-800-53r5: [ac-3, ac-6]
#     bsi-app-4.4: [A3, A15]
package bulkhead.kubernetes.apiserver_without_node_authorizer

deny contains {
	"path": ["apiserver", "flags", "authorization-mode"],
	"message": "does not limit nodes to what their pods need",
	"expected": "Node",
} if {
	not "Node" in input.facts.authorizers
}
