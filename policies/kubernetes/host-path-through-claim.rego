# METADATA
# title: Claims of pods must not lead to the node's files
# description: >-
#   The claim is bound to a persistent volume that is a path of the node. What kubernetes/host-path says holds for it
#   too, and no Pod Security level refuses it, as the pod names a claim only. A local volume passes, unless its path
#   gives the node away. In files alone it is mostly not known which volume a claim gets.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/storage/persistent-volumes/
#     description: Persistent volumes
# custom:
#   severity: medium
#   subject: kubernetes/volume
#   wall: storage
#   dimension: isolation
#   remediation: >-
#     Bind the claim to a volume of a storage driver, or to a local volume on a disk of its own.
#   frameworks:
#     cis-kubernetes-1.12: ["5.2.11"]
#     mitre-containers: [T1611]
#     nist-800-190: ["4.5.5"]
#     nist-800-53r5: [ac-6, sc-39]
#     bsi-sys-1.6: [A19]
package bulkhead.kubernetes.host_path_through_claim

import data.bulkhead.lib.kubernetes.hostpath
import data.bulkhead.lib.path as paths

deny contains {
	"path": ["facts", "persistentVolume", "hostPath"],
	"message": "is a claim that leads to a path of the node",
} if {
	input.facts.persistentVolume.hostPath != null
	not "hostPath" in _sensitive
}

deny contains {
	"path": ["facts", "persistentVolume", source],
	"message": "is a claim that leads to a path that gives the node away",
	"severity": "high",
} if {
	some source in _sensitive
}

_sensitive contains "hostPath" if hostpath.sensitive(paths.clean(input.facts.persistentVolume.hostPath.path))

_sensitive contains "local" if hostpath.sensitive(paths.clean(input.facts.persistentVolume.local.path))
