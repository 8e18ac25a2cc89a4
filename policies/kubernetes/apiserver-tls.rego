# METADATA
# title: The API server must not take weak TLS
# description: >-
#   Names of cipher suites that Go calls insecure (RC4, 3DES, RSA without ephemeral keys, CBC with SHA-256), or a
#   minimum version below TLS 1.2, let someone on the way read or change what goes between the API server and its
#   clients. Without the flags Go's own choice counts, which has none of them. It is acceptable for old clients
#   only as long as they last.
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
#     Remove the names from --tls-cipher-suites, and --tls-min-version or set it to VersionTLS12 or VersionTLS13.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.29"]
#     nsa: [network-separation]
#     nist-800-53r5: ["sc-8.1", sc-13]
#     pci-dss-4.0.1: ["4.2.1"]
package bulkhead.kubernetes.apiserver_tls

import data.bulkhead.lib.kubernetes.tls

deny contains {"path": ["apiserver", "flags", "tls-cipher-suites", i], "message": "takes a weak cipher suite"} if {
	some i, suite in input.apiserver.flags["tls-cipher-suites"]
	suite in tls.weak_suites
}

deny contains {"path": ["apiserver", "flags", "tls-min-version"], "message": "takes TLS older than 1.2"} if {
	input.apiserver.flags["tls-min-version"] in tls.weak_versions
}
