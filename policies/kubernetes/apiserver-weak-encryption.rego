# METADATA
# title: The API server must encrypt Secrets with a strong provider
# description: >-
#   An encryption configuration holds for nothing where Secrets are not among its resources or its first provider
#   for them is identity, which writes them as they are. aesgcm needs its key changed often, which nothing does by
#   itself. secretbox and aescbc keep their key beside what they protect; kms does not. The question does not arise
#   without --encryption-provider-config. It is acceptable while Secrets are written back as they are, before
#   encryption is turned off.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/
#     description: Encryption at rest
# custom:
#   severity: medium
#   subject: kubernetes/apiserver
#   wall: storage
#   dimension: security
#   remediation: >-
#     Put kms, secretbox or aescbc first among the providers for secrets, and rewrite all Secrets.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.28"]
#     nsa: [secrets]
#     nist-800-53r5: ["sc-28.1", sc-13]
#     bsi-app-4.4: [A20]
#     pci-dss-4.0.1: ["3.5.1"]
package bulkhead.kubernetes.apiserver_weak_encryption

deny contains {
	"path": ["apiserver", "flags", "encryption-provider-config"],
	"message": sprintf("writes Secrets by the provider %s", [input.facts.encryption]),
	"expected": "kms",
} if {
	input.facts.encryption in {"identity", "aesgcm"}
}

notapplicable if not input.apiserver.flags["encryption-provider-config"]
