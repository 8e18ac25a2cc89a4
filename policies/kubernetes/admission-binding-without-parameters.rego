# METADATA
# title: Bindings of admission policies must refuse where parameters are missing
# description: >-
#   A binding with parameterNotFoundAction: Allow admits everything once the object with the parameters is gone, or is
#   not in a namespace: whoever may delete it switches the policy off.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
#     description: Validating admission policies
# custom:
#   severity: medium
#   subject: kubernetes/admissionbinding
#   wall: management
#   dimension: security
#   remediation: >-
#     Set paramRef.parameterNotFoundAction to Deny.
#   frameworks:
#     cis-kubernetes-1.12: ["5.2.1"]
#     nsa: [pod-security-enforcement]
#     mitre-containers: ["T1562.001"]
#     nist-800-53r5: [cm-6, cm-7]
#     bsi-app-4.4: [A4]
#     bsi-sys-1.6: [A21]
package bulkhead.kubernetes.admission_binding_without_parameters

deny contains {
	"path": ["admissionbinding", "spec", "paramRef", "parameterNotFoundAction"],
	"message": "admits everything where its parameters are not found",
	"expected": "Deny",
} if {
	input.admissionbinding.spec.paramRef.parameterNotFoundAction == "Allow"
}
