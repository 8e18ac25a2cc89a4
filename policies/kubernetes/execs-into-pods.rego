# METADATA
# title: Bound roles must not run commands in others' pods
# description: >-
#   Whoever executes in a pod, attaches to it, adds an ephemeral container to it or gives it another image has its account, its
#   Secrets and its network.
#   Below Kubernetes 1.35 the verb get allows it as create does, over websockets; so it does later where the gate
#   AuthorizePodWebsocketUpgradeCreatePermission is off, which no API shows. It is acceptable for people who debug, for a short
#   time. Rules narrowed by resourceNames do not count.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#     description: Role Based Access Control good practices
# custom:
#   severity: high
#   subject: kubernetes/binding
#   wall: identity
#   dimension: security
#   remediation: Remove pods/exec, pods/attach, pods/ephemeralcontainers and the changing of pods from the role.
#   weaker_than: kubernetes/cluster-admin-bound
#   frameworks:
#     nsa: [authentication-authorization]
#     mitre-containers: [T1609]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-3, ac-6]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.2", "7.2.5"]
package bulkhead.kubernetes.execs_into_pods

import data.bulkhead.lib.kubernetes.rbac
import data.bulkhead.lib.kubernetes.version

deny contains {"path": grant.path, "message": message, "severity": severity} if {
	some grant in rbac.grants
	_executes(grant.rule)
	message := rbac.by_scope(
		"lets its subjects run commands in any pod of the whole cluster",
		"lets its subjects run commands in any pod of its namespace",
	)
	severity := rbac.by_scope("high", "medium")
}

_executes(rule) if _connects(rule, "create")

_executes(rule) if {
	version.before(35)
	_connects(rule, "get")
}

_executes(rule) if {
	some verb in ["update", "patch"]
	rbac.allows(rule, verb, "", "pods/ephemeralcontainers")
}

# Another image in a running pod runs its commands there.
_executes(rule) if {
	some verb in ["update", "patch"]
	rbac.allows(rule, verb, "", "pods")
}

_connects(rule, verb) if {
	some resource in ["pods/exec", "pods/attach"]
	rbac.allows(rule, verb, "", resource)
}

unknown contains element if some element in rbac.unclear

# Whether get is enough depends on the version.
unknown contains version.unclear(grant.path) if {
	some grant in rbac.grants
	_connects(grant.rule, "get")
	not _executes(grant.rule)
}

notapplicable if not rbac.is_judged
