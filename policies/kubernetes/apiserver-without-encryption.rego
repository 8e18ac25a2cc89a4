# METADATA
# title: The API server must encrypt Secrets at rest
# description: >-
#   Without --encryption-provider-config Secrets stand in etcd as they are: whoever gets at etcd's files, a disk
#   that is thrown away or a backup reads them all. It is off by default. It is acceptable where etcd's disks and
#   backups are encrypted and nobody who gets at them may not read Secrets.
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
#     Write an EncryptionConfiguration, best with a KMS provider, set --encryption-provider-config to it, and
#     rewrite all Secrets.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.27"]
#     nsa: [secrets]
#     mitre-containers: [T1552]
#     nist-800-53r5: [sc-28, "sc-28.1"]
#     bsi-app-4.4: [A20]
#     bsi-sys-1.6: [A8]
#     pci-dss-4.0.1: ["3.5.1"]
package bulkhead.kubernetes.apiserver_without_encryption

deny contains {"path": ["apiserver", "flags", "encryption-provider-config"], "message": "stores Secrets as they are"} if {
	not input.apiserver.flags["encryption-provider-config"]
}
