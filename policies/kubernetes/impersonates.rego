# METADATA
# title: Bound roles must not impersonate others
# description: >-
#   Whoever impersonates users or groups acts with their rights, and with those of system:masters in the end;
#   impersonated accounts bring theirs. From Kubernetes 1.36 on, the verbs impersonate:user-info and
#   impersonate:serviceaccount give the same for those actions that another rule names. Rules narrowed by resourceNames
#   do not count, unless a name is one of Kubernetes' own, such as system:masters. It is acceptable for proxies that
#   authenticate users themselves.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/
#     description: User impersonation
# custom:
#   severity: critical
#   subject: kubernetes/binding
#   wall: identity
#   dimension: security
#   remediation: Remove impersonate from the role, or name the few users, groups or accounts in resourceNames.
#   weaker_than: kubernetes/cluster-admin-bound
#   frameworks:
#     cis-kubernetes-1.12: ["5.1.8"]
#     nsa: [authentication-authorization]
#     mitre-containers: [T1078]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-3, ac-6]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.2", "7.2.5"]
package bulkhead.kubernetes.impersonates

import data.bulkhead.lib.kubernetes.rbac

deny contains {
	"path": grant.path,
	"message": "lets its subjects act as any user or group",
	"severity": "critical",
} if {
	rbac.is_cluster_wide
	some grant in rbac.grants
	some resource in ["users", "groups"]
	_impersonates(grant.rule, "impersonate", "", resource)
}

deny contains {"path": grant.path, "message": message, "severity": severity} if {
	some grant in rbac.grants
	_impersonates(grant.rule, "impersonate", "", "serviceaccounts")
	message := rbac.by_scope(
		"lets its subjects act as any service account of the whole cluster",
		"lets its subjects act as any service account of its namespace",
	)
	severity := rbac.by_scope("critical", "high")
}

deny contains {
	"path": grant.path,
	"message": "lets its subjects act as any user or group, for the actions that an impersonate-on rule names",
	"severity": "high",
} if {
	rbac.is_cluster_wide
	some grant in rbac.grants
	some resource in ["users", "groups"]
	_constrained(grant.rule, "impersonate:user-info", resource)
}

deny contains {"path": grant.path, "message": message, "severity": severity} if {
	some grant in rbac.grants
	_constrained(grant.rule, "impersonate:serviceaccount", "serviceaccounts")
	message := rbac.by_scope(
		"lets its subjects act as any service account of the whole cluster, for the actions that an impersonate-on rule names",
		"lets its subjects act as any service account of its namespace, for the actions that an impersonate-on rule names",
	)
	severity := rbac.by_scope("high", "medium")
}

# Where a rule gives the plain verb too, that says it all.
_constrained(rule, verb, resource) if {
	_impersonates(rule, verb, "authentication.k8s.io", resource)
	not rbac.matches(rule, "impersonate", "", resource)
}

_impersonates(rule, verb, group, resource) if rbac.allows(rule, verb, group, resource)

_impersonates(rule, verb, group, resource) if {
	rbac.matches(rule, verb, group, resource)
	some name in rule.resourceNames
	is_string(name)
	startswith(name, "system:")
	not name in _harmless
}

# Identities that everyone has, or anyone may take.
_harmless := {"system:anonymous", "system:authenticated", "system:serviceaccounts", "system:unauthenticated"}

unknown := rbac.unclear

notapplicable if not rbac.is_judged
