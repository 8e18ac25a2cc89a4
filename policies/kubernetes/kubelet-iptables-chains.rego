# METADATA
# title: The kubelet must keep its chains of iptables
# description: >-
#   Among the chains that the kubelet keeps is one that drops packets that come from outside for 127.0.0.0/8:
#   without it services that listen on the node's loopback can be reached from the network beside it
#   (CVE-2020-8558). It is acceptable where something else drops them, or nodes use no iptables.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/
#     description: The kubelet's configuration
# custom:
#   severity: low
#   subject: kubernetes/kubelet
#   wall: network
#   dimension: security
#   remediation: >-
#     Remove makeIPTablesUtilChains: false from the kubelet's configuration.
#   frameworks:
#     cis-kubernetes-1.12: ["4.2.6"]
#     nsa: [network-separation]
#     nist-800-53r5: [sc-7, cm-7]
package bulkhead.kubernetes.kubelet_iptables_chains

deny contains {
	"path": ["kubelet", "makeIPTablesUtilChains"],
	"message": "leaves out the chains that drop packets to loopback",
	"expected": true,
} if {
	input.kubelet.makeIPTablesUtilChains == false
}
