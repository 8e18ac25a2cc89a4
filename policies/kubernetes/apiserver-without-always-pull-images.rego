# METADATA
# title: The API server should make every pod pull its images
# description: >-
#   Where a node has an image already, a pod of another tenant runs it without credentials for its registry. The
#   plugin AlwaysPullImages makes every pod ask the registry. Since Kubernetes 1.35 the kubelet verifies
#   credentials of cached images by default, which closes the same hole on the node. It is acceptable where all
#   workloads may read all images.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#alwayspullimages
#     description: AlwaysPullImages
# custom:
#   severity: low
#   subject: kubernetes/apiserver
#   wall: management
#   dimension: security
#   remediation: >-
#     Add AlwaysPullImages to --enable-admission-plugins, or keep the kubelet's verification of pulled images on.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.11"]
#     nist-800-190: ["4.2.3"]
#     nist-800-53r5: [ac-3, sr-4]
package bulkhead.kubernetes.apiserver_without_always_pull_images

import data.bulkhead.lib.kubernetes.plugins

deny contains {
	"path": ["apiserver", "flags", "enable-admission-plugins"],
	"message": "lets pods run images that a node has already, without credentials",
	"expected": "AlwaysPullImages",
} if {
	not plugins.is_enabled("AlwaysPullImages")
}
