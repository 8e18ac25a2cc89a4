# METADATA
# title: The kubelet must renew its serving certificate
# description: >-
#   With the feature gate RotateKubeletServerCertificate, on by default, a kubelet with serverTLSBootstrap asks for
#   a new serving certificate before the old one ends. With the gate off it does not. It is acceptable where
#   another tool renews it.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/
#     description: TLS bootstrapping
# custom:
#   severity: low
#   subject: kubernetes/kubelet
#   wall: identity
#   dimension: security
#   remediation: >-
#     Remove RotateKubeletServerCertificate: false from featureGates in the kubelet's configuration.
#   frameworks:
#     cis-kubernetes-1.12: ["4.2.11"]
#     nist-800-53r5: [ia-5, sc-17]
package bulkhead.kubernetes.kubelet_serving_certificate_rotation

deny contains {
	"path": ["kubelet", "featureGates", "RotateKubeletServerCertificate"],
	"message": "does not renew its serving certificate",
	"expected": true,
} if {
	input.kubelet.featureGates.RotateKubeletServerCertificate == false
}
