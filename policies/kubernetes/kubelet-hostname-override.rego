# METADATA
# title: The kubelet should go by its host's name
# description: >-
#   Certificates, the Node object and logs go by the node's name. With --hostname-override it differs from the
#   host's, so that what the logs of both say is harder to put together. It is acceptable, and common, where a
#   cloud's controller needs the cloud's name.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/
#     description: Flags of the kubelet
# custom:
#   severity: low
#   subject: kubernetes/kubelet
#   wall: identity
#   dimension: security
#   remediation: >-
#     Remove --hostname-override from the kubelet's flags.
#   frameworks:
#     cis-kubernetes-1.12: ["4.2.7"]
#     nist-800-53r5: [ia-3, au-3]
package bulkhead.kubernetes.kubelet_hostname_override

deny contains {"path": ["kubelet", "hostnameOverride"], "message": "goes by another name than its host's"} if {
	input.kubelet.hostnameOverride
}
