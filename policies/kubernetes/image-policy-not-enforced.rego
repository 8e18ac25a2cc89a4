# METADATA
# title: Policies on images must refuse what they do not verify
# description: >-
#   A policy of sigstore's policy-controller with mode warn, or a rule of Kyverno's whose failure action is Audit (its
#   default), tells of images without a signature and admits them all the same. It is acceptable while a policy is being
#   tried out. Whether the engine runs, and in which namespaces it is asked, its webhooks say.
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
#     Remove the mode or set it to enforce; in Kyverno set failureAction of verifyImages to Enforce.
#   frameworks:
#     cis-kubernetes-1.12: ["5.5.1"]
#     nist-800-190: ["4.1.5"]
#     nist-800-53r5: [cm-14, si-7]
#     bsi-sys-1.6: [A6, A12]
package bulkhead.kubernetes.image_policy_not_enforced

import data.bulkhead.lib.kubernetes.imagepolicy

deny contains {
	"path": ["imagepolicy", "spec", "mode"],
	"message": "only warns of images that it does not verify",
	"expected": "enforce",
} if {
	input.facts.kind == "ClusterImagePolicy"
	_other_than(input.imagepolicy.spec.mode, "enforce")
}

deny contains {
	"path": ["imagepolicy", "spec", "rules", rule.index, "verifyImages", rule.position],
	"message": "only reports images that it does not verify: its failure action is Audit, which is the default",
	"expected": "Enforce",
} if {
	some rule in imagepolicy.rules
	lower(_action(rule.verify)) != "enforce"
}

_other_than(value, wanted) if value != wanted

# The rule's own action wins over the policy's.
_action(verify) := verify.failureAction

_action(verify) := object.get(input.imagepolicy.spec, "validationFailureAction", "Audit") if not verify.failureAction
