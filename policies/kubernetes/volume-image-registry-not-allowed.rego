# METADATA
# title: Images of volumes and disks must come from an allowed registry
# description: >-
#   Whoever may push to a registry decides what is mounted and booted where its images are pulled. The question
#   arises where the parameter registries of kubernetes/registry-not-allowed lists some: the list is for images of
#   containers, volumes and virtual machines' disks alike.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/storage/volumes/#image
#     description: Image volumes
# custom:
#   severity: medium
#   subject: kubernetes/image
#   wall: management
#   dimension: security
#   remediation: >-
#     Take the image from an allowed registry, or copy it there.
#   frameworks:
#     mitre-containers: ["T1204.003"]
#     nist-800-190: ["4.1.5", "4.2.1"]
#     nist-800-53r5: [sr-3, sr-4]
#     bsi-sys-1.6: [A6, A12]
package bulkhead.kubernetes.volume_image_registry_not_allowed

import data.bulkhead.lib.kubernetes.image as image_name
import data.bulkhead.lib.kubernetes.volumeimage
import data.bulkhead.parameters.kubernetes.registry_not_allowed as parameters

deny contains {
	"path": volumeimage.path,
	"message": "comes from a registry that is not allowed",
} if {
	count(parameters.registries) > 0
	not image_name.from_one_of(volumeimage.name, parameters.registries)
}

notapplicable if count(parameters.registries) == 0
