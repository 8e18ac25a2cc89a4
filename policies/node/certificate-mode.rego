# METADATA
# title: Certificates must not be writable by others
# description: >-
#   Certificates may be read by all, but who may write that of a CA says whom the cluster trusts. A file below a
#   directory that lets nobody but root through passes, whatever its own mode. It is acceptable nowhere.
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
#     Run chmod 644 on the file.
#   frameworks:
#     cis-kubernetes-1.12: ["1.1.20", "4.1.7"]
#     nist-800-190: ["4.5.4", "4.5.5"]
#     nist-800-53r5: [ac-3, ac-6, cm-5, sc-17]
#     bsi-app-4.4: [A8]
#     pci-dss-4.0.1: ["2.2.6"]
package bulkhead.node.certificate_mode

import data.bulkhead.lib.node.file

deny contains {
	"path": ["file", "mode"],
	"message": message,
	"expected": "0644",
	"severity": file.severity(message, "medium"),
} if {
	input.file.role == "certificate"
	not input.file.shielded
	message := file.opens("44")
}

notapplicable if input.file.role != "certificate"
