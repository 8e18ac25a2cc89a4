# METADATA
# title: The kubelet must not take weak TLS
# description: >-
#   Names of cipher suites that Go calls insecure (RC4, 3DES, RSA without ephemeral keys, CBC with SHA-256), or a
#   minimum version below TLS 1.2, let someone on the way read or change logs and commands. Without the settings
#   Go's own choice counts, which has none of them. It is acceptable for old clients only as long as they last.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/
#     description: The kubelet's configuration
# custom:
#   severity: medium
#   subject: kubernetes/kubelet
#   wall: network
#   dimension: security
#   remediation: >-
#     Remove the names from tlsCipherSuites, and tlsMinVersion or set it to VersionTLS12 or VersionTLS13.
#   frameworks:
#     cis-kubernetes-1.12: ["4.2.12"]
#     nsa: [network-separation]
#     nist-800-53r5: ["sc-8.1", sc-13]
#     pci-dss-4.0.1: ["4.2.1"]
package bulkhead.kubernetes.kubelet_tls

import data.bulkhead.lib.kubernetes.tls

deny contains {"path": ["kubelet", "tlsCipherSuites", i], "message": "takes a weak cipher suite"} if {
	some i, suite in input.kubelet.tlsCipherSuites
	suite in tls.weak_suites
}

deny contains {"path": ["kubelet", "tlsMinVersion"], "message": "takes TLS older than 1.2"} if {
	input.kubelet.tlsMinVersion in tls.weak_versions
}
