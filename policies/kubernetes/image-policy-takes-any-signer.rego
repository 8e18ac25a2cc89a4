# METADATA
# title: Policies on images must name who signs them
# description: >-
#   Without a key, a signature by whomever is one: the certificate authority gives anybody a certificate for the identity
#   that they log in with. An identity whose patterns match everything therefore proves nothing. It is acceptable where
#   the certificate authority is one's own and gives certificates to one's own builds alone.
# scope: package
# related_resources:
#   - ref: https://docs.sigstore.dev/policy-controller/overview/
#     description: Sigstore's policy-controller
#   - ref: https://kyverno.io/docs/policy-types/cluster-policy/verify-images/sigstore/
#     description: Kyverno's rules on images
# custom:
#   severity: high
#   subject: kubernetes/imagepolicy
#   wall: management
#   dimension: security
#   remediation: >-
#     Name the issuer and the subject of the builds that sign, or patterns that match only these.
#   frameworks:
#     cis-kubernetes-1.12: ["5.5.1"]
#     nist-800-190: ["4.1.5"]
#     nist-800-53r5: [cm-14, si-7]
#     bsi-sys-1.6: [A6, A12]
package bulkhead.kubernetes.image_policy_takes_any_signer

import data.bulkhead.lib.kubernetes.imagepolicy

deny contains {
	"path": ["imagepolicy", "spec", "authorities", i, "keyless", "identities", j],
	"message": "takes a signature of anybody: the pattern of the subject matches everything",
} if {
	input.facts.kind == "ClusterImagePolicy"
	some i, authority in input.imagepolicy.spec.authorities
	not _own_authority(authority.keyless)
	some j, identity in authority.keyless.identities
	not identity.subject
	identity.subjectRegExp in _everything
}

deny contains {
	"path": ["imagepolicy", "spec", "rules", rule.index, "verifyImages", rule.position, "attestors", i, "entries", j, "keyless"],
	"message": "takes a signature of anybody: the subject is a pattern that matches everything",
} if {
	some rule in imagepolicy.rules
	some i, attestor in rule.verify.attestors
	some j, entry in attestor.entries
	not entry.keyless.roots
	_anybody(entry.keyless)
}

# Who gives certificates is one's own.
_own_authority(keyless) if keyless["ca-cert"]

_own_authority(keyless) if keyless.trustRootRef

_own_authority(keyless) if not startswith(object.get(keyless, "url", _public), _public)

_public := "https://fulcio.sigstore.dev"

_anybody(keyless) if keyless.subject == "*"

_anybody(keyless) if {
	not keyless.subject
	keyless.subjectRegExp in _everything
}

_everything := {".*", ".+", "(.*)", "^.*$", "^.+$"}
