# METADATA
# title: Gateways must not take routes from all namespaces
# description: >-
#   A listener with allowedRoutes.namespaces.from All takes routes of every namespace: who may create a route
#   anywhere can publish a service on the gateway's address, and take over hosts and paths that others have not
#   claimed. By default a listener takes those of its own namespace. A listener for one host that is no wildcard
#   is of lower severity, as routes can take nothing but that host.
# scope: package
# related_resources:
#   - ref: https://gateway-api.sigs.k8s.io/concepts/security-model/
#     description: Security model of the Gateway API
# custom:
#   severity: medium
#   subject: kubernetes/gateway
#   wall: network
#   dimension: isolation
#   remediation: >-
#     Set from to Selector, with a label that only the operators give to namespaces, or to Same.
#   frameworks:
#     nsa: [network-separation]
#     mitre-containers: [T1133]
#     nist-800-190: ["4.3.3"]
#     nist-800-53r5: [ac-4, sc-7]
#     bsi-app-4.4: [A7]
package bulkhead.kubernetes.gateway_open_to_all_namespaces

deny contains {
	"path": ["gateway", "spec", "listeners", i, "allowedRoutes", "namespaces", "from"],
	"message": "has a listener that takes routes of every namespace",
	"expected": "Same",
	"severity": _severity(object.get(listener, "hostname", "")),
} if {
	some i, listener in input.gateway.spec.listeners
	listener.allowedRoutes.namespaces.from == "All"
}

# An empty selector selects all namespaces.
deny contains {
	"path": ["gateway", "spec", "listeners", i, "allowedRoutes", "namespaces", "selector"],
	"message": "has a listener that takes routes of every namespace, as its selector is empty",
	"severity": _severity(object.get(listener, "hostname", "")),
} if {
	some i, listener in input.gateway.spec.listeners
	listener.allowedRoutes.namespaces.from == "Selector"
	selector := listener.allowedRoutes.namespaces.selector
	object.get(selector, "matchLabels", null) in {null, {}}
	object.get(selector, "matchExpressions", null) in {null, []}
}

default _severity(_) := "medium"

_severity(host) := "low" if {
	host != ""
	not startswith(host, "*")
}
