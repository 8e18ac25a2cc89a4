# METADATA
# title: The API server must have a certificate that clients can verify
# description: >-
#   Without --tls-cert-file and --tls-private-key-file the API server signs a certificate itself, which no client
#   can verify: people get used to skipping verification, and then anybody on the way reads their credentials. It
#   is acceptable in a test.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/
#     description: Flags of the API server
# custom:
#   severity: medium
#   subject: kubernetes/apiserver
#   wall: network
#   dimension: security
#   remediation: >-
#     Set --tls-cert-file and --tls-private-key-file.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.24"]
#     nsa: [network-separation]
#     nist-800-53r5: [sc-8, "sc-8.1", sc-17]
#     pci-dss-4.0.1: ["4.2.1", "2.2.7"]
package bulkhead.kubernetes.apiserver_own_certificate

deny contains {"path": ["apiserver", "flags", "tls-cert-file"], "message": "signs its certificate itself"} if {
	not input.apiserver.flags["tls-cert-file"]
}

deny contains {"path": ["apiserver", "flags", "tls-private-key-file"], "message": "signs its certificate itself"} if {
	not input.apiserver.flags["tls-private-key-file"]
}
