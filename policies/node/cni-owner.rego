# METADATA
# title: Configurations of the network plugin must belong to root
# description: >-
#   The container runtime runs the programs that the files in /etc/cni/net.d name, as root, for each pod: the owner
#   of a file there is root on the machine. It is acceptable nowhere.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/
#     description: Network plugins
# custom:
#   severity: high
#   subject: node/file
#   wall: storage
#   dimension: security
#   remediation: >-
#     Run chown root:root on the file.
#   frameworks:
#     cis-kubernetes-1.12: ["1.1.10"]
#     nist-800-190: ["4.5.4", "4.5.5"]
#     nist-800-53r5: [ac-3, ac-6, cm-5]
#     pci-dss-4.0.1: ["2.2.6"]
package bulkhead.node.cni_owner

deny contains {"path": ["file", "user"], "message": "belongs to another user than root", "expected": "root"} if {
	input.file.role == "cni"
	input.file.user != "root"
}

deny contains {
	"path": ["file", "group"],
	"message": "belongs to another group than root",
	"expected": "root",
	"severity": "low",
} if {
	input.file.role == "cni"
	input.file.group != "root"
}

notapplicable if input.file.role != "cni"
