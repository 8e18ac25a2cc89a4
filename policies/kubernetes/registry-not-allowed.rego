# METADATA
# title: Images must come from an allowed registry
# description: >-
#   Whoever may push to a registry decides what runs where its images are pulled. Which registries are trusted only their users
#   know: the question arises where the parameter registries lists some. An image without a registry counts as
#   docker.io's, as most runtimes take it. kubernetes/volume-image-registry-not-allowed asks the same of images that are mounted.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/containers/images/#image-names
#     description: Image names
# custom:
#   severity: medium
#   subject: kubernetes/container
#   wall: management
#   dimension: security
#   remediation: >-
#     Take the image from an allowed registry, or copy it there.
#   parameters:
#     registries:
#       type: texts
#       default: []
#       description: >-
#         Registries that images may come from, or parts of them: registry.example/team allows its own images and all below.
#   frameworks:
#     mitre-containers: ["T1204.003"]
#     nist-800-190: ["4.1.5", "4.2.1"]
#     nist-800-53r5: [sr-3, sr-4]
#     bsi-sys-1.6: [A6, A12]
package bulkhead.kubernetes.registry_not_allowed

import data.bulkhead.lib.kubernetes.image as image_name
import data.bulkhead.parameters.kubernetes.registry_not_allowed as parameters

deny contains {
	"path": ["container", "image"],
	"message": "comes from a registry that is not allowed",
} if {
	not notapplicable
	is_string(input.container.image)
	input.container.image != ""
	not image_name.from_one_of(input.container.image, parameters.registries)
}

notapplicable if count(parameters.registries) == 0
