# METADATA
# title: Containers with a tag must pull their image at each start
# description: >-
#   With a tag and a pull policy other than Always, a node runs what it once got under that name: another content than
#   the registry has now, or a private image that another tenant's pod pulled with its credentials, where the kubelet
#   does not ask for those again. Always asks the registry, and transfers only what is new. The API's default is Always
#   for latest and for no tag, else IfNotPresent. A digest needs no pull for its content's sake.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy
#     description: Image pull policy
# custom:
#   severity: low
#   subject: kubernetes/container
#   wall: management
#   dimension: deployment-speed
#   weaker_than: kubernetes/mutable-image-tag
#   remediation: >-
#     Set imagePullPolicy to Always, or name the image by digest.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.11"]
#     mitre-containers: [T1525]
#     nist-800-190: ["4.2.2", "4.2.3"]
#     nist-800-53r5: [cm-2, si-7]
#     bsi-sys-1.6: [A6, A12]
package bulkhead.kubernetes.cached_image

import data.bulkhead.lib.kubernetes.image as image_name

deny contains {
	"path": ["container", "imagePullPolicy"],
	"message": "runs what the node once got under its image's tag",
	"expected": "Always",
} if {
	is_string(input.container.image)
	not contains(input.container.image, "@")
	not _always
}

_always if input.container.imagePullPolicy == "Always"

# The default, where the image names no version.
_always if {
	not _decides
	image_name.floating(input.container.image)
}

_decides if {
	is_string(input.container.imagePullPolicy)
	input.container.imagePullPolicy != ""
}
