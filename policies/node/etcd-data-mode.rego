# METADATA
# title: etcd's data must be its own alone
# description: >-
#   In this directory stands every object of the cluster, Secrets too, mostly in clear text. Who may enter and read
#   it has them all. Judged with the directory's own mode, 700. A file below a directory that lets nobody but root
#   through passes, whatever its own mode. It is acceptable nowhere.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/
#     description: Operating etcd
# custom:
#   severity: high
#   subject: node/file
#   wall: storage
#   dimension: security
#   remediation: >-
#     Run chmod 700 on the directory.
#   frameworks:
#     cis-kubernetes-1.12: ["1.1.11"]
#     nsa: [secrets]
#     mitre-containers: ["T1552.001"]
#     nist-800-190: ["4.5.4", "4.5.5"]
#     nist-800-53r5: [ac-3, ac-6, cm-5, sc-28]
#     bsi-app-4.4: [A12]
#     pci-dss-4.0.1: ["2.2.6"]
package bulkhead.node.etcd_data_mode

import data.bulkhead.lib.node.file

deny contains {
	"path": ["file", "mode"],
	"message": message,
	"expected": "0700",
	"severity": file.severity(message, "high"),
} if {
	input.file.role == "etcd-data"
	not input.file.shielded
	message := file.opens("00")
}

notapplicable if input.file.role != "etcd-data"
