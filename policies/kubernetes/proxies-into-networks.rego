# METADATA
# title: Bound roles must not forward into the pod network
# description: >-
#   The subresources pods/portforward, pods/proxy and services/proxy open connections to pods and Services from inside
#   the cluster, past network policies that guard them from outside. The proxies take the verb of the request's
#   method, get for a read; below Kubernetes 1.35 port forwarding takes get as well as create. It is acceptable for
#   people who debug, for a short time.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources
#     description: Referring to resources
# custom:
#   severity: medium
#   subject: kubernetes/binding
#   wall: network
#   dimension: security
#   remediation: Remove pods/portforward, pods/proxy and services/proxy from the role.
#   weaker_than: kubernetes/cluster-admin-bound
#   frameworks:
#     nsa: [authentication-authorization]
#     mitre-containers: [T1609]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-3, ac-6]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.2", "7.2.5"]
package bulkhead.kubernetes.proxies_into_networks

import data.bulkhead.lib.kubernetes.rbac
import data.bulkhead.lib.kubernetes.version

deny contains {"path": grant.path, "message": message, "severity": severity} if {
	some grant in rbac.grants
	_gives(grant.rule)
	message := rbac.by_scope(
		"lets its subjects connect to any pod of the whole cluster",
		"lets its subjects connect to any pod of its namespace",
	)
	severity := rbac.by_scope("medium", "low")
}

_gives(rule) if {
	some group, resources in _verbs
	rbac.has_group(rule, group)
	some resource, verbs in resources
	some verb in verbs
	rbac.allows(rule, verb, group, resource)
}

_gives(rule) if {
	version.before(35)
	_forwards_by_get(rule)
}

_forwards_by_get(rule) if rbac.allows(rule, "get", "", "pods/portforward")

# By API group and resource.
_verbs := {"": {
	"pods/portforward": ["create"],
	"pods/proxy": ["get", "create", "update", "patch"],
	"services/proxy": ["get", "create", "update", "patch"],
}}

unknown contains element if some element in rbac.unclear

# Whether get is enough depends on the version.
unknown contains version.unclear(grant.path) if {
	some grant in rbac.grants
	_forwards_by_get(grant.rule)
	not _gives(grant.rule)
}

notapplicable if not rbac.is_judged
