# METADATA
# title: A pod holds its account's token
# description: >-
#   Whoever is in a pod with a token that the API server takes may do what its service account may.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/service-accounts/
#     description: Service accounts
# custom:
#   subject: kubernetes/pod
#   edge: {from: contents, to: account, cost: credential}
package bulkhead.edges.kubernetes.token

deny contains {
	"path": ["facts", "serviceAccountTokenMounted"],
	"message": "holds a token of its service account",
} if {
	input.facts.serviceAccountTokenMounted == true
}
