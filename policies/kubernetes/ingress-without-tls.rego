# METADATA
# title: Ingresses must serve TLS
# description: >-
#   What an Ingress serves for a host that none of its tls entries names is served in clear text too: passwords,
#   session cookies and answers can be read and changed on the way. A tls entry without hosts is for all. Some
#   controllers add a certificate of their own to every host, and some clouds take one from an annotation: neither
#   is seen here. It is acceptable where TLS ends before the controller.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/ingress/#tls
#     description: TLS of an Ingress
# custom:
#   severity: medium
#   subject: kubernetes/ingress
#   wall: network
#   dimension: security
#   remediation: >-
#     Name every host in spec.tls, with the Secret of its certificate.
#   frameworks:
#     nsa: [network-separation]
#     nist-800-53r5: [sc-8, sc-8.1]
#     pci-dss-4.0.1: ["4.2.1"]
package bulkhead.kubernetes.ingress_without_tls

deny contains {
	"path": ["ingress", "spec", "tls"],
	"message": "serves its default backend without TLS",
} if {
	count(object.get(input.ingress.spec, "rules", [])) == 0
	not _tls
}

deny contains {
	"path": ["ingress", "spec", "rules", i, "host"],
	"message": "serves a host that spec.tls does not name",
} if {
	some i, rule in input.ingress.spec.rules
	not _covered(object.get(rule, "host", ""))
}

_tls if count(input.ingress.spec.tls) > 0

# An entry without hosts is for every host.
_covered(_) if {
	some entry in input.ingress.spec.tls
	count(object.get(entry, "hosts", [])) == 0
}

_covered(host) if {
	some entry in input.ingress.spec.tls
	host in entry.hosts
}

# A wildcard stands for one label.
_covered(host) if {
	parts := split(host, ".")
	wildcard := concat(".", array.concat(["*"], array.slice(parts, 1, count(parts))))
	some entry in input.ingress.spec.tls
	wildcard in entry.hosts
}
