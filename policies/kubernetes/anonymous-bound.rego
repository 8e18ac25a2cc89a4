# METADATA
# title: Nothing must be bound to those without credentials
# description: >-
#   The user system:anonymous and the group system:unauthenticated are everyone who reaches the API server's port. What
#   they are given needs no credential at all. What is meant to be public is acceptable and does not count: the health, version
#   and token issuer's key addresses, and the ConfigMap cluster-info that new nodes read.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/authentication/#anonymous-requests
#     description: Anonymous requests
# custom:
#   severity: critical
#   subject: kubernetes/binding
#   wall: identity
#   dimension: security
#   remediation: Remove system:anonymous and system:unauthenticated from the binding's subjects.
#   frameworks:
#     nsa: [authentication-authorization]
#     mitre-containers: [T1078.001]
#     nist-800-190: ["4.3.2"]
#     nist-800-53r5: [ac-14]
#     bsi-app-4.4: [A3]
#     pci-dss-4.0.1: ["7.3.3", "8.2.1"]
package bulkhead.kubernetes.anonymous_bound

import data.bulkhead.lib.kubernetes.rbac

deny contains {"path": ["binding", "subjects", i, "name"], "message": message, "severity": severity} if {
	_opens_resources
	some i in _anonymous
	message := rbac.by_scope(
		"gives rights in the whole cluster to everyone, without credentials",
		"gives rights in its namespace to everyone, without credentials",
	)
	severity := rbac.by_scope("critical", "high")
}

deny contains {
	"path": ["binding", "subjects", i, "name"],
	"message": "opens addresses of the API server to everyone, without credentials",
	"severity": "medium",
} if {
	_opens_addresses
	not _opens_resources
	some i in _anonymous
}

_anonymous contains i if {
	some i, subject in input.facts.subjects
	[subject.kind, subject.name] in {["User", "system:anonymous"], ["Group", "system:unauthenticated"]}
}

_is_bound if some _ in _anonymous

_opens_resources if {
	some grant in rbac.grants
	some _ in grant.rule.verbs
	some _ in grant.rule.resources
	not _is_cluster_info(grant.rule)
}

_opens_addresses if {
	rbac.is_cluster_wide
	some grant in rbac.grants
	some _ in grant.rule.verbs
	some address in grant.rule.nonResourceURLs
	not address in _public_addresses
}

# Those of system:public-info-viewer and system:service-account-issuer-discovery in Kubernetes v1.37.2.
_public_addresses := {
	"/.well-known/openid-configuration",
	"/.well-known/openid-configuration/",
	"/healthz",
	"/livez",
	"/openid/v1/jwks",
	"/openid/v1/jwks/",
	"/readyz",
	"/version",
	"/version/",
}

# As kubeadm gives it.
_is_cluster_info(rule) if {
	rule.apiGroups == [""]
	rule.resources == ["configmaps"]
	rule.resourceNames == ["cluster-info"]
	rule.verbs == ["get"]
}

# What this one gives is known without the role.
_is_public if input.facts.shippedRole == "system:public-info-viewer"

unknown contains element if {
	_is_bound
	not _is_public
	some element in rbac.unclear
}

notapplicable if not _is_bound
