# METADATA
# title: The kubelet must renew its client certificate
# description: >-
#   With rotateCertificates the kubelet asks for a new certificate before the old one ends. Without it certificates
#   must live long, and a stolen one does too, or nodes drop out when they end. It is false by default; kubeadm
#   sets it. It is acceptable where another tool renews them.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/tls/certificate-rotation/
#     description: Certificate rotation
# custom:
#   severity: low
#   subject: kubernetes/kubelet
#   wall: identity
#   dimension: security
#   remediation: >-
#     Set rotateCertificates: true in the kubelet's configuration.
#   frameworks:
#     cis-kubernetes-1.12: ["4.2.10"]
#     nist-800-53r5: [ia-5, sc-17]
package bulkhead.kubernetes.kubelet_client_certificate_rotation

deny contains {
	"path": ["kubelet", "rotateCertificates"],
	"message": "does not renew its client certificate",
	"expected": true,
} if {
	not input.kubelet.rotateCertificates
}
