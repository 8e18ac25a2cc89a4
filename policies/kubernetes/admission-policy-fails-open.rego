# METADATA
# title: Admission policies must refuse what they can't judge
# description: >-
#   With failurePolicy: Ignore an object is admitted where an expression of the policy fails, as one does that reads a
#   field which is not there, or where the policy is not valid. Whoever makes the object can bring that about. The
#   default is Fail.
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
#     Set failurePolicy to Fail, and ask for fields with has() before they are read.
#   frameworks:
#     cis-kubernetes-1.12: ["5.2.1"]
#     nsa: [pod-security-enforcement]
#     mitre-containers: ["T1562.001"]
#     nist-800-53r5: [cm-6, cm-7]
#     bsi-app-4.4: [A4]
#     bsi-sys-1.6: [A21]
package bulkhead.kubernetes.admission_policy_fails_open

deny contains {
	"path": ["admissionpolicy", "spec", "failurePolicy"],
	"message": "admits what its expressions can't judge",
	"expected": "Fail",
} if {
	input.admissionpolicy.spec.failurePolicy == "Ignore"
}
