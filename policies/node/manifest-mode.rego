# METADATA
# title: Manifests of static pods must be root's alone
# description: >-
#   The kubelet runs whatever stands in its directory of manifests, without asking the API server: who may write a
#   file there is root on the machine, and who may read it knows how the control plane is set up. Writing by others
#   is of high severity, reading of medium. A file below a directory that lets nobody but root through passes,
#   whatever its own mode. It is acceptable nowhere.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/
#     description: Static pods
# custom:
#   severity: medium
#   subject: node/file
#   wall: storage
#   dimension: security
#   remediation: >-
#     Run chmod 600 on the file.
#   frameworks:
#     cis-kubernetes-1.12: ["1.1.1", "1.1.3", "1.1.5", "1.1.7"]
#     mitre-containers: [T1543]
#     nist-800-190: ["4.5.4", "4.5.5"]
#     nist-800-53r5: [ac-3, ac-6, cm-5]
#     bsi-app-4.4: [A8]
#     pci-dss-4.0.1: ["2.2.6"]
package bulkhead.node.manifest_mode

import data.bulkhead.lib.node.file

deny contains {
	"path": ["file", "mode"],
	"message": message,
	"expected": "0600",
	"severity": file.severity(message, "medium"),
} if {
	input.file.role == "manifest"
	not input.file.shielded
	message := file.opens("00")
}

notapplicable if input.file.role != "manifest"
