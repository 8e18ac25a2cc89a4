# METADATA
# title: Bound roles must not reach kubelets through the proxy
# description: >-
#   The subresource nodes/proxy opens the kubelet's whole API, and with it commands in any container of the node, past
#   admission and the API server's audit log. The kubelet takes get for that as it takes create, since websockets begin
#   with GET. It is acceptable for no workload: monitoring needs nodes/metrics and nodes/stats alone. Rules narrowed by
#   resourceNames do not count.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/
#     description: Kubelet authorization
# custom:
#   severity: critical
#   subject: kubernetes/binding
#   wall: kernel
#   dimension: security
#   remediation: Replace nodes/proxy by the subresources that are needed, such as nodes/metrics, nodes/stats or nodes/log.
#   weaker_than: kubernetes/cluster-admin-bound
#   frameworks:
#     cis-kubernetes-1.12: ["5.1.10"]
#     nsa: [authentication-authorization]
#     mitre-containers: [T1609]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-3, ac-6]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.2", "7.2.5"]
package bulkhead.kubernetes.nodes_proxy

import data.bulkhead.lib.kubernetes.rbac

# Nodes are in no namespace, so a RoleBinding gives nothing on them.
deny contains {
	"path": grant.path,
	"message": "lets its subjects run commands in any container of any node, through the kubelet",
} if {
	rbac.is_cluster_wide
	some grant in rbac.grants
	some verb in ["get", "create"]
	rbac.allows(grant.rule, verb, "", "nodes/proxy")
}

unknown contains element if {
	rbac.is_cluster_wide
	some element in rbac.unclear
}

notapplicable if not rbac.is_judged
