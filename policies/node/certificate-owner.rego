# METADATA
# title: Certificates and keys must belong to root
# description: >-
#   Who owns the directory of the cluster's certificates, a certificate of a CA or a key may put another in its
#   place, and is then whoever the cluster trusts. It is acceptable for a key whose program runs as the owner.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/setup/best-practices/certificates/
#     description: Certificates and kubeconfig files of a cluster
# custom:
#   severity: medium
#   subject: node/file
#   wall: storage
#   dimension: security
#   remediation: >-
#     Run chown root:root on it.
#   frameworks:
#     cis-kubernetes-1.12: ["1.1.19", "4.1.8"]
#     nist-800-190: ["4.5.4", "4.5.5"]
#     nist-800-53r5: [ac-3, ac-6, cm-5, sc-12]
#     bsi-app-4.4: [A8]
#     pci-dss-4.0.1: ["3.6.1"]
package bulkhead.node.certificate_owner

deny contains {"path": ["file", "user"], "message": "belongs to another user than root", "expected": "root"} if {
	input.file.role in {"pki", "certificate", "key"}
	input.file.user != "root"
}

deny contains {
	"path": ["file", "group"],
	"message": "belongs to another group than root",
	"expected": "root",
	"severity": "low",
} if {
	input.file.role in {"pki", "certificate", "key"}
	input.file.group != "root"
}

notapplicable if not input.file.role in {"pki", "certificate", "key"}
