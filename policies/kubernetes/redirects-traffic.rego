# METADATA
# title: Bound roles must not redirect traffic or open network policies
# description: >-
#   Whoever writes Services, endpoints, Ingresses or routes sends others' traffic where he likes; whoever writes
#   network policies opens the walls between pods, as one more policy only ever allows more. It is acceptable for
#   those who deploy, in their own namespace, and for network controllers.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/network-policies/
#     description: Network policies
# custom:
#   severity: medium
#   subject: kubernetes/binding
#   wall: network
#   dimension: security
#   remediation: >-
#     Remove create, update, patch and delete on these resources from the role, or bind it in the namespaces of its
#     subjects alone.
#   weaker_than: kubernetes/cluster-admin-bound
#   frameworks:
#     nsa: [authentication-authorization, network-separation]
#     mitre-containers: [T1562]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-4, ac-6]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.2", "7.2.5"]
package bulkhead.kubernetes.redirects_traffic

import data.bulkhead.lib.kubernetes.rbac

deny contains {"path": grant.path, "message": message, "severity": severity} if {
	some grant in rbac.grants
	_gives(grant.rule)
	message := rbac.by_scope(
		"lets its subjects redirect traffic or open network policies in the whole cluster",
		"lets its subjects redirect traffic or open network policies in its namespace",
	)
	severity := rbac.by_scope("medium", "low")
}

_gives(rule) if rbac.allows_any(rule, {"create", "update", "patch", "delete", "deletecollection"}, _resources)

_resources := {
	"": ["endpoints", "services"],
	"discovery.k8s.io": ["endpointslices"],
	"gateway.networking.k8s.io": [
		"grpcroutes",
		"httproutes",
		"referencegrants",
		"tcproutes",
		"tlsroutes",
		"udproutes",
	],
	"networking.k8s.io": ["ingresses", "networkpolicies"],
}

unknown := rbac.unclear

notapplicable if not rbac.is_judged
