# METADATA
# title: Each controller must have an account of its own
# description: >-
#   By default all controllers act with the controller manager's own rights, which are then those of all of them
#   together. With --use-service-account-credentials each has an account with a role for its trade alone, and the
#   audit log tells them apart. kubeadm sets it. It is acceptable nowhere.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/
#     description: Flags of the controller manager
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#controller-roles
#     description: Roles of controllers
# custom:
#   severity: medium
#   subject: kubernetes/controllermanager
#   wall: identity
#   dimension: security
#   remediation: >-
#     Set --use-service-account-credentials=true.
#   frameworks:
#     cis-kubernetes-1.12: ["1.3.3"]
#     nsa: [authentication-authorization]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-6, ac-2]
#     bsi-app-4.4: [A9]
#     pci-dss-4.0.1: ["7.2.5"]
package bulkhead.kubernetes.controller_manager_shared_account

deny contains {
	"path": ["controllermanager", "flags", "use-service-account-credentials"],
	"message": "runs all controllers with one account",
	"expected": true,
} if {
	not input.controllermanager.flags["use-service-account-credentials"]
}
