# METADATA
# title: Bound roles must not write the status of Services
# description: >-
#   The status of a Service of type LoadBalancer names addresses whose traffic nodes send to the Service's pods.
#   Whoever writes it takes over traffic to any address, from the whole cluster (CVE-2020-8554). It is acceptable for
#   controllers of load balancers.
# scope: package
# related_resources:
#   - ref: https://github.com/kubernetes/kubernetes/issues/97076
#     description: CVE-2020-8554
# custom:
#   severity: medium
#   subject: kubernetes/binding
#   wall: network
#   dimension: security
#   remediation: Remove update and patch on services/status from the role.
#   weaker_than: kubernetes/cluster-admin-bound
#   frameworks:
#     nsa: [authentication-authorization]
#     mitre-containers: [T1562]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-4, ac-6]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.2", "7.2.5"]
package bulkhead.kubernetes.writes_service_status

import data.bulkhead.lib.kubernetes.rbac

deny contains {"path": grant.path, "message": message} if {
	some grant in rbac.grants
	_gives(grant.rule)
	message := rbac.by_scope(
		"lets its subjects take over traffic to any address, by any Service",
		"lets its subjects take over traffic to any address, by a Service of its namespace",
	)
}

_gives(rule) if rbac.allows_any(rule, {"update", "patch"}, _resources)

_resources := {"": ["services/status"]}

unknown := rbac.unclear

notapplicable if not rbac.is_judged
