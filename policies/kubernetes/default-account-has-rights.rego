# METADATA
# title: The account default must have no rights
# description: >-
#   Every pod of a namespace that names no account gets the account default: what a binding gives it, or an annotation
#   that ties it to an identity of the cloud, goes to workloads that nobody thought of, and to those to come. What
#   bindings of its groups give is judged there.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/service-accounts/#default-service-accounts
#     description: Default service accounts
# custom:
#   severity: medium
#   subject: kubernetes/serviceaccount
#   wall: identity
#   dimension: security
#   remediation: >-
#     Make an account for the workload that needs the rights, name it in the binding or annotate it instead, and set
#     automountServiceAccountToken to false in the account default.
#   frameworks:
#     cis-kubernetes-1.12: ["5.1.5"]
#     nsa: [authentication-authorization]
#     mitre-containers: ["T1078.001"]
#     nist-800-53r5: [ac-3, ac-6]
#     bsi-app-4.4: [A3, A9]
#     bsi-sys-1.6: [A18]
#     pci-dss-4.0.1: ["7.2.5"]
package bulkhead.kubernetes.default_account_has_rights

import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["facts", "bindings"],
	"message": "bindings name it, so that every pod of its namespace that names no account has what they give",
	"expected": 0,
	"severity": _severity,
} if {
	not notapplicable
	is_number(input.facts.bindings)
	input.facts.bindings > 0
}

deny contains {
	"path": ["serviceaccount", "metadata", "annotations", annotation],
	"message": "is tied to an identity of the cloud, for every pod of its namespace that names no account",
} if {
	not notapplicable
	some annotation in [
		"azure.workload.identity/client-id",
		"eks.amazonaws.com/role-arn",
		"iam.gke.io/gcp-service-account",
	]
	input.serviceaccount.metadata.annotations[annotation] != ""
}

default _severity := "medium"

_severity := "high" if some _ in input.facts.rights.cluster

unknown contains unknown_value.verdict(["facts", "bindings"], input.facts.bindings) if not notapplicable

notapplicable if not input.facts.default
