# METADATA
# title: Manifests of static pods must belong to root
# description: >-
#   The kubelet runs whatever stands in its directory of manifests: the owner of a file there may change its mode
#   and then its content, and is root on the machine. It is acceptable nowhere.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/
#     description: Static pods
# custom:
#   severity: high
#   subject: node/file
#   wall: storage
#   dimension: security
#   remediation: >-
#     Run chown root:root on the file.
#   frameworks:
#     cis-kubernetes-1.12: ["1.1.2", "1.1.4", "1.1.6", "1.1.8"]
#     mitre-containers: [T1543]
#     nist-800-190: ["4.5.4", "4.5.5"]
#     nist-800-53r5: [ac-3, ac-6, cm-5]
#     bsi-app-4.4: [A8]
#     pci-dss-4.0.1: ["2.2.6"]
package bulkhead.node.manifest_owner

deny contains {"path": ["file", "user"], "message": "belongs to another user than root", "expected": "root"} if {
	input.file.role == "manifest"
	input.file.user != "root"
}

deny contains {
	"path": ["file", "group"],
	"message": "belongs to another group than root",
	"expected": "root",
	"severity": "low",
} if {
	input.file.role == "manifest"
	input.file.group != "root"
}

notapplicable if input.file.role != "manifest"
