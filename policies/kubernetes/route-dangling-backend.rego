# METADATA
# title: Routes must not name a service that does not exist
# description: >-
#   Whoever may create a service of that name gets the requests that an HTTPRoute or GRPCRoute sends there, or a
#   copy of them where a filter mirrors them: hosts and paths, with what clients send, cookies and passwords
#   included. Until then they get an error. A service of another namespace counts only where a ReferenceGrant there
#   lets the route have it.
# scope: package
# related_resources:
#   - ref: https://gateway-api.sigs.k8s.io/api-types/httproute/
#     description: HTTPRoute
# custom:
#   severity: low
#   subject: kubernetes/route
#   wall: network
#   dimension: isolation
#   remediation: >-
#     Remove the reference, or create the service.
#   frameworks:
#     nsa: [network-separation]
#     mitre-containers: [T1133]
#     nist-800-190: ["4.3.3"]
#     nist-800-53r5: [cm-2, sc-7]
#     bsi-app-4.4: [A7]
package bulkhead.kubernetes.route_dangling_backend

import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": backend.path,
	"message": "sends requests to a service that does not exist: whoever creates it gets them",
} if {
	some backend in _backends
	input.facts.backends[backend.key] == false
}

unknown contains unknown_value.verdict(backend.path, input.facts.backends[backend.key]) if some backend in _backends

_backends contains {"path": ["route", "spec", "rules", i, "backendRefs", j, "name"], "key": _key(ref)} if {
	some i, rule in input.route.spec.rules
	some j, ref in rule.backendRefs
	_is_service(ref)
}

_backends contains {
	"path": ["route", "spec", "rules", i, "filters", j, "requestMirror", "backendRef", "name"],
	"key": _key(ref),
} if {
	some i, rule in input.route.spec.rules
	some j, filter in rule.filters
	filter.type == "RequestMirror"
	ref := filter.requestMirror.backendRef
	_is_service(ref)
}

_is_service(ref) if {
	object.get(ref, "group", "") in {"", null}
	object.get(ref, "kind", "Service") in {"Service", null}
}

_key(ref) := ref.name if object.get(ref, "namespace", null) == null

_key(ref) := concat("/", [ref.namespace, ref.name]) if is_string(ref.namespace)
