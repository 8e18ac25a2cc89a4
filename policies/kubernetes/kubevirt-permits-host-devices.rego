# METADATA
# title: KubeVirt must not hand out devices of the node without need
# description: >-
#   What permittedHostDevices lists, every virtual machine of every namespace may have, until quotas on the
#   resource's name say otherwise: a PCI device reads and writes memory of its own accord, a USB device may be
#   anybody's, and firmware that one guest changes is there for the next. It is acceptable where tenants do not
#   create machines, or quotas bound the resources.
# scope: package
# related_resources:
#   - ref: https://kubevirt.io/user-guide/compute/host-devices/
#     description: Host devices
# custom:
#   severity: low
#   subject: kubernetes/kubevirt
#   wall: hardware
#   dimension: isolation
#   remediation: >-
#     Remove what is not used, and give every namespace a quota of 0 on the names of the rest.
#   frameworks:
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, cm-7]
#     bsi-sys-1.6: [A19]
package bulkhead.kubernetes.kubevirt_permits_host_devices

deny contains {
	"path": ["kubevirt", "spec", "configuration", "permittedHostDevices", kind],
	"message": "lets the virtual machines of every namespace have devices of their node",
} if {
	some kind in ["pciHostDevices", "mediatedDevices", "usb"]
	some _ in input.kubevirt.spec.configuration.permittedHostDevices[kind]
}
