# METADATA
# title: The kubelet must ask the API server who may use it
# description: >-
#   With AlwaysAllow whoever has any certificate of the cluster's CA, or nothing where anonymous requests are
#   taken, runs commands in every pod of the node. The file's default is Webhook, the flag's, which counts where no
#   file is named, AlwaysAllow. It is acceptable nowhere.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/
#     description: Authentication and authorization of the kubelet
# custom:
#   severity: critical
#   subject: kubernetes/kubelet
#   wall: identity
#   dimension: security
#   remediation: >-
#     Set authorization.mode: Webhook in the kubelet's configuration.
#   frameworks:
#     cis-kubernetes-1.12: ["4.2.2"]
#     nsa: [authentication-authorization]
#     mitre-containers: [T1609]
#     nist-800-190: ["4.3.2"]
#     nist-800-53r5: [ac-3, ac-6]
#     bsi-app-4.4: [A3]
#     pci-dss-4.0.1: ["7.3.1", "7.3.3"]
package bulkhead.kubernetes.kubelet_allows_everything

deny contains {
	"path": ["kubelet", "authorization"],
	"message": "allows everything to whoever it knows",
	"expected": "Webhook",
} if {
	input.kubelet.authorization == "AlwaysAllow"
}
