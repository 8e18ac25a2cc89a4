# METADATA
# title: Configurations of the network plugin must be root's alone
# description: >-
#   The container runtime runs the programs that the files in /etc/cni/net.d name, as root, for each pod. Who may
#   write one is root on the machine; some hold credentials of the network's controller. Writing by others is of
#   high severity, reading of low. A file below a directory that lets nobody but root through passes, whatever its
#   own mode. Reading is acceptable where the files hold no credentials.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/
#     description: Network plugins
# custom:
#   severity: low
#   subject: node/file
#   wall: storage
#   dimension: security
#   remediation: >-
#     Run chmod 600 on the file.
#   frameworks:
#     cis-kubernetes-1.12: ["1.1.9"]
#     nist-800-190: ["4.5.4", "4.5.5"]
#     nist-800-53r5: [ac-3, ac-6, cm-5]
#     pci-dss-4.0.1: ["2.2.6"]
package bulkhead.node.cni_mode

import data.bulkhead.lib.node.file

deny contains {
	"path": ["file", "mode"],
	"message": message,
	"expected": "0600",
	"severity": file.severity(message, "low"),
} if {
	input.file.role == "cni"
	not input.file.shielded
	message := file.opens("00")
}

notapplicable if input.file.role != "cni"
