# METADATA
# title: The group system:masters must not be used
# description: >-
#   The API server lets members of system:masters do everything before it asks RBAC or any webhook, and a certificate with that
#   group can't be revoked. A binding that names the group gives it nothing, and shows that somebody relies on it. It is
#   acceptable in the binding cluster-admin, as Kubernetes ships it.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege
#     description: Least privilege
# custom:
#   severity: medium
#   subject: kubernetes/binding
#   wall: identity
#   dimension: security
#   remediation: Bind a group of your own to the role, and issue no more certificates for system:masters.
#   frameworks:
#     cis-kubernetes-1.12: ["5.1.7"]
#     nsa: [authentication-authorization]
#     mitre-containers: [T1078]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-6]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.2", "7.2.5"]
package bulkhead.kubernetes.masters_bound

deny contains {
	"path": ["binding", "subjects", i, "name"],
	"message": "names system:masters, whose members pass every check as it is",
} if {
	not _as_shipped
	some i in _masters
}

_masters contains i if {
	some i, subject in input.facts.subjects
	subject.kind == "Group"
	subject.name == "system:masters"
}

_as_shipped if {
	input.facts.shippedBinding == "cluster-admin"
	input.facts.scope == "cluster"
}

notapplicable if count(_masters) == 0
