# METADATA
# title: The API server must decide by roles
# description: >-
#   RBAC is what Kubernetes' own roles, its controllers and every tool that reads rights are written for. Without
#   it what roles and bindings say is not in force, and the rights that bulkhead finds in them are none. It is
#   acceptable where a webhook decides instead and is audited by itself.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/rbac/
#     description: RBAC
# custom:
#   severity: high
#   subject: kubernetes/apiserver
#   wall: identity
#   dimension: security
#   remediation: >-
#     Add RBAC to --authorization-mode, or to the file of --authorization-config.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.8"]
#     nsa: [authentication-authorization]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-3, ac-6]
#     bsi-app-4.4: [A3]
#     pci-dss-4.0.1: ["7.3.1", "7.3.2"]
package bulkhead.kubernetes.apiserver_without_rbac

deny contains {
	"path": ["apiserver", "flags", "authorization-mode"],
	"message": "does not decide by roles",
	"expected": "RBAC",
} if {
	not "RBAC" in input.facts.authorizers
}
