# METADATA
# title: The kubelet must have a certificate that others can verify
# description: >-
#   Without tlsCertFile and tlsPrivateKeyFile, and without serverTLSBootstrap, the kubelet signs its serving
#   certificate itself. Nobody can verify it, so the API server and metrics collectors talk to whoever answers at
#   the node's address. It is acceptable where the network between them is trusted.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/
#     description: TLS bootstrapping
# custom:
#   severity: medium
#   subject: kubernetes/kubelet
#   wall: network
#   dimension: security
#   remediation: >-
#     Set serverTLSBootstrap: true and approve the nodes' requests, or set tlsCertFile and tlsPrivateKeyFile.
#   frameworks:
#     cis-kubernetes-1.12: ["4.2.9"]
#     nsa: [network-separation]
#     nist-800-53r5: [sc-8, sc-17]
#     pci-dss-4.0.1: ["4.2.1"]
package bulkhead.kubernetes.kubelet_own_certificate

deny contains {"path": ["kubelet", "tlsCertFile"], "message": "signs its serving certificate itself"} if {
	not input.kubelet.serverTLSBootstrap
	not _has_files
}

_has_files if {
	input.kubelet.tlsCertFile
	input.kubelet.tlsPrivateKeyFile
}
