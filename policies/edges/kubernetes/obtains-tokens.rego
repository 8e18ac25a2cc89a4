# METADATA
# title: An account obtains others' tokens
# description: >-
#   Whoever may make a pod in a namespace runs it as any service account there, and reads that account's token in it.
#   Asking for a token, or a secret that the API server fills with one, is shorter. A right to read secrets finds tokens
#   only where some are kept, which is not looked at.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#     description: RBAC good practices, risks of privilege escalation
# custom:
#   subject: kubernetes/grant
#   edge: {to: accounts, cost: credential}
package bulkhead.edges.kubernetes.obtains_tokens

deny contains {"path": ["grant", "bindings"], "message": message} if some message in _found

unknown contains {
	"path": ["grant", "bindings"],
	"message": "may read secrets, of which some may hold an account's token",
	"reason": "not-in-input",
} if {
	count(_found) == 0
	"read-secrets" in input.grant.ways
}

unknown contains {
	"path": ["grant", "unclear"],
	"message": input.grant.unclear.why,
	"reason": input.grant.unclear.unknown,
} if {
	count(_found) == 0
}

_found contains message if {
	some way in input.grant.ways
	message := _ways[way]
}

_ways := {
	"create-pods": "may make pods that run as any account",
	"create-tokens": "may ask for tokens of any account",
	"mint-secrets": "may make secrets that the API server fills with any account's token, and read them",
}
