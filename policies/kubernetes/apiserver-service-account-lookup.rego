# METADATA
# title: The API server must notice deleted service accounts
# description: >-
#   With --service-account-lookup=false a token is valid as long as its signature is: deleting a leaked Secret or
#   its account takes nothing away. It is true by default. It is acceptable nowhere.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/
#     description: Flags of the API server
# custom:
#   severity: high
#   subject: kubernetes/apiserver
#   wall: identity
#   dimension: security
#   remediation: >-
#     Remove --service-account-lookup=false.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.21"]
#     nsa: [authentication-authorization]
#     mitre-containers: [T1078]
#     nist-800-53r5: [ac-2, ia-5]
#     bsi-app-4.4: [A9]
#     pci-dss-4.0.1: ["8.6.3"]
package bulkhead.kubernetes.apiserver_service_account_lookup

deny contains {
	"path": ["apiserver", "flags", "service-account-lookup"],
	"message": "takes tokens of accounts that are deleted",
	"expected": true,
} if {
	input.apiserver.flags["service-account-lookup"] == false
}
