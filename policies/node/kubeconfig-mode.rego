# METADATA
# title: Kubeconfig files must be their owner's alone
# description: >-
#   A kubeconfig file of the control plane, the kubelet or kube-proxy holds a key or a token: who may read it acts
#   as that part, with admin.conf as an administrator whom nobody can take rights from. A file below a directory
#   that lets nobody but root through passes, whatever its own mode. It is acceptable nowhere.
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
#     cis-kubernetes-1.12: ["1.1.13", "1.1.15", "1.1.17", "4.1.3", "4.1.5"]
#     nsa: [authentication-authorization]
#     mitre-containers: ["T1552.001"]
#     nist-800-190: ["4.5.4", "4.5.5"]
#     nist-800-53r5: [ac-3, ac-6, cm-5, ia-5]
#     bsi-app-4.4: [A8]
#     bsi-sys-1.6: [A8]
#     pci-dss-4.0.1: ["2.2.6"]
package bulkhead.node.kubeconfig_mode

import data.bulkhead.lib.node.file

deny contains {
	"path": ["file", "mode"],
	"message": message,
	"expected": "0600",
	"severity": file.severity(message, "high"),
} if {
	input.file.role == "kubeconfig"
	not input.file.shielded
	message := file.opens("00")
}

notapplicable if input.file.role != "kubeconfig"
