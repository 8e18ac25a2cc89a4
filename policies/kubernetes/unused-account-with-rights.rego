# METADATA
# title: Accounts that nothing uses must have no rights
# description: >-
#   A service account that no workload names keeps what bindings give it, and nobody misses a token of it: whoever may run
#   pods in its namespace, or make tokens there, acts as it. It counts what the bindings that name the account give, not
#   those of its groups. Accounts that Kubernetes binds itself are left out, as its own parts use them. It is acceptable
#   for an account whose tokens are for something outside the cluster, such as a pipeline, and for pods that only a custom
#   resource makes and that did not run.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/#periodic-review
#     description: Periodic review of rights
# custom:
#   severity: medium
#   subject: kubernetes/serviceaccount
#   wall: identity
#   dimension: security
#   remediation: >-
#     Take the account out of the bindings that name it, or delete it.
#   frameworks:
#     nsa: [authentication-authorization]
#     mitre-containers: ["T1078.001"]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-3, ac-6]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.5"]
package bulkhead.kubernetes.unused_account_with_rights

import data.bulkhead.lib.unknown as unknown_value

deny contains {"path": ["facts", "users"], "message": message, "severity": severity} if {
	not notapplicable
	input.facts.users == 0
	some scope, [where, severity] in {
		"cluster": ["in the whole cluster", "medium"],
		"elsewhere": ["in another namespace", "low"],
		"namespace": ["in its namespace", "low"],
	}
	words := input.facts.rights[scope]
	some _ in words
	message := sprintf("nothing that was read uses it, and its bindings let it, %s: %s", [where, concat(", ", _told(words))])
}

# Full rights are all others too.
_told(words) := ["cluster-admin"] if "cluster-admin" in words

_told(words) := words if not "cluster-admin" in words

_holds if {
	some scope in ["cluster", "elsewhere", "namespace"]
	some _ in input.facts.rights[scope]
}

unknown contains unknown_value.verdict(["facts", "users"], input.facts.users) if _holds

unknown contains unknown_value.verdict(["facts", "rights", "unclear"], input.facts.rights.unclear) if {
	not _holds
	not _is_used
}

_is_used if {
	is_number(input.facts.users)
	input.facts.users > 0
}

notapplicable if input.facts.shipped == true
