# METADATA
# title: Images of volumes and disks must be named by digest
# description: >-
#   A tag can be moved: the next start of the same pod or virtual machine may mount or boot other content than what
#   was tested. What an image volume holds is mounted with the rights of the pod, a model or a plug-in that it runs
#   as its own code; a containerDisk is a machine's system. The tag latest, or none, is whatever was pushed last.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/storage/volumes/#image
#     description: Image volumes
# custom:
#   severity: low
#   subject: kubernetes/image
#   wall: management
#   dimension: deployment-speed
#   remediation: >-
#     Append @sha256: and the digest to the image's name.
#   frameworks:
#     cis-kubernetes-1.12: ["5.5.1"]
#     mitre-containers: [T1525]
#     nist-800-190: ["4.1.5", "4.2.2"]
#     nist-800-53r5: [cm-2, si-7]
#     bsi-sys-1.6: [A6, A13]
package bulkhead.kubernetes.volume_image_without_digest

import data.bulkhead.lib.kubernetes.volumeimage

deny contains {
	"path": volumeimage.path,
	"message": "names its image without a digest, so its content may change",
} if {
	not regex.match(`@(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$`, volumeimage.name)
}
