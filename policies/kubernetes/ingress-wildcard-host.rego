# METADATA
# title: Ingresses must name their hosts
# description: >-
#   A rule without a host, or with one that begins with *, and a default backend take the requests for hosts that
#   no other Ingress names, those of other tenants' that are still to come included. Who may create an Ingress can
#   so catch passwords and cookies that were meant for others. It is acceptable for one Ingress of the operators
#   that answers what nobody else does.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards
#     description: Hosts of an Ingress
# custom:
#   severity: medium
#   subject: kubernetes/ingress
#   wall: network
#   dimension: isolation
#   remediation: >-
#     Name the hosts, and let an admission policy keep each namespace to its own.
#   frameworks:
#     nsa: [network-separation]
#     nist-800-190: ["4.3.3"]
#     nist-800-53r5: [ac-4, sc-7]
#     bsi-app-4.4: [A7]
package bulkhead.kubernetes.ingress_wildcard_host

deny contains {
	"path": ["ingress", "spec", "rules", i, "host"],
	"message": "takes requests for every host that nobody else names",
} if {
	some i, rule in input.ingress.spec.rules
	object.get(rule, "host", "") in {"", "*", null}
}

deny contains {
	"path": ["ingress", "spec", "rules", i, "host"],
	"message": "takes requests for every name below a domain",
} if {
	some i, rule in input.ingress.spec.rules
	is_string(rule.host)
	startswith(rule.host, "*.")
}

deny contains {
	"path": ["ingress", "spec", _default],
	"message": "takes requests for every host that nobody else names",
}

_default := "defaultBackend" if is_object(input.ingress.spec.defaultBackend)

# extensions/v1beta1 and networking.k8s.io/v1beta1
_default := "backend" if is_object(input.ingress.spec.backend)
