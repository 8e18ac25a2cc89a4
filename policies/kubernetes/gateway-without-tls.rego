# METADATA
# title: Gateways must serve TLS
# description: >-
#   What a listener of protocol HTTP serves goes in clear text: passwords, session cookies and answers can be read
#   and changed on the way. One whose routes only send clients to HTTPS is what it should be, and so is one without
#   routes. Which routes a listener has is judged by their parentRefs, the namespaces that it takes them from and
#   the hosts of both. It is acceptable where TLS ends before the gateway.
# scope: package
# related_resources:
#   - ref: https://gateway-api.sigs.k8s.io/guides/tls/
#     description: TLS of the Gateway API
# custom:
#   severity: medium
#   subject: kubernetes/gateway
#   wall: network
#   dimension: security
#   remediation: >-
#     Use protocol HTTPS with a certificate, and on the HTTP listener routes with a RequestRedirect filter to https
#     only.
#   frameworks:
#     nsa: [network-separation]
#     nist-800-53r5: [sc-8, sc-8.1]
#     pci-dss-4.0.1: ["4.2.1"]
package bulkhead.kubernetes.gateway_without_tls

import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["gateway", "spec", "listeners", i, "protocol"],
	"message": "has a listener that serves requests in clear text",
	"expected": "HTTPS",
} if {
	some i
	input.facts.listeners[i].clearText == true
}

unknown contains remark if {
	some i, listener in input.facts.listeners
	remark := unknown_value.verdict(["gateway", "spec", "listeners", i, "protocol"], listener.clearText)
}
