# METADATA
# title: The API server must verify kubelets' certificates
# description: >-
#   Without --kubelet-certificate-authority the API server talks to whoever answers at a node's address: someone on
#   the way between reads logs and takes over exec sessions. kubeadm does not set it, since kubelets sign their own
#   certificates until serving certificates are bootstrapped. It is acceptable where the network between them is
#   trusted.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/architecture/control-plane-node-communication/#apiserver-to-kubelet
#     description: API server to kubelet
# custom:
#   severity: medium
#   subject: kubernetes/apiserver
#   wall: network
#   dimension: security
#   remediation: >-
#     Give kubelets certificates of a CA (serverTLSBootstrap), and set --kubelet-certificate-authority to it.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.5"]
#     nsa: [network-separation]
#     nist-800-190: ["4.3.5"]
#     nist-800-53r5: [ia-3, sc-8, "sc-8.1"]
#     pci-dss-4.0.1: ["4.2.1"]
package bulkhead.kubernetes.apiserver_trusts_any_kubelet

deny contains {
	"path": ["apiserver", "flags", "kubelet-certificate-authority"],
	"message": "does not verify kubelets' certificates",
} if {
	not input.apiserver.flags["kubelet-certificate-authority"]
}
