# METADATA
# title: Webhooks that validate must be asked about all versions of an object
# description: >-
#   With matchPolicy: Exact the webhook is asked only where the request is in one of the versions that its rules name.
#   The same object, sent in another version that the cluster serves, goes past it. The default is Equivalent.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#matching-requests-matchpolicy
#     description: matchPolicy of webhooks
#   - ref: https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/
#     description: Good practices for admission webhooks
# custom:
#   severity: medium
#   subject: kubernetes/webhook
#   wall: management
#   dimension: security
#   remediation: >-
#     Remove matchPolicy, or set it to Equivalent.
#   fix: [{expected: true}]
#   frameworks:
#     cis-kubernetes-1.12: ["5.2.1"]
#     nsa: [pod-security-enforcement]
#     mitre-containers: ["T1562.001"]
#     nist-800-53r5: [cm-6, cm-7]
#     bsi-app-4.4: [A4]
#     bsi-sys-1.6: [A21]
package bulkhead.kubernetes.webhook_exact_match

deny contains {
	"path": ["webhook", "matchPolicy"],
	"message": "is not asked where an object comes in another version of its API",
	"expected": "Equivalent",
} if {
	input.webhook.matchPolicy == "Exact"
	not _all_versions
	not notapplicable
}

# Then there is no other version, whatever the policy.
_all_versions if {
	every rule in input.webhook.rules {
		"*" in rule.apiVersions
	}
	_ = input.webhook.rules
}

notapplicable if input.facts.mutating == true
