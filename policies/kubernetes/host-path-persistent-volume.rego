# METADATA
# title: Persistent volumes must not be paths of nodes
# description: >-
#   A persistent volume with a hostPath hands a directory of whichever node the pod is on to whoever gets the claim, and
#   no Pod Security level looks at it. It is meant for tests on a single node. A local volume is bound to its node and
#   passes, unless its path gives the node away.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/storage/persistent-volumes/
#     description: Persistent volumes
# custom:
#   severity: medium
#   subject: kubernetes/persistentvolume
#   wall: storage
#   dimension: isolation
#   remediation: >-
#     Use a storage driver, or a local volume on a disk of its own.
#   frameworks:
#     cis-kubernetes-1.12: ["5.2.11"]
#     mitre-containers: [T1611]
#     nist-800-190: ["4.5.5"]
#     nist-800-53r5: [ac-6, sc-39]
#     bsi-sys-1.6: [A19]
package bulkhead.kubernetes.host_path_persistent_volume

import data.bulkhead.lib.kubernetes.hostpath
import data.bulkhead.lib.path as paths

deny contains {
	"path": ["persistentvolume", "spec", "hostPath"],
	"message": "is a path of whichever node its pod is on",
} if {
	input.persistentvolume.spec.hostPath != null
	not "hostPath" in _sensitive
}

deny contains {
	"path": ["persistentvolume", "spec", source, "path"],
	"message": "is a path that gives the node away",
	"severity": "high",
} if {
	some source in _sensitive
}

_sensitive contains "hostPath" if hostpath.sensitive(paths.clean(input.persistentvolume.spec.hostPath.path))

_sensitive contains "local" if hostpath.sensitive(paths.clean(input.persistentvolume.spec.local.path))
