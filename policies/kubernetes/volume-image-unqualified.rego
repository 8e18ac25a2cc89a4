# METADATA
# title: Images of volumes and disks must name their registry
# description: >-
#   An image without a registry is taken from docker.io by most runtimes, and from the first of a list of registries
#   that has the name by others: then whoever may push that name to one of them decides what is mounted or booted.
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
#     Write the registry before the image's name, docker.io too.
#   frameworks:
#     mitre-containers: ["T1036.005", "T1204.003"]
#     nist-800-190: ["4.1.5"]
#     nist-800-53r5: [sr-4, si-7]
#     bsi-sys-1.6: [A6, A12]
package bulkhead.kubernetes.volume_image_unqualified

import data.bulkhead.lib.kubernetes.image as image_name
import data.bulkhead.lib.kubernetes.volumeimage

deny contains {
	"path": volumeimage.path,
	"message": "names no registry: the runtime takes docker.io, or the first of its list that has the image",
} if {
	not image_name.qualified(volumeimage.name)
}
