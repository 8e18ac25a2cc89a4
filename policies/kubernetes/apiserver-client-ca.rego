# METADATA
# title: The API server must know its clients' CA
# description: >-
#   Nodes and the control plane's own programs show client certificates. Without --client-ca-file the API server
#   knows none of them, so that they use long-lived tokens or nothing. It is acceptable where all clients bring
#   tokens of short life.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/
#     description: Flags of the API server
# custom:
#   severity: medium
#   subject: kubernetes/apiserver
#   wall: identity
#   dimension: security
#   remediation: >-
#     Set --client-ca-file to the cluster's CA.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.25"]
#     nsa: [authentication-authorization]
#     nist-800-53r5: [ia-3, ia-5]
#     bsi-app-4.4: [A3]
package bulkhead.kubernetes.apiserver_client_ca

deny contains {"path": ["apiserver", "flags", "client-ca-file"], "message": "knows no CA of clients"} if {
	not input.apiserver.flags["client-ca-file"]
}
