# METADATA
# title: Containers must name their image by digest
# description: >-
#   A tag can be moved: the next start of the same pod may run other content than what was tested, and two nodes may
#   run different content under one name. A digest names the content itself. The API or a build step can resolve the
#   tag; keep it beside the digest for readers.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/containers/images/
#     description: Images
# custom:
#   severity: low
#   subject: kubernetes/container
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
package bulkhead.kubernetes.mutable_image_tag

deny contains {
	"path": ["container", "image"],
	"message": "names its image without a digest, so its content may change",
} if {
	not _pinned
}

_pinned if {
	is_string(input.container.image)
	regex.match(`@(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$`, input.container.image)
}
