# METADATA
# title: Virtual machines must not have devices of the node
# description: >-
#   A device that is passed through is in the guest's hands: its firmware can be changed for the next guest, and without
#   an IOMMU it reads the node's memory. hostDevices, gpus and network interfaces with sriov do that; clientPassthrough
#   lets whoever may open the machine's console hand it USB devices. It is acceptable on nodes for one tenant.
# scope: package
# related_resources:
#   - ref: https://kubevirt.io/user-guide/compute/host-devices/
#     description: Host devices
# custom:
#   severity: medium
#   subject: kubernetes/virtualmachine
#   wall: hardware
#   dimension: isolation
#   remediation: >-
#     Use paravirtual devices, or keep nodes with such devices for one tenant.
#   frameworks:
#     nist-800-190: ["4.5.2", "4.5.5"]
#     nist-800-53r5: [ac-6, sc-39]
#     bsi-sys-1.6: [A26]
package bulkhead.kubernetes.vm_passthrough

deny contains {
	"path": ["virtualmachine", "spec", "domain", "devices", list, i],
	"message": "has a device of the node",
} if {
	some list in ["gpus", "hostDevices"]
	some i, _ in input.virtualmachine.spec.domain.devices[list]
}

deny contains {
	"path": ["virtualmachine", "spec", "domain", "devices", "interfaces", i, "sriov"],
	"message": "has a function of the node's network card",
} if {
	some i
	input.virtualmachine.spec.domain.devices.interfaces[i].sriov != null
}

deny contains {
	"path": ["virtualmachine", "spec", "domain", "devices", "clientPassthrough"],
	"message": "takes USB devices from whoever may open its console",
	"severity": "low",
} if {
	input.virtualmachine.spec.domain.devices.clientPassthrough != null
}
