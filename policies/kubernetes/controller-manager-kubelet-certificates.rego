# METADATA
# title: Kubelets' serving certificates must be renewed
# description: >-
#   With the feature gate RotateKubeletServerCertificate, on by default, kubelets ask for serving certificates of
#   the cluster's CA and renew them. Without it they serve what they signed themselves, which nobody can verify, or
#   what somebody has to renew by hand. It is acceptable where another tool renews them.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/
#     description: Flags of the controller manager
# custom:
#   severity: low
#   subject: kubernetes/controllermanager
#   wall: identity
#   dimension: security
#   remediation: >-
#     Remove RotateKubeletServerCertificate=false from --feature-gates.
#   frameworks:
#     cis-kubernetes-1.12: ["1.3.6"]
#     nist-800-53r5: [ia-5, sc-17]
package bulkhead.kubernetes.controller_manager_kubelet_certificates

deny contains {
	"path": ["controllermanager", "flags", "feature-gates", "RotateKubeletServerCertificate"],
	"message": "does not let kubelets renew their serving certificates",
	"expected": true,
} if {
	input.controllermanager.flags["feature-gates"].RotateKubeletServerCertificate == false
}
