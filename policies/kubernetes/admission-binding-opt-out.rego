# METADATA
# title: Bindings of admission policies must not be left out by labels
# description: >-
#   A binding that selects by labels of the object is not applied to what its maker labels so. One that selects by
#   labels of the namespace is in the hands of whoever may label namespaces, unless it is the label
#   kubernetes.io/metadata.name, which the API server sets itself; that is of low severity.
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
#     Select namespaces by kubernetes.io/metadata.name, and objects in the policy's own expressions.
#   frameworks:
#     cis-kubernetes-1.12: ["5.2.1"]
#     nsa: [pod-security-enforcement]
#     mitre-containers: ["T1562.001"]
#     nist-800-53r5: [cm-6, cm-7]
#     bsi-app-4.4: [A4]
#     bsi-sys-1.6: [A21]
package bulkhead.kubernetes.admission_binding_opt_out

deny contains {
	"path": ["admissionbinding", "spec", "matchResources", "objectSelector"],
	"message": "is applied only to objects whose own labels say so",
} if {
	_by_object
}

deny contains {
	"path": ["admissionbinding", "spec", "matchResources", "namespaceSelector"],
	"message": "is applied only to namespaces that somebody has labelled, or has not",
	"severity": "low",
} if {
	count(_labels - {"kubernetes.io/metadata.name"}) > 0
}

_by_object if some _ in input.admissionbinding.spec.matchResources.objectSelector.matchLabels

_by_object if some _ in input.admissionbinding.spec.matchResources.objectSelector.matchExpressions

_labels contains label if some label, _ in input.admissionbinding.spec.matchResources.namespaceSelector.matchLabels

_labels contains expression.key if {
	some expression in input.admissionbinding.spec.matchResources.namespaceSelector.matchExpressions
}
