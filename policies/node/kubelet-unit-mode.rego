# METADATA
# title: The kubelet's unit must not be open to others
# description: >-
#   systemd runs as root what the kubelet's unit and its drop-ins say: who may write one is root on the machine,
#   which is of high severity. That others may read it, as packages install it, tells them how the kubelet starts
#   and is of low. A file below a directory that lets nobody but root through passes, whatever its own mode.
#   Reading is acceptable where no argument is secret.
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
#     cis-kubernetes-1.12: ["4.1.1"]
#     nist-800-190: ["4.5.4", "4.5.5"]
#     nist-800-53r5: [ac-3, ac-6, cm-5]
#     pci-dss-4.0.1: ["2.2.6"]
package bulkhead.node.kubelet_unit_mode

import data.bulkhead.lib.node.file

deny contains {
	"path": ["file", "mode"],
	"message": message,
	"expected": "0600",
	"severity": file.severity(message, "low"),
} if {
	input.file.role == "kubelet-unit"
	not input.file.shielded
	message := file.opens("00")
}

notapplicable if input.file.role != "kubelet-unit"
