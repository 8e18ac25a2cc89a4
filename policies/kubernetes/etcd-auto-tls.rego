# METADATA
# title: etcd must not sign its own certificate
# description: >-
#   With --auto-tls etcd signs its own certificate for clients at each start, so that nobody can verify it: someone
#   on the way reads and changes what is said. It is acceptable in a test.
# scope: package
# related_resources:
#   - ref: https://etcd.io/docs/v3.6/op-guide/security/
#     description: etcd's transport security
# custom:
#   severity: medium
#   subject: kubernetes/etcd
#   wall: network
#   dimension: security
#   remediation: >-
#     Remove --auto-tls, and give etcd a certificate of its CA.
#   frameworks:
#     cis-kubernetes-1.12: ["2.3"]
#     nsa: [secrets]
#     nist-800-53r5: [sc-8, sc-17]
#     bsi-app-4.4: [A12]
#     pci-dss-4.0.1: ["4.2.1"]
package bulkhead.kubernetes.etcd_auto_tls

deny contains {
	"path": ["etcd", "flags", "auto-tls"],
	"message": "signs its certificate for clients itself",
	"expected": false,
} if {
	input.etcd.flags["auto-tls"] == true
}
