# METADATA
# title: Webhooks that validate pods must be asked about ephemeral containers
# description: >-
#   Ephemeral containers are added through the subresource pods/ephemeralcontainers. A webhook whose rules name pods
#   only is not asked about them: a container that it would refuse in a new pod can be put into a running one.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/
#     description: Ephemeral containers
#   - ref: https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/
#     description: Good practices for admission webhooks
# custom:
#   severity: low
#   subject: kubernetes/webhook
#   wall: management
#   dimension: security
#   remediation: >-
#     Add pods/ephemeralcontainers with the operation UPDATE to the webhook's rules, and let it judge those containers.
#   frameworks:
#     cis-kubernetes-1.12: ["5.2.1"]
#     nsa: [pod-security-enforcement]
#     mitre-containers: ["T1562.001"]
#     nist-800-53r5: [cm-6, cm-7]
#     bsi-app-4.4: [A4]
#     bsi-sys-1.6: [A21]
package bulkhead.kubernetes.webhook_misses_ephemeral_containers

deny contains {
	"path": ["webhook", "rules"],
	"message": "is asked about pods, but not about containers that are added to running ones",
} if {
	"pods" in _resources
	count(_resources & {"*/*", "pods/*", "pods/ephemeralcontainers", "*/ephemeralcontainers"}) == 0
	not notapplicable
}

_resources contains resource if {
	some rule in input.webhook.rules
	some group in rule.apiGroups
	group in {"", "*"}
	some resource in rule.resources
}

notapplicable if input.facts.mutating == true
