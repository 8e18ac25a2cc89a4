# METADATA
# title: Pods must not mount places that give the node away
# description: >-
#   Some places of a node hold its keys, other pods' tokens, its programs, its sockets or its devices. Who can read
#   or write them owns the node or its pods, and read-only mounts do not help against most of it. The list, with its
#   date, is in policies/lib/kubernetes/hostpath.rego. Node agents that need one should mount the single file and
#   live in a namespace of their own.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
#     description: hostPath volumes
# custom:
#   severity: high
#   subject: kubernetes/volume
#   wall: storage
#   dimension: isolation
#   remediation: >-
#     Remove the volume, or mount a path that holds nothing but the application's own data.
#   frameworks:
#     cis-kubernetes-1.12: ["5.2.11"]
#     nsa: [pod-security]
#     mitre-containers: [T1611, "T1552.001"]
#     nist-800-190: ["4.5.5"]
#     nist-800-53r5: [ac-6, sc-39]
#     bsi-sys-1.6: [A19]
#     bsi-app-4.4: [A4]
package bulkhead.kubernetes.sensitive_host_path

import data.bulkhead.lib.kubernetes.hostpath
import data.bulkhead.lib.path as paths

deny contains {
	"path": ["volume", "hostPath", "path"],
	"message": sprintf("gives the pod %s", [what]),
} if {
	some place, what in hostpath.places
	paths.within(_path, place)
}

deny contains {
	"path": ["volume", "hostPath", "path"],
	"message": "contains places that give the node away",
} if {
	some place, _ in hostpath.places
	place != _path
	paths.within(place, _path)
}

_path := paths.clean(input.volume.hostPath.path)
