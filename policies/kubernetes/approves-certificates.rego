# METADATA
# title: Bound roles must not approve or sign certificates
# description: >-
#   Whoever approves a certificate request for a signer of Kubernetes' own, or signs one, makes a client certificate of any
#   user or of any node, which nobody can revoke. It takes two rights: on the request's approval or status, and approve or
#   sign on the signer. It is acceptable for controllers that approve the kubelets' requests, with that signer named.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#authorization
#     description: Authorization of certificate requests
# custom:
#   severity: critical
#   subject: kubernetes/binding
#   wall: identity
#   dimension: security
#   remediation: Remove approve and sign on signers from the role, or name a signer of your own in resourceNames.
#   weaker_than: kubernetes/cluster-admin-bound
#   frameworks:
#     cis-kubernetes-1.12: ["5.1.11"]
#     nsa: [authentication-authorization]
#     mitre-containers: [T1098]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-3, ac-6]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.2", "7.2.5"]
package bulkhead.kubernetes.approves_certificates

import data.bulkhead.lib.kubernetes.rbac

# Requests and signers are in no namespace, so a RoleBinding gives nothing on them.
deny contains {"path": grant.path, "message": message} if {
	rbac.is_cluster_wide
	some right, message in {
		"approve": "lets its subjects approve certificates of any user or node",
		"sign": "lets its subjects sign certificates of any user or node",
	}
	some grant in rbac.grants
	_is_for_clients(grant.rule, right)
	some other in rbac.grants
	_writes_requests(other.rule, right)
}

_writes_requests(rule, right) if {
	some verb in ["update", "patch"]
	rbac.allows(rule, verb, _group, _parts[right])
}

_parts := {
	"approve": "certificatesigningrequests/approval",
	"sign": "certificatesigningrequests/status",
}

_group := "certificates.k8s.io"

_is_for_clients(rule, right) if rbac.allows(rule, right, _group, "signers")

_is_for_clients(rule, right) if {
	rbac.matches(rule, right, _group, "signers")
	some name in rule.resourceNames
	name in _signers
}

# Those whose certificates the API server takes for clients, and the name that stands for all of that domain.
_signers := {
	"kubernetes.io/*",
	"kubernetes.io/kube-apiserver-client",
	"kubernetes.io/kube-apiserver-client-kubelet",
	"kubernetes.io/legacy-unknown",
}

unknown contains element if {
	rbac.is_cluster_wide
	some element in rbac.unclear
}

notapplicable if not rbac.is_judged
