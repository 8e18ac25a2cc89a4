# METADATA
# title: Images of volumes and disks must not come from a registry that gets no more updates
# description: >-
#   k8s.gcr.io and gcr.io/google-containers were frozen on 2023-04-03: what is there gets no fixes, and only a
#   redirection answers for it.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/
#     description: The freeze of k8s.gcr.io
# custom:
#   severity: low
#   subject: kubernetes/image
#   wall: management
#   dimension: maintenance
#   remediation: >-
#     Take the image from a registry that is maintained.
#   frameworks:
#     nist-800-190: ["4.2.2"]
#     nist-800-53r5: [si-2, sr-3]
#     bsi-sys-1.6: [A14]
package bulkhead.kubernetes.volume_image_retired_registry

import data.bulkhead.lib.kubernetes.image as image_name
import data.bulkhead.lib.kubernetes.volumeimage

deny contains {
	"path": volumeimage.path,
	"message": "comes from a registry that was frozen in 2023",
} if {
	image_name.retired(volumeimage.name)
}
