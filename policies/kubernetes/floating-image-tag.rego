# METADATA
# title: Containers must name a version of their image
# description: >-
#   The tag latest, which is also what an image without a tag gets, is moved with each release: what runs depends on
#   when a node pulled it, and going back to what ran before is not possible. A digest names the content itself.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/containers/images/
#     description: Images
# custom:
#   severity: low
#   subject: kubernetes/container
#   wall: management
#   dimension: deployment-speed
#   weaker_than: kubernetes/mutable-image-tag
#   remediation: >-
#     Name a version, and better a digest, in the image's name.
#   frameworks:
#     mitre-containers: [T1525]
#     nist-800-190: ["4.1.5", "4.2.2"]
#     nist-800-53r5: [cm-2, si-7]
#     bsi-sys-1.6: [A6, A13]
package bulkhead.kubernetes.floating_image_tag

import data.bulkhead.lib.kubernetes.image as image_name

deny contains {
	"path": ["container", "image"],
	"message": "names no version of its image: latest is whatever was pushed last",
} if {
	is_string(input.container.image)
	image_name.floating(input.container.image)
}
