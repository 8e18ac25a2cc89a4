# METADATA
# title: Kubeconfig files must belong to root
# description: >-
#   A kubeconfig file of the control plane, the kubelet or kube-proxy holds a key or a token, and its owner acts as
#   that part. It is acceptable where that part runs as the owner.
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
#     Run chown root:root on the file.
#   frameworks:
#     cis-kubernetes-1.12: ["1.1.14", "1.1.16", "1.1.18", "4.1.4", "4.1.6"]
#     nsa: [authentication-authorization]
#     mitre-containers: ["T1552.001"]
#     nist-800-190: ["4.5.4", "4.5.5"]
#     nist-800-53r5: [ac-3, ac-6, cm-5, ia-5]
#     bsi-app-4.4: [A8]
#     pci-dss-4.0.1: ["2.2.6"]
package bulkhead.node.kubeconfig_owner

deny contains {"path": ["file", "user"], "message": "belongs to another user than root", "expected": "root"} if {
	input.file.role == "kubeconfig"
	input.file.user != "root"
}

deny contains {
	"path": ["file", "group"],
	"message": "belongs to another group than root",
	"expected": "root",
	"severity": "low",
} if {
	input.file.role == "kubeconfig"
	input.file.group != "root"
}

notapplicable if input.file.role != "kubeconfig"
