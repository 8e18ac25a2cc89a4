# METADATA
# title: kube-proxy should give its metrics on loopback alone
# description: >-
#   kube-proxy gives metrics and, in its configuration dump, what it is set to, without asking who is there, at
#   metricsBindAddress: loopback by default. On other addresses every pod and neighbour reads it. It is acceptable
#   where metrics are read from other machines and a firewall lets nothing else through.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/
#     description: kube-proxy's configuration
# custom:
#   severity: low
#   subject: kubernetes/proxy
#   wall: network
#   dimension: security
#   remediation: >-
#     Set metricsBindAddress to 127.0.0.1:10249 in kube-proxy's configuration.
#   frameworks:
#     cis-kubernetes-1.12: ["4.3.1"]
#     nsa: [network-separation]
#     nist-800-53r5: [sc-7, cm-7]
#     pci-dss-4.0.1: ["1.2.5"]
package bulkhead.kubernetes.proxy_metrics_address

import data.bulkhead.lib.kubernetes.address

deny contains {
	"path": ["proxy", "flags", "metrics-bind-address"],
	"message": "gives its metrics to other machines",
	"expected": "127.0.0.1:10249",
} if {
	not address.is_loopback(input.facts.metricsBindAddress)
}
