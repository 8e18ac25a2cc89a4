# METADATA
# title: Pods must not reach the container runtime's socket
# description: >-
#   Who can send orders to the container runtime starts privileged containers, enters others and reads their files:
#   it is root on the node, whether the socket is mounted alone, with a directory above it, or read-only. Image
#   builds work without it; only agents that manage the runtime need it.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
#     description: hostPath volumes
# custom:
#   severity: critical
#   subject: kubernetes/volume
#   wall: management
#   dimension: isolation
#   remediation: >-
#     Remove the volume. Build images with a builder that needs no daemon, and watch containers through the
#     Kubernetes API.
#   frameworks:
#     cis-kubernetes-1.12: ["5.2.11"]
#     nsa: [pod-security]
#     mitre-containers: [T1611, T1610, T1609]
#     nist-800-190: ["4.4.3", "4.5.5"]
#     nist-800-53r5: [ac-6, sc-39]
#     bsi-sys-1.6: [A17, A19]
#     bsi-app-4.4: [A4]
package bulkhead.kubernetes.runtime_socket

import data.bulkhead.lib.kubernetes.hostpath
import data.bulkhead.lib.path as paths

deny contains {
	"path": ["volume", "hostPath", "path"],
	"message": "leads to the container runtime's socket: who can write to it is root on the node",
} if {
	some socket in hostpath.runtime_sockets
	paths.within(socket, _path)
}

_path := paths.clean(input.volume.hostPath.path)
