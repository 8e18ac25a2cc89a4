# METADATA
# title: Ingresses must not name a service that does not exist
# description: >-
#   Whoever may create a service of that name in the namespace gets the requests that the Ingress publishes: its
#   host and path, with what clients send to them, cookies and passwords included. Until then they get an error.
#   What is left over when an application is taken away is the usual reason. A port called use-annotation names an
#   action of the AWS Load Balancer Controller in the place of a service, and is not meant.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/ingress/
#     description: Ingress
# custom:
#   severity: low
#   subject: kubernetes/ingress
#   wall: network
#   dimension: isolation
#   remediation: >-
#     Remove the rule, or create the service.
#   frameworks:
#     nsa: [network-separation]
#     mitre-containers: [T1133]
#     nist-800-190: ["4.3.3"]
#     nist-800-53r5: [cm-2, sc-7]
#     bsi-app-4.4: [A7]
package bulkhead.kubernetes.ingress_dangling_backend

import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": backend.path,
	"message": "sends requests to a service that does not exist: whoever creates it gets them",
} if {
	some backend in _backends
	input.facts.backends[backend.name] == false
}

unknown contains unknown_value.verdict(backend.path, input.facts.backends[backend.name]) if some backend in _backends

_backends contains {"path": array.concat(["ingress", "spec", field], service.path), "name": service.name} if {
	some field in ["defaultBackend", "backend"] # before networking.k8s.io/v1 backend
	some service in _services(input.ingress.spec[field])
}

_backends contains {
	"path": array.concat(["ingress", "spec", "rules", i, "http", "paths", j, "backend"], service.path),
	"name": service.name,
} if {
	some i, rule in input.ingress.spec.rules
	some j, path in rule.http.paths
	some service in _services(path.backend)
}

_services(backend) := [{"path": ["service", "name"], "name": backend.service.name}] if {
	object.get(backend.service, ["port", "name"], "") != "use-annotation"
}

_services(backend) := [{"path": ["serviceName"], "name": backend.serviceName}] if {
	object.get(backend, "servicePort", "") != "use-annotation"
}
