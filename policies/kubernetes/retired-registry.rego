# METADATA
# title: Containers must not use a registry that gets no more updates
# description: >-
#   k8s.gcr.io and gcr.io/google-containers were frozen on 2023-04-03: what is there gets no fixes, and only a
#   redirection answers for it. Kubernetes' own images are in registry.k8s.io.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/
#     description: The freeze of k8s.gcr.io
# custom:
#   severity: low
#   subject: kubernetes/container
#   wall: management
#   dimension: maintenance
#   remediation: >-
#     Take the image from registry.k8s.io, in a version that is still maintained.
#   frameworks:
#     nist-800-190: ["4.2.2"]
#     nist-800-53r5: [si-2, sr-3]
#     bsi-sys-1.6: [A14]
package bulkhead.kubernetes.retired_registry

import data.bulkhead.lib.kubernetes.image as image_name

deny contains {
	"path": ["container", "image"],
	"message": "comes from a registry that was frozen in 2023",
} if {
	is_string(input.container.image)
	image_name.retired(input.container.image)
}
