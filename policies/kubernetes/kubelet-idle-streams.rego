# METADATA
# title: The kubelet should end streams that are idle
# description: >-
#   A stream of exec, attach or port-forward that is forgotten stays open for ever with
#   --streaming-connection-idle-timeout=0, and such streams add up. In the file 0 means the default, four hours. It
#   is acceptable where a proxy before the kubelet ends them.
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
#     Remove --streaming-connection-idle-timeout=0 from the kubelet's flags.
#   frameworks:
#     cis-kubernetes-1.12: ["4.2.5"]
#     nist-800-53r5: [sc-5, ac-17]
package bulkhead.kubernetes.kubelet_idle_streams

deny contains {"path": ["kubelet", "streamingConnectionIdleTimeout"], "message": "never ends streams that are idle"} if {
	input.kubelet.streamingConnectionIdleTimeout == 0
}
