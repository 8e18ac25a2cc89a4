# METADATA
# title: Bindings must name accounts that exist
# description: >-
#   A binding keeps what it gives for the account that it names, whether that exists or not: whoever may make service
#   accounts in that namespace makes one of that name and has the rights. It happens where an account or its namespace was
#   deleted and its bindings were not. What Kubernetes itself binds is left out, and the account default, which every
#   namespace has. It is acceptable while something is being installed.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/#periodic-review
#     description: Periodic review of rights
# custom:
#   severity: low
#   subject: kubernetes/binding
#   wall: identity
#   dimension: security
#   remediation: >-
#     Take the account out of the binding, or delete the binding.
#   frameworks:
#     nsa: [authentication-authorization]
#     mitre-containers: [T1078]
#     nist-800-53r5: [ac-3, ac-6]
#     bsi-app-4.4: [A3]
package bulkhead.kubernetes.missing_account_bound

deny contains {
	"path": ["binding", "subjects", i],
	"message": "keeps rights for a service account that does not exist: whoever makes one of that name has them",
} if {
	some i in input.facts.missingAccounts
}
