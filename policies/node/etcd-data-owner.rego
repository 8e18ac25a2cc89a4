# METADATA
# title: etcd's data must belong to etcd or root
# description: >-
#   In this directory stands every object of the cluster, Secrets too. Its owner reads and writes them past the API
#   server. It is etcd's own user, or root where etcd runs as root, as in a static pod of kubeadm's. It is
#   acceptable nowhere.
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
#     Run chown on the directory, to the user that etcd runs as.
#   frameworks:
#     cis-kubernetes-1.12: ["1.1.12"]
#     nsa: [secrets]
#     nist-800-190: ["4.5.4", "4.5.5"]
#     nist-800-53r5: [ac-3, ac-6, cm-5]
#     bsi-app-4.4: [A12]
#     pci-dss-4.0.1: ["2.2.6"]
package bulkhead.node.etcd_data_owner

deny contains {"path": ["file", "user"], "message": "belongs to another user than etcd or root", "expected": "etcd"} if {
	input.file.role == "etcd-data"
	not input.file.user in {"etcd", "root"}
}

deny contains {
	"path": ["file", "group"],
	"message": "belongs to another group than etcd or root",
	"expected": "etcd",
	"severity": "low",
} if {
	input.file.role == "etcd-data"
	not input.file.group in {"etcd", "root"}
}

notapplicable if input.file.role != "etcd-data"
