# METADATA
# title: The kubelet's configuration must not be open to others
# description: >-
#   Who may write the kubelet's configuration opens it to everybody or has it run pods from elsewhere, and is root
#   on the machine, which is of high severity. That others may read it tells them how it is set up and is of low. A
#   file below a directory that lets nobody but root through passes, whatever its own mode. Reading is acceptable
#   where it holds no header for fetching pods.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/kubelet-integration/
#     description: The kubelet's files
# custom:
#   severity: low
#   subject: node/file
#   wall: storage
#   dimension: security
#   remediation: >-
#     Run chmod 600 on the file.
#   frameworks:
#     cis-kubernetes-1.12: ["4.1.9"]
#     nist-800-190: ["4.5.4", "4.5.5"]
#     nist-800-53r5: [ac-3, ac-6, cm-5]
#     bsi-app-4.4: [A8]
#     pci-dss-4.0.1: ["2.2.6"]
package bulkhead.node.kubelet_config_mode

import data.bulkhead.lib.node.file

deny contains {
	"path": ["file", "mode"],
	"message": message,
	"expected": "0600",
	"severity": file.severity(message, "low"),
} if {
	input.file.role == "kubelet-config"
	not input.file.shielded
	message := file.opens("00")
}

notapplicable if input.file.role != "kubelet-config"
