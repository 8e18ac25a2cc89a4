# METADATA
# title: The API server must give every pod an account
# description: >-
#   The plugin ServiceAccount, on by default, gives each pod an account, checks that it exists and that the pod
#   mounts no Secret that it may not. Without it pods run as nobody, and references to accounts' Secrets are not
#   checked. It is acceptable nowhere.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#serviceaccount
#     description: ServiceAccount
# custom:
#   severity: high
#   subject: kubernetes/apiserver
#   wall: management
#   dimension: security
#   remediation: >-
#     Remove ServiceAccount from --disable-admission-plugins.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.12"]
#     nsa: [authentication-authorization]
#     nist-800-53r5: [ac-2, ac-3]
#     bsi-app-4.4: [A9]
package bulkhead.kubernetes.apiserver_without_service_account_admission

import data.bulkhead.lib.kubernetes.plugins

deny contains {"path": ["apiserver", "flags", flag], "message": "runs pods without checking their accounts"} if {
	some flag in plugins.turned_off_by("ServiceAccount")
}
