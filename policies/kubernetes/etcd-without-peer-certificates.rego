# METADATA
# title: etcd must ask its peers for certificates
# description: >-
#   Where etcd takes peers without a certificate, whoever reaches its peer port joins the conversation and gets or
#   changes all that it stores. --peer-trusted-ca-file alone makes etcd ask as --peer-client-cert-auth does. The
#   question does not arise where it listens for peers on loopback alone, as by default. It is acceptable nowhere.
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
#     Set --peer-client-cert-auth=true and --peer-trusted-ca-file.
#   frameworks:
#     cis-kubernetes-1.12: ["2.5"]
#     nsa: [authentication-authorization, secrets]
#     nist-800-190: ["4.3.2"]
#     nist-800-53r5: [ia-3, ac-3]
#     bsi-app-4.4: [A12]
package bulkhead.kubernetes.etcd_without_peer_certificates

import data.bulkhead.lib.kubernetes.address

deny contains {
	"path": ["etcd", "flags", "peer-client-cert-auth"],
	"message": "takes peers without a certificate",
	"expected": true,
} if {
	not _alone
	not input.etcd.flags["peer-client-cert-auth"]
	not input.etcd.flags["peer-trusted-ca-file"]
}

notapplicable if _alone

_alone if not input.etcd.flags["listen-peer-urls"]

_alone if {
	every url in input.etcd.flags["listen-peer-urls"] {
		address.is_loopback_url(url)
	}
}
