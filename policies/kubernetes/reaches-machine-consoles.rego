# METADATA
# title: Bound roles must not reach consoles of virtual machines
# description: >-
#   The subresources console, vnc, usbredir and portforward of KubeVirt's virtual machines open them as exec opens a
#   pod, by the verb get alone. It is acceptable for their owners, in their namespace.
# scope: package
# related_resources:
#   - ref: https://kubevirt.io/user-guide/cluster_admin/authorization/
#     description: KubeVirt authorization
# custom:
#   severity: high
#   subject: kubernetes/binding
#   wall: identity
#   dimension: security
#   remediation: >-
#     Remove subresources.kubevirt.io from the role, or bind it in the namespaces of its subjects alone.
#   weaker_than: kubernetes/cluster-admin-bound
#   frameworks:
#     nsa: [authentication-authorization]
#     mitre-containers: [T1609]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-3, ac-6]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.2", "7.2.5"]
package bulkhead.kubernetes.reaches_machine_consoles

import data.bulkhead.lib.kubernetes.rbac

deny contains {"path": grant.path, "message": message, "severity": severity} if {
	some grant in rbac.grants
	_gives(grant.rule)
	message := rbac.by_scope(
		"lets its subjects open consoles of any virtual machine of the whole cluster",
		"lets its subjects open consoles of any virtual machine of its namespace",
	)
	severity := rbac.by_scope("high", "medium")
}

_gives(rule) if rbac.allows_any(rule, {"get"}, _resources)

_resources := {"subresources.kubevirt.io": [
	"virtualmachineinstances/console",
	"virtualmachineinstances/portforward",
	"virtualmachineinstances/usbredir",
	"virtualmachineinstances/vnc",
	"virtualmachines/portforward",
]}

unknown := rbac.unclear

notapplicable if not rbac.is_judged
