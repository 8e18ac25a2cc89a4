# METADATA
# title: Policies on images must not admit them unseen
# description: >-
#   An authority whose static action is pass, or a rule of Kyverno's with required: false, takes an image without any
#   signature, whatever other authorities would say of it: one that is satisfied is enough. It is acceptable for images that
#   a cluster needs to start and nobody signs, if their pattern names them one by one.
# scope: package
# related_resources:
#   - ref: https://docs.sigstore.dev/policy-controller/overview/
#     description: Sigstore's policy-controller
#   - ref: https://kyverno.io/docs/policy-types/cluster-policy/verify-images/sigstore/
#     description: Kyverno's rules on images
# custom:
#   severity: medium
#   subject: kubernetes/imagepolicy
#   wall: management
#   dimension: security
#   remediation: >-
#     Name authorities with keys or identities instead, and narrow the patterns of images.
#   frameworks:
#     cis-kubernetes-1.12: ["5.5.1"]
#     nist-800-190: ["4.1.5"]
#     nist-800-53r5: [cm-14, si-7]
#     bsi-sys-1.6: [A6, A12]
package bulkhead.kubernetes.image_policy_admits_unsigned

import data.bulkhead.lib.kubernetes.imagepolicy

deny contains {
	"path": ["imagepolicy", "spec", "authorities", i, "static", "action"],
	"message": "has an authority that takes every image, signed or not",
	"expected": "fail",
} if {
	input.facts.kind == "ClusterImagePolicy"
	some i, authority in input.imagepolicy.spec.authorities
	authority.static.action != "fail"
}

deny contains {
	"path": ["imagepolicy", "spec", "rules", rule.index, "verifyImages", rule.position, "required"],
	"message": "has a rule that takes images which nobody has signed",
	"expected": true,
} if {
	some rule in imagepolicy.rules
	rule.verify.required != true
}
