# METADATA
# title: Virtual machines must not be on a network past network policies
# description: >-
#   Network policies hold for the pod network. An interface with bridge, or on a network of Multus, sends the guest's
#   own addresses to a network that they do not cover as a rule. masquerade on the pod network stays behind them. It is
#   acceptable where that network has filters of its own.
# scope: package
# related_resources:
#   - ref: https://kubevirt.io/user-guide/network/interfaces_and_networks/
#     description: Interfaces and networks
# custom:
#   severity: medium
#   subject: kubernetes/virtualmachine
#   wall: network
#   dimension: isolation
#   remediation: >-
#     Use masquerade on the pod network, or filter the other network where it is defined.
#   frameworks:
#     nist-800-190: ["4.3.3"]
#     nist-800-53r5: [ac-4, sc-7]
#     bsi-app-4.4: [A7]
#     bsi-sys-1.6: [A5]
package bulkhead.kubernetes.vm_bridged

deny contains {
	"path": ["virtualmachine", "spec", "domain", "devices", "interfaces", i, "bridge"],
	"message": "is bridged, so the guest sends what addresses it likes",
} if {
	some i
	input.virtualmachine.spec.domain.devices.interfaces[i].bridge != null
}

deny contains {
	"path": ["virtualmachine", "spec", "networks", i, "multus"],
	"message": "is on a network that network policies do not cover",
} if {
	some i
	input.virtualmachine.spec.networks[i].multus != null
}
