# METADATA
# title: Volumes must not project a token for the API server
# description: >-
#   A projected service account token without an audience is one for the API server, whatever
#   automountServiceAccountToken says: who breaks into the pod speaks as its account. A token for somebody else names
#   that one as its audience, and the API server refuses it. The volume that the API server itself adds to pods is
#   judged as kubernetes/automounted-token.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken
#     description: Projected tokens
# custom:
#   severity: medium
#   subject: kubernetes/volume
#   wall: identity
#   dimension: security
#   remediation: >-
#     Name in audience whom the token is for; where the pod uses the API, leave the token to
#     automountServiceAccountToken.
#   frameworks:
#     cis-kubernetes-1.12: ["5.1.6"]
#     mitre-containers: [T1528, "T1552.007"]
#     nist-800-190: ["4.4.3"]
#     nist-800-53r5: [ac-6, ia-5]
#     bsi-app-4.4: [A9]
#     bsi-sys-1.6: [A8, A18]
package bulkhead.kubernetes.projected_api_token

deny contains {
	"path": ["volume", "projected", "sources", i, "serviceAccountToken", "audience"],
	"message": "holds a token of the pod's account for the API server",
} if {
	not _added
	some i, source in input.volume.projected.sources
	source.serviceAccountToken != null
	object.get(source.serviceAccountToken, "audience", "") in {"", null}
}

# Only pods have it, no template.
_added if {
	startswith(input.volume.name, "kube-api-access-")
	input.facts.workload == "Pod"
}
