# METADATA
# title: The kubelet must know its clients' CA
# description: >-
#   The API server shows the kubelet a client certificate. Without a CA to verify it with, the kubelet takes
#   requests from nobody, or from anybody. It is acceptable where all clients bring tokens that the kubelet asks
#   the API server about.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/
#     description: Authentication and authorization of the kubelet
# custom:
#   severity: medium
#   subject: kubernetes/kubelet
#   wall: identity
#   dimension: security
#   remediation: >-
#     Set authentication.x509.clientCAFile in the kubelet's configuration.
#   frameworks:
#     cis-kubernetes-1.12: ["4.2.3"]
#     nsa: [authentication-authorization]
#     nist-800-53r5: [ia-3, ia-5]
#     bsi-app-4.4: [A3]
package bulkhead.kubernetes.kubelet_client_ca

deny contains {"path": ["kubelet", "clientCAFile"], "message": "knows no CA of clients"} if {
	not input.kubelet.clientCAFile
}
