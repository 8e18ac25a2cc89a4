# METADATA
# title: Admission policies must refuse what does not follow them
# description: >-
#   A validating admission policy does nothing until a binding names it, and a binding that only warns or audits admits
#   all the same. It is acceptable while a policy is being tried out. In files alone it is not known whether a policy
#   without a binding has one.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
#     description: Validating admission policies
# custom:
#   severity: medium
#   subject: kubernetes/admissionpolicy
#   wall: management
#   dimension: security
#   remediation: >-
#     Bind the policy with a ValidatingAdmissionPolicyBinding whose validationActions contain Deny.
#   frameworks:
#     cis-kubernetes-1.12: ["5.2.1"]
#     nsa: [pod-security-enforcement]
#     mitre-containers: ["T1562.001"]
#     nist-800-53r5: [cm-6, cm-7]
#     bsi-app-4.4: [A4]
#     bsi-sys-1.6: [A21]
package bulkhead.kubernetes.admission_policy_not_enforced

deny contains {
	"path": ["facts", "actions"],
	"message": "is bound, but nothing is refused: its bindings warn or audit only",
	"expected": ["Deny"],
} if {
	count(input.facts.actions) > 0
	not "Deny" in input.facts.actions
}

deny contains {
	"path": ["facts", "actions"],
	"message": "is not bound to anything, so it does nothing",
	"expected": ["Deny"],
} if {
	input.facts.actions == []
}
