# METADATA
# title: The kubelet's unit must belong to root
# description: >-
#   systemd runs as root what the kubelet's unit and its drop-ins say: their owner is root on the machine. It is
#   acceptable nowhere.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/kubelet-integration/
#     description: The kubelet's files
# custom:
#   severity: high
#   subject: node/file
#   wall: storage
#   dimension: security
#   remediation: >-
#     Run chown root:root on the file.
#   frameworks:
#     cis-kubernetes-1.12: ["4.1.2"]
#     nist-800-190: ["4.5.4", "4.5.5"]
#     nist-800-53r5: [ac-3, ac-6, cm-5]
#     pci-dss-4.0.1: ["2.2.6"]
package bulkhead.node.kubelet_unit_owner

deny contains {"path": ["file", "user"], "message": "belongs to another user than root", "expected": "root"} if {
	input.file.role == "kubelet-unit"
	input.file.user != "root"
}

deny contains {
	"path": ["file", "group"],
	"message": "belongs to another group than root",
	"expected": "root",
	"severity": "low",
} if {
	input.file.role == "kubelet-unit"
	input.file.group != "root"
}

notapplicable if input.file.role != "kubelet-unit"
