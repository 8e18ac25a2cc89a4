# METADATA
# title: etcd must ask its clients for certificates
# description: >-
#   etcd knows its clients by their certificates alone. Where it asks for none, whoever reaches its port reads
#   every Secret and writes every object, past all roles and admission. --trusted-ca-file alone makes etcd ask as
#   --client-cert-auth does. It is acceptable nowhere.
# scope: package
# related_resources:
#   - ref: https://etcd.io/docs/v3.6/op-guide/security/
#     description: etcd's transport security
# custom:
#   severity: critical
#   subject: kubernetes/etcd
#   wall: identity
#   dimension: security
#   remediation: >-
#     Set --client-cert-auth=true and --trusted-ca-file to a CA of etcd's clients alone.
#   frameworks:
#     cis-kubernetes-1.12: ["2.2"]
#     nsa: [authentication-authorization, secrets]
#     mitre-containers: [T1190]
#     nist-800-190: ["4.3.2"]
#     nist-800-53r5: [ia-3, ac-3]
#     bsi-app-4.4: [A12]
#     pci-dss-4.0.1: ["7.3.1"]
package bulkhead.kubernetes.etcd_without_client_certificates

deny contains {
	"path": ["etcd", "flags", "client-cert-auth"],
	"message": "takes clients without a certificate",
	"expected": true,
} if {
	not input.etcd.flags["client-cert-auth"]
	not input.etcd.flags["trusted-ca-file"]
}
