# METADATA
# title: Nothing must be bound to all who have credentials
# description: >-
#   The group system:authenticated is everyone with any credential, on managed clusters perhaps anyone with an account of that
#   cloud; system:serviceaccounts is every pod's account, and system:serviceaccounts:NAMESPACE every one of a namespace. What
#   they are given, each of their tokens gives. What Kubernetes itself gives them (discovery, questions about oneself) does
#   not count. It is acceptable for reads of what is public in the cluster.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#service-account-permissions
#     description: Service account permissions
# custom:
#   severity: high
#   subject: kubernetes/binding
#   wall: identity
#   dimension: security
#   remediation: Bind the role to the users, groups or accounts that need it, and remove these groups from the subjects.
#   frameworks:
#     nsa: [authentication-authorization]
#     mitre-containers: [T1078]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-3, ac-6]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.2", "7.2.5"]
package bulkhead.kubernetes.everyone_bound

import data.bulkhead.lib.kubernetes.rbac

deny contains {
	"path": ["binding", "subjects", i, "name"],
	"message": message,
	"severity": _severity,
} if {
	_gives_something
	some i, kind in _everyone
	message := _messages[kind]
}

_messages := {
	"authenticated": "gives rights to everyone with any credential",
	"accounts": "gives rights to every service account of the cluster",
	"namespace": "gives rights to every service account of a namespace",
}

_everyone[i] := kind if {
	some i in rbac.own_subjects
	subject := input.facts.subjects[i]
	subject.kind == "Group"
	kind := _kind(subject.name)
}

_kind("system:authenticated") := "authenticated"

_kind("system:serviceaccounts") := "accounts"

_kind(name) := "namespace" if startswith(name, "system:serviceaccounts:")

_is_bound if some _ in _everyone

_gives_something if {
	some grant in rbac.grants
	some _ in grant.rule.verbs
	some _ in grant.rule.resources
}

_gives_something if {
	rbac.is_cluster_wide
	some grant in rbac.grants
	some _ in grant.rule.verbs
	some _ in grant.rule.nonResourceURLs
}

# To change things or to read Secrets, and for whom.
_severity := rbac.by_scope("critical", "high") if _is_dangerous

_severity := rbac.by_scope("medium", "low") if not _is_dangerous

_is_dangerous if {
	some grant in rbac.grants
	some _ in grant.rule.resources
	some verb in grant.rule.verbs
	not verb in {"get", "list", "watch"}
}

_is_dangerous if {
	some grant in rbac.grants
	some verb in ["get", "list", "watch"]
	rbac.allows(grant.rule, verb, "", "secrets")
}

unknown contains element if {
	_is_bound
	some element in rbac.unclear
}

notapplicable if not _is_bound
