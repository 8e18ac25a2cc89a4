# METADATA
# title: Bound roles must not hand out rights
# description: >-
#   The API server lets nobody hand out rights that they do not hold, but for two verbs: bind on roles allows to bind a
#   role with more, escalate to write more into one. A plain right to write roles or bindings spreads rights no further
#   than its holder's own, and makes revoking them hard. Rules narrowed by resourceNames do not count, unless they bind
#   cluster-admin by name or escalate: whoever escalates a role gives it everything. It is acceptable for controllers that
#   install others.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping
#     description: Privilege escalation prevention
# custom:
#   severity: critical
#   subject: kubernetes/binding
#   wall: identity
#   dimension: security
#   remediation: Remove bind and escalate and the writing of roles and bindings, or name the roles to bind in resourceNames.
#   weaker_than: kubernetes/cluster-admin-bound
#   frameworks:
#     cis-kubernetes-1.12: ["5.1.8"]
#     nsa: [authentication-authorization]
#     mitre-containers: [T1098.006]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-3, ac-6]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.2", "7.2.5"]
package bulkhead.kubernetes.binds_or_escalates

import data.bulkhead.lib.kubernetes.rbac

deny contains {"path": grant.path, "message": message, "severity": severity} if {
	some grant in rbac.grants
	_binds(grant.rule)
	message := rbac.by_scope(
		"lets its subjects bind roles with more rights than they hold, in the whole cluster",
		"lets its subjects bind roles with more rights than they hold, in its namespace",
	)
	severity := rbac.by_scope("critical", "high")
}

deny contains {"path": grant.path, "message": message, "severity": severity} if {
	some grant in rbac.grants
	_escalates(grant.rule)
	message := rbac.by_scope(
		"lets its subjects write roles with more rights than they hold, in the whole cluster",
		"lets its subjects write roles with more rights than they hold, in its namespace",
	)
	severity := rbac.by_scope("critical", "high")
}

deny contains {"path": grant.path, "message": message, "severity": severity} if {
	some grant in rbac.grants
	some resource in (_roles | _bindings)
	some verb in ["create", "update", "patch"]
	rbac.allows(grant.rule, verb, _group, resource)
	not _binds(grant.rule)
	not _escalates(grant.rule)
	message := rbac.by_scope(
		"lets its subjects pass on their own rights in the whole cluster",
		"lets its subjects pass on their own rights in its namespace",
	)
	severity := rbac.by_scope("medium", "low")
}

# A RoleBinding lets bind cluster roles too, in its namespace.
_binds(rule) if {
	some resource in ["roles", "clusterroles"]
	rbac.allows(rule, "bind", _group, resource)
}

_binds(rule) if {
	rbac.matches(rule, "bind", _group, "clusterroles")
	"cluster-admin" in rule.resourceNames
}

_escalates(rule) if {
	some resource in _roles
	rbac.matches(rule, "escalate", _group, resource)
}

_group := "rbac.authorization.k8s.io"

# Cluster roles and their bindings are in no namespace, so a RoleBinding gives nothing on them.
_roles := {"roles", "clusterroles"} if rbac.is_cluster_wide

_roles := {"roles"} if not rbac.is_cluster_wide

_bindings := {"rolebindings", "clusterrolebindings"} if rbac.is_cluster_wide

_bindings := {"rolebindings"} if not rbac.is_cluster_wide

unknown := rbac.unclear

notapplicable if not rbac.is_judged
