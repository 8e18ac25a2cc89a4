# METADATA
# title: Virtual machines must not have channels to the node
# description: >-
#   autoattachVSOCK gives the guest a socket to the node's kernel and to its services, and downwardMetrics tells it
#   about the node: name, load and versions. Both are off unless they are asked for.
# scope: package
# related_resources:
#   - ref: https://kubevirt.io/user-guide/network/interfaces_and_networks/
#     description: Interfaces and networks
# custom:
#   severity: low
#   subject: kubernetes/virtualmachine
#   wall: hardware
#   dimension: isolation
#   remediation: >-
#     Remove autoattachVSOCK and downwardMetrics.
#   frameworks:
#     nist-800-53r5: [cm-7, ac-4]
#     bsi-sys-1.6: [A26]
package bulkhead.kubernetes.vm_host_channel

deny contains {
	"path": ["virtualmachine", "spec", "domain", "devices", "autoattachVSOCK"],
	"message": "has a socket to the node",
	"expected": false,
} if {
	input.virtualmachine.spec.domain.devices.autoattachVSOCK == true
}

deny contains {
	"path": ["virtualmachine", "spec", "domain", "devices", "downwardMetrics"],
	"message": "is told about the node",
} if {
	input.virtualmachine.spec.domain.devices.downwardMetrics != null
}

deny contains {
	"path": ["virtualmachine", "spec", "volumes", i, "downwardMetrics"],
	"message": "is told about the node",
} if {
	some i
	input.virtualmachine.spec.volumes[i].downwardMetrics != null
}
