# METADATA
# title: Weak TLS
# description: What Kubernetes' programs take for TLS and should not.
# scope: package
# related_resources:
#   - ref: https://pkg.go.dev/crypto/tls#InsecureCipherSuites
#     description: Go's insecure cipher suites
package bulkhead.lib.kubernetes.tls

# METADATA
# description: >-
#   The cipher suites that Go 1.26 calls insecure, by which Kubernetes v1.37.2 names its "insecure values", read on 2026-11-24.
# scope: document
weak_suites := {
	"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
	"TLS_ECDHE_ECDSA_WITH_RC4_128_SHA",
	"TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA",
	"TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
	"TLS_ECDHE_RSA_WITH_RC4_128_SHA",
	"TLS_RSA_WITH_3DES_EDE_CBC_SHA",
	"TLS_RSA_WITH_AES_128_CBC_SHA",
	"TLS_RSA_WITH_AES_128_CBC_SHA256",
	"TLS_RSA_WITH_AES_128_GCM_SHA256",
	"TLS_RSA_WITH_AES_256_CBC_SHA",
	"TLS_RSA_WITH_AES_256_GCM_SHA384",
	"TLS_RSA_WITH_RC4_128_SHA",
}

# METADATA
# description: Minimum versions that let older than TLS 1.2 in.
# scope: document
weak_versions := {"VersionTLS10", "VersionTLS11"}
