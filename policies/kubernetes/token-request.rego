# METADATA
# title: Bound roles must not make account tokens
# description: >-
#   Whoever creates serviceaccounts/token gets a token of any account in reach and acts with its rights, in the whole cluster with
#   those of the strongest controller. Rules narrowed by resourceNames to named accounts do not count. It is acceptable for
#   issuers of tokens, with the accounts named.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/#token-request
#     description: Token request
# custom:
#   severity: critical
#   subject: kubernetes/binding
#   wall: identity
#   dimension: security
#   remediation: Remove serviceaccounts/token from the role, or name the accounts in resourceNames.
#   weaker_than: kubernetes/cluster-admin-bound
#   frameworks:
#     cis-kubernetes-1.12: ["5.1.13"]
#     nsa: [authentication-authorization]
#     mitre-containers: [T1528]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-3, ac-6]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.2", "7.2.5"]
package bulkhead.kubernetes.token_request

import data.bulkhead.lib.kubernetes.rbac

deny contains {"path": grant.path, "message": message, "severity": severity} if {
	some grant in rbac.grants
	rbac.allows(grant.rule, "create", "", "serviceaccounts/token")
	message := rbac.by_scope(
		"lets its subjects make tokens of any service account of the whole cluster",
		"lets its subjects make tokens of any service account of its namespace",
	)
	severity := rbac.by_scope("critical", "high")
}

unknown := rbac.unclear

notapplicable if not rbac.is_judged
