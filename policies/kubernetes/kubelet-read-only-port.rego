# METADATA
# title: The kubelet must not open its read-only port
# description: >-
#   At this port whoever reaches the node reads all pods' specifications, environment variables in clear text among
#   them, and metrics, without credentials. The file's default is 0, the flag's, which counts where no file is
#   named, 10255. It is acceptable nowhere.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/
#     description: The kubelet's configuration
# custom:
#   severity: high
#   subject: kubernetes/kubelet
#   wall: network
#   dimension: security
#   remediation: >-
#     Set readOnlyPort: 0 in the kubelet's configuration.
#   frameworks:
#     cis-kubernetes-1.12: ["4.2.4"]
#     nsa: [network-separation]
#     mitre-containers: [T1613]
#     nist-800-190: ["4.3.2"]
#     nist-800-53r5: [ac-14, cm-7, sc-7]
#     pci-dss-4.0.1: ["1.2.5", "2.2.4"]
package bulkhead.kubernetes.kubelet_read_only_port

deny contains {
	"path": ["kubelet", "readOnlyPort"],
	"message": "answers without authentication at its read-only port",
	"expected": 0,
} if {
	input.kubelet.readOnlyPort > 0
}
