# METADATA
# title: Bound roles must not read Secrets
# description: >-
#   Secrets hold passwords, keys and account tokens: whoever reads them acts as their owners. The verbs list and watch give the
#   contents as get does. Rules that resourceNames narrow to named Secrets are acceptable and do not count.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/secrets-good-practices/
#     description: Good practices for Kubernetes Secrets
# custom:
#   severity: high
#   subject: kubernetes/binding
#   wall: identity
#   dimension: security
#   remediation: Remove secrets from the role's rules, or allow get alone and name the Secrets in resourceNames.
#   weaker_than: kubernetes/cluster-admin-bound
#   frameworks:
#     cis-kubernetes-1.12: ["5.1.2"]
#     nsa: [authentication-authorization]
#     mitre-containers: [T1528, T1552.007]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-3, ac-6]
#     bsi-sys-1.6: [A8]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.2", "7.2.5"]
package bulkhead.kubernetes.reads_secrets

import data.bulkhead.lib.kubernetes.rbac

deny contains {"path": grant.path, "message": message, "severity": severity} if {
	some grant in rbac.grants
	some verb in ["get", "list", "watch"]
	rbac.allows(grant.rule, verb, "", "secrets")
	message := rbac.by_scope(
		"lets its subjects read any Secret of the whole cluster",
		"lets its subjects read any Secret of its namespace",
	)
	severity := rbac.by_scope("high", "medium")
}

unknown := rbac.unclear

notapplicable if not rbac.is_judged
