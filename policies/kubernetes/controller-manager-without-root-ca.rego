# METADATA
# title: Pods must get the API server's CA
# description: >-
#   The CA of --root-ca-file goes into every namespace for pods to verify the API server with. Without it they get
#   the one that the controller manager's own kubeconfig holds, if any, and without either they verify nothing. It
#   is acceptable where that kubeconfig holds the right CA.
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
#     Set --root-ca-file to the CA of the API server's certificate.
#   frameworks:
#     cis-kubernetes-1.12: ["1.3.5"]
#     nist-800-53r5: [sc-17, sc-8]
#     pci-dss-4.0.1: ["4.2.1"]
package bulkhead.kubernetes.controller_manager_without_root_ca

deny contains {"path": ["controllermanager", "flags", "root-ca-file"], "message": "has no CA to hand to pods"} if {
	not input.controllermanager.flags["root-ca-file"]
}
