# METADATA
# title: Keys must be their owner's alone
# description: >-
#   Who may read a key of the cluster's PKI is whoever it belongs to: with that of a CA anybody, with that of
#   service accounts any of them. A file below a directory that lets nobody but root through passes, whatever its
#   own mode. It is acceptable nowhere.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/setup/best-practices/certificates/
#     description: Certificates and kubeconfig files of a cluster
# custom:
#   severity: high
#   subject: node/file
#   wall: storage
#   dimension: security
#   remediation: >-
#     Run chmod 600 on the file.
#   frameworks:
#     cis-kubernetes-1.12: ["1.1.21"]
#     mitre-containers: ["T1552.001"]
#     nist-800-190: ["4.5.4", "4.5.5"]
#     nist-800-53r5: [ac-3, ac-6, cm-5, sc-12]
#     bsi-app-4.4: [A8]
#     pci-dss-4.0.1: ["3.6.1"]
package bulkhead.node.key_mode

import data.bulkhead.lib.node.file

deny contains {
	"path": ["file", "mode"],
	"message": message,
	"expected": "0600",
	"severity": file.severity(message, "high"),
} if {
	input.file.role == "key"
	not input.file.shielded
	message := file.opens("00")
}

notapplicable if input.file.role != "key"
