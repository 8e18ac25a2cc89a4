# METADATA
# title: Bound roles must not create workloads
# description: >-
#   Whoever creates pods, or creates or changes what creates them, runs code as any account of the namespace, with any of its
#   Secrets mounted, and on the node itself where admission does not stop it. It is acceptable for those who deploy, in
#   namespaces whose Pod Security level is baseline or restricted. Rules that resourceNames narrow do not count.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation
#     description: Workload creation
# custom:
#   severity: high
#   subject: kubernetes/binding
#   wall: identity
#   dimension: security
#   remediation: >-
#     Remove create, update and patch on pods and their controllers from the role, or bind it only in a namespace that
#     enforces a Pod Security level.
#   weaker_than: kubernetes/cluster-admin-bound
#   frameworks:
#     cis-kubernetes-1.12: ["5.1.4"]
#     nsa: [authentication-authorization]
#     mitre-containers: [T1610, T1053.007]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-6, cm-5]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.2", "7.2.5"]
package bulkhead.kubernetes.creates_workloads

import data.bulkhead.lib.kubernetes.rbac

deny contains {"path": grant.path, "message": message, "severity": severity} if {
	some grant in rbac.grants
	_creates(grant.rule)
	message := rbac.by_scope(
		"lets its subjects run pods of their own as any account of the whole cluster",
		"lets its subjects run pods of their own as any account of its namespace",
	)
	severity := rbac.by_scope("high", "medium")
}

_creates(rule) if rbac.allows(rule, "create", "", "pods")

_creates(rule) if {
	some group, resources in _controllers
	some resource in resources
	some verb in ["create", "update", "patch"]
	rbac.allows(rule, verb, group, resource)
}

# What Kubernetes v1.37 turns into pods, by API group.
_controllers := {
	"": ["replicationcontrollers"],
	"apps": ["daemonsets", "deployments", "replicasets", "statefulsets"],
	"batch": ["cronjobs", "jobs"],
}

unknown := rbac.unclear

notapplicable if not rbac.is_judged
