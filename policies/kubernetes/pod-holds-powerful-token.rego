# METADATA
# title: Pods must not hold tokens with far-reaching rights
# description: >-
#   Whoever breaks into a pod has the token of its service account, and with it all that bindings give to the account and to
#   the groups that it is in. Rights to read Secrets, to run pods or to hand out rights in the whole cluster make that one pod
#   the cluster's weakest wall. It is acceptable for the controllers that need them, on nodes of their own.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#     description: Role Based Access Control good practices
# custom:
#   severity: critical
#   subject: kubernetes/pod
#   wall: identity
#   dimension: security
#   remediation: >-
#     Give the pod an account of its own with the rights that it needs, in its namespace, or set
#     automountServiceAccountToken to false where it needs none.
#   frameworks:
#     cis-kubernetes-1.12: ["5.1.5", "5.1.6"]
#     nsa: [authentication-authorization]
#     mitre-containers: [T1078, T1528]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-3, ac-6]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.5"]
package bulkhead.kubernetes.pod_holds_powerful_token

import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["pod", "spec", "serviceAccountName"],
	"message": sprintf("holds a token that may, in the whole cluster: %s", [concat(", ", _told(words))]),
	"severity": _severity(words, "critical", "high"),
} if {
	_mounted
	words := input.facts.serviceAccountRights.cluster
	some _ in words
}

deny contains {
	"path": ["pod", "spec", "serviceAccountName"],
	"message": sprintf("holds a token that may, in another namespace: %s", [concat(", ", _told(words))]),
	"severity": _severity(words, "high", "medium"),
} if {
	_mounted
	words := input.facts.serviceAccountRights.elsewhere
	some _ in words
}

deny contains {
	"path": ["pod", "spec", "serviceAccountName"],
	"message": sprintf("holds a token that may, in its namespace: %s", [concat(", ", _told(words))]),
	"severity": _severity(words, "medium", "low"),
} if {
	_mounted
	words := input.facts.serviceAccountRights.namespace
	some _ in words
}

# Full rights are all others too.
_told(words) := ["cluster-admin"] if "cluster-admin" in words

_told(words) := words if not "cluster-admin" in words

_mounted if input.facts.serviceAccountTokenMounted == true

# Whoever has one of these has all rights there in the end.
_sovereign := {
	"approve-certificate-requests",
	"bind-or-escalate",
	"cluster-admin",
	"create-tokens",
	"impersonate",
	"impersonate-accounts",
	"reach-kubelets",
}

_severity(words, sovereign, _) := sovereign if {
	some word in words
	word in _sovereign
}

_severity(words, _, other) := other if {
	every word in words {
		not word in _sovereign
	}
}

unknown contains unknown_value.verdict(
	["facts", "serviceAccountTokenMounted"],
	input.facts.serviceAccountTokenMounted,
)

unknown contains unknown_value.verdict(
	["facts", "serviceAccountRights", "unclear"],
	input.facts.serviceAccountRights.unclear,
) if {
	_mounted
}

notapplicable if input.facts.serviceAccountTokenMounted == false
