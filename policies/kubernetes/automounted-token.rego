# METADATA
# title: Pods must not mount a token that they don't need
# description: >-
#   The token of its service account lets a pod, and whoever breaks into it, speak to the API server as that
#   account. It is mounted unless the pod or else its account says automountServiceAccountToken: false. Pods that
#   use the API need it, with an account of their own. Static pods get none.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/
#     description: Service accounts of pods
# custom:
#   severity: medium
#   subject: kubernetes/pod
#   wall: identity
#   dimension: security
#   remediation: >-
#     Set automountServiceAccountToken to false in the pod, or in its service account.
#   fix: [{expected: true, note: the application must not need the API server}]
#   frameworks:
#     cis-kubernetes-1.12: ["5.1.6"]
#     nsa: [pod-security]
#     mitre-containers: [T1528, "T1552.007"]
#     nist-800-190: ["4.4.3"]
#     nist-800-53r5: [ac-6]
#     bsi-app-4.4: [A9]
#     bsi-sys-1.6: [A18]
package bulkhead.kubernetes.automounted_token

import data.bulkhead.lib.kubernetes.pod

deny contains {
	"path": ["pod", "spec", "automountServiceAccountToken"],
	"message": "mounts the token of its service account, as it says itself",
	"expected": false,
} if {
	not pod.mirror
	input.pod.spec.automountServiceAccountToken == true
}

deny contains {
	"path": ["serviceAccount", "automountServiceAccountToken"],
	"message": "mounts the token of its service account, as the account says",
	"expected": false,
} if {
	not pod.mirror
	not _pod_decides
	not _account_unknown
	input.serviceAccount.automountServiceAccountToken == true
}

deny contains {
	"path": ["pod", "spec", "automountServiceAccountToken"],
	"message": "mounts the token of its service account, as neither says otherwise",
	"expected": false,
} if {
	not pod.mirror
	not _pod_decides
	not _account_unknown
	not _account_decides
}

unknown contains {
	"path": ["serviceAccount", "automountServiceAccountToken"],
	"message": input.serviceAccount.why,
	"reason": input.serviceAccount.unknown,
} if {
	not pod.mirror
	not _pod_decides
	_account_unknown
}

_pod_decides if is_boolean(input.pod.spec.automountServiceAccountToken)

_account_decides if is_boolean(input.serviceAccount.automountServiceAccountToken)

_account_unknown if input.serviceAccount.unknown in {"unread", "not-in-input"}

# Kubelets run these from files, and the API gives them no account.
notapplicable if pod.mirror
