# METADATA
# title: Projected tokens must not be valid for long
# description: >-
#   A token that gets out can be used until it expires, or until the pod is gone. The kubelet replaces each after four
#   fifths of its life and after a day at the latest, so that no pod needs one that lives longer. The default is an
#   hour.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken
#     description: Projected tokens
# custom:
#   severity: low
#   subject: kubernetes/volume
#   wall: identity
#   dimension: security
#   remediation: >-
#     Set expirationSeconds to 86400 or less, or leave it out.
#   parameters:
#     seconds:
#       type: number
#       default: 86400
#       description: >-
#         How long a token may be valid at most.
#   frameworks:
#     mitre-containers: [T1528, "T1550.001"]
#     nist-800-53r5: [ia-5]
#     bsi-sys-1.6: [A8]
package bulkhead.kubernetes.long_lived_token

import data.bulkhead.parameters.kubernetes.long_lived_token as parameters

deny contains {
	"path": ["volume", "projected", "sources", i, "serviceAccountToken", "expirationSeconds"],
	"message": sprintf("holds a token that is valid for more than %d seconds", [parameters.seconds]),
	"expected": 3600,
} if {
	some i
	input.volume.projected.sources[i].serviceAccountToken.expirationSeconds > parameters.seconds
}
