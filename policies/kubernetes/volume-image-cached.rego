# METADATA
# title: Images of volumes and disks with a tag must be pulled at each start
# description: >-
#   With a tag and a pull policy other than Always, a node mounts or boots what it once got under that name: another
#   content than the registry has now, or a private image that another tenant's pod pulled with its credentials. The
#   API's default is Always for latest and for no tag, else IfNotPresent; KubeVirt has the same for containerDisks.
#   A digest needs no pull for its content's sake.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/storage/volumes/#image
#     description: Image volumes
# custom:
#   severity: low
#   subject: kubernetes/image
#   wall: management
#   dimension: deployment-speed
#   weaker_than: kubernetes/volume-image-without-digest
#   remediation: >-
#     Set the pull policy to Always, or name the image by digest.
#   frameworks:
#     mitre-containers: [T1525]
#     nist-800-190: ["4.2.2", "4.2.3"]
#     nist-800-53r5: [cm-2, si-7]
#     bsi-sys-1.6: [A6, A12]
package bulkhead.kubernetes.volume_image_cached

import data.bulkhead.lib.kubernetes.image as image_name
import data.bulkhead.lib.kubernetes.volumeimage

deny contains {
	"path": volumeimage.path,
	"message": "mounts what the node once got under its image's tag",
} if {
	not contains(volumeimage.name, "@")
	not _always
}

_always if volumeimage.pull_policy == "Always"

# The default, where the image names no version.
_always if {
	not _decides
	image_name.floating(volumeimage.name)
}

_decides if {
	is_string(volumeimage.pull_policy)
	volumeimage.pull_policy != ""
}
