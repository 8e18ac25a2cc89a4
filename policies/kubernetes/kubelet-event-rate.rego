# METADATA
# title: The kubelet should record enough events
# description: >-
#   The kubelet drops events above eventRecordQPS, 50 a second by default; what happened on the node is then
#   missing from what people see. Zero bounds nothing. It is acceptable where events are taken from elsewhere.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/
#     description: The kubelet's configuration
# custom:
#   severity: low
#   subject: kubernetes/kubelet
#   wall: management
#   dimension: security
#   remediation: >-
#     Remove eventRecordQPS from the kubelet's configuration, or set it to five at the least.
#   frameworks:
#     cis-kubernetes-1.12: ["4.2.8"]
#     nsa: [audit-logging]
#     nist-800-53r5: [au-2, au-12]
package bulkhead.kubernetes.kubelet_event_rate

deny contains {"path": ["kubelet", "eventRecordQPS"], "message": "drops events above a rate of less than five a second"} if {
	_few
}

_few if {
	input.kubelet.eventRecordQPS > 0
	input.kubelet.eventRecordQPS < 5
}
