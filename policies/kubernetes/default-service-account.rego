# METADATA
# title: Pods must have a service account of their own
# description: >-
#   All pods of a namespace that name none share the account default: a right that one of them is given, all have, and
#   the audit log does not tell them apart. Pods that kubelets run from files can have no account.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/service-accounts/
#     description: Service accounts
# custom:
#   severity: low
#   subject: kubernetes/pod
#   wall: identity
#   dimension: security
#   remediation: >-
#     Make a service account for the workload and name it in serviceAccountName.
#   frameworks:
#     cis-kubernetes-1.12: ["5.1.5"]
#     nsa: [authentication-authorization]
#     mitre-containers: ["T1078.001"]
#     nist-800-53r5: [ac-6, ia-2]
#     bsi-app-4.4: [A9]
#     bsi-sys-1.6: [A18]
#     pci-dss-4.0.1: ["7.2.5"]
package bulkhead.kubernetes.default_service_account

import data.bulkhead.lib.kubernetes.pod

deny contains {
	"path": ["pod", "spec", "serviceAccountName"],
	"message": "shares the account that all pods of its namespace get unasked",
} if {
	not pod.mirror
	not _own
}

_own if _names(input.pod.spec.serviceAccountName)

# The old name of the field, which counts where the new one is absent.
_own if {
	not _decides
	_names(input.pod.spec.serviceAccount)
}

_names(account) if {
	is_string(account)
	not account in {"", "default"}
}

_decides if {
	is_string(input.pod.spec.serviceAccountName)
	input.pod.spec.serviceAccountName != ""
}

# Kubelets run these from files, and the API gives them no account.
notapplicable if pod.mirror
