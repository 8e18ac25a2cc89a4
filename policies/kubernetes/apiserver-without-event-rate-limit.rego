# METADATA
# title: The API server should limit the rate of events
# description: >-
#   Whoever may make events, as every controller and node, can flood the API server and etcd with them. The plugin
#   EventRateLimit bounds that; it is off by default and needs a configuration. API priority and fairness, on by
#   default, already keeps one flow from starving all others, so this is one more bound and no wall.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#eventratelimit
#     description: EventRateLimit
# custom:
#   severity: low
#   subject: kubernetes/apiserver
#   wall: management
#   dimension: security
#   remediation: >-
#     Add EventRateLimit to --enable-admission-plugins, with limits in the file of
#     --admission-control-config-file.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.9"]
#     mitre-containers: [T1499]
#     nist-800-53r5: [sc-5]
package bulkhead.kubernetes.apiserver_without_event_rate_limit

import data.bulkhead.lib.kubernetes.plugins

deny contains {
	"path": ["apiserver", "flags", "enable-admission-plugins"],
	"message": "does not limit the rate of events",
	"expected": "EventRateLimit",
} if {
	not plugins.is_enabled("EventRateLimit")
}
