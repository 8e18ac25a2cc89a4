# METADATA
# title: Bound roles must not write the ConfigMaps of kube-system
# description: >-
#   ConfigMaps in kube-system configure what everyone relies on: CoreDNS's hold the answers to every name, kube-proxy's the
#   routes of Services, and on EKS aws-auth says who is an administrator. A right to write ConfigMaps in the whole cluster
#   is one to write these. It is acceptable for those who operate the cluster. Rules narrowed by resourceNames do not count,
#   unless they name one of these.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/administer-cluster/dns-custom-nameservers/
#     description: Customizing DNS Service
# custom:
#   severity: high
#   subject: kubernetes/binding
#   wall: management
#   dimension: security
#   remediation: Bind the role in the namespaces of its subjects alone, or name the ConfigMaps in resourceNames.
#   weaker_than: kubernetes/cluster-admin-bound
#   frameworks:
#     nsa: [authentication-authorization]
#     mitre-containers: [T1098]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-3, ac-6]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.2", "7.2.5"]
package bulkhead.kubernetes.writes_system_config_maps

import data.bulkhead.lib.kubernetes.rbac

deny contains {"path": grant.path, "message": "lets its subjects write what configures the cluster's DNS and proxies"} if {
	_reaches_system
	some grant in rbac.grants
	_writes(grant.rule)
}

_reaches_system if rbac.is_cluster_wide

_reaches_system if input.binding.metadata.namespace == "kube-system"

_writes(rule) if {
	some verb in ["create", "update", "patch"]
	rbac.allows(rule, verb, "", "configmaps")
}

_writes(rule) if {
	some verb in ["update", "patch"]
	rbac.matches(rule, verb, "", "configmaps")
	some name in rule.resourceNames
	name in {"aws-auth", "coredns", "kube-proxy", "kubeadm-config", "kubelet-config"}
}

unknown contains element if {
	_reaches_system
	some element in rbac.unclear
}

notapplicable if not rbac.is_judged
